/**
 * The load-line mark: a ring, a bar through its middle, and the water in the ring. One geometry for the toolbar icon,
 * the pill on the page and the popup's gauge, so that the shape alone says how deep. Picture only: the doubles in here
 * place pixels and never become a figure.
 */

/** Fill of the water: the ladder. Apart from one another for all three kinds of colour blindness. */
export const WATER = {
  safe: '#1b5e8c',
  watch: '#f2c14e',
  warning: '#e8710a',
  'margin-call': '#8b0a2b',
  liquidation: '#8b0a2b',
  unknown: '#5f6368',
  stale: '#5f6368',
} as const;

export type LoadLine = {
  readonly size: number;
  readonly centre: number;
  /** Of the ring's middle line. */
  readonly radius: number;
  readonly stroke: number;
  /** SVG path of the bar, to be stroked with round caps. The waterline is its middle. */
  readonly bar: string;
  /** SVG path of the water, to be filled; empty when dry. Also what `new Path2D` takes. */
  readonly water: string;
  /** y of the water's surface. */
  readonly surface: number;
};

/**
 * How deep the ring stands in the water, as a share of its height: 0 dry, ½ at the bar, where the venue takes over, 1 drowned.
 * @param accuracy equity ÷ requirement in percent, a decimal string; zero and below is drowned
 * @param waterline the accuracy at which the venue liquidates, as a fraction
 */
export function waterHeight(accuracy: string, waterline: string): number {
  const standing = Number(accuracy);
  return standing > 0 ? Math.min(1, (50 * Number(waterline)) / standing) : 1;
}

/** The mark in a square of `size`, with the water at `height` (see `waterHeight`). */
export function loadLine(size: number, height: number): LoadLine {
  const stroke = size >= 64 ? size * 0.03 : size * 0.085;
  const centre = size / 2;
  const radius = size * 0.385 - (size >= 64 ? 0 : stroke / 4);
  const inset = stroke / 2;
  const surface = centre + radius * (1 - 2 * height);
  return {
    size,
    centre,
    radius,
    stroke,
    bar: `M${round(inset)} ${round(centre)}H${round(size - inset)}`,
    water: waterPath(centre, radius, height),
    surface: round(surface),
  };
}

function waterPath(centre: number, radius: number, height: number): string {
  if (height <= 0) return '';
  const left = round(centre - radius);
  const right = round(centre + radius);
  if (height >= 1) {
    const half = `A${round(radius)} ${round(radius)} 0 0 1`;
    return `M${left} ${round(centre)}${half} ${right} ${round(centre)}${half} ${left} ${round(centre)}Z`;
  }
  const y = centre + radius * (1 - 2 * height);
  const chord = Math.sqrt(radius ** 2 - (y - centre) ** 2);
  const large = height > 0.5 ? 1 : 0;
  return `M${round(centre - chord)} ${round(y)}H${round(centre + chord)}A${round(radius)} ${round(radius)} 0 ${large} 1 ${round(centre - chord)} ${round(y)}Z`;
}

const round = (length: number): number => Math.round(length * 1000) / 1000;
