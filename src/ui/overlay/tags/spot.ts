/** Pixels of the window. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;
export type Spot = {readonly x: number; readonly y: number};

/** Between the price and its tag. */
const GAP = 5;

export type Room = {
  /** What the venue's price covers. */
  readonly price: Box;
  /** Where a tag may stand. */
  readonly within: Box;
  /** What it must not cover. */
  readonly taken: readonly Box[];
  readonly width: number;
  readonly height: number;
};

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const holds = (outer: Box, {left, top, right, bottom}: Box): boolean =>
  outer.left <= left && outer.top <= top && right <= outer.right && bottom <= outer.bottom;

/** The upper left corner of a tag beside the price, else below or above it; null: it would cover something. */
export function spotFor({price, within, taken, width, height}: Room): Spot | null {
  const middle = (price.top + price.bottom - height) / 2;
  const spots: readonly Spot[] = [
    {x: price.right + GAP, y: middle},
    {x: price.left - GAP - width, y: middle},
    {x: price.left, y: price.bottom},
    {x: price.left, y: price.top - height},
  ];
  const fits = ({x, y}: Spot): boolean => {
    const box = {left: x, top: y, right: x + width, bottom: y + height};
    return holds(within, box) && !taken.some((other) => meet(box, other));
  };
  return spots.find(fits) ?? null;
}

/** The smallest box around all; null: there is none. */
export function around([first, ...others]: readonly Box[]): Box | null {
  if (first === undefined) return null;
  return others.reduce<Box>(
    (whole, {left, top, right, bottom}) => ({
      left: Math.min(whole.left, left),
      top: Math.min(whole.top, top),
      right: Math.max(whole.right, right),
      bottom: Math.max(whole.bottom, bottom),
    }),
    first,
  );
}
