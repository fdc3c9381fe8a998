import {Decimal} from '../../engine/decimal.ts';
import type {Row, Told} from './state.ts';

/** What follows from a position as Derive told it. */

/** Sums of doubles do not always come out at nothing. */
const DUST = new Decimal('-1e-6');
const ZERO = new Decimal(0);

/** Derive tells what is left after a requirement. Undefined: not told, or less than nothing. */
export function requiredOf(value: Decimal | undefined, net: string | undefined): Decimal | undefined {
  if (value === undefined || net === undefined) return undefined;
  const required = value.minus(net);
  if (!required.isNegative()) return required;
  return required.lt(DUST) ? undefined : ZERO;
}

/** Without the digits that only doubles have. */
export const sharp = (value: Decimal) => (value.precision() > 30 ? value.toSignificantDigits(30) : value);

type Figures = {
  /** What Derive counts beside the profit since the entry: funding due, less what it has moved into the cash already. */
  readonly settled: Decimal;
  /** Requirement at the told mark and index; not negative. Absent: not told, or not believable. */
  readonly maintenance: Decimal | undefined;
  readonly initial: Decimal | undefined;
};

/** A requirement is believed up to the position's whole size. */
function figuresOf({isOption, amount, entry, mark, worth: value, net, pending, settlements}: Told): Figures {
  const size = new Decimal(amount);
  const worth = value === undefined ? undefined : new Decimal(value);
  const cost = isOption || mark === undefined ? undefined : size.times(mark);
  const most = cost?.abs();
  const believed = (left: string | undefined) => {
    const required = requiredOf(worth, left);
    return required && !(most && required.gt(most)) ? sharp(required) : undefined;
  };
  const maintenance = believed(net.maintenance);
  const isWhole = entry !== undefined && maintenance !== undefined && cost !== undefined;
  const settled =
    isWhole && worth
      ? worth.minus(cost).plus(size.times(entry))
      : new Decimal(pending ?? 0).minus(settlements ?? 0);
  return {settled: isOption ? ZERO : sharp(settled), maintenance, initial: believed(net.initial)};
}

const known = new WeakMap<Told, Figures>();

/** Forty digits each, and looked at with every mark: worked out once, when somebody looks. */
function of(told: Told): Figures {
  const figures = known.get(told) ?? figuresOf(told);
  known.set(told, figures);
  return figures;
}

export const settledOf = ({told}: Row): Decimal => (told === undefined ? ZERO : of(told).settled);

/** The row's own, or its part of one that holds for all positions together. */
export function requirementOf(row: Row, kind: 'maintenance' | 'initial'): Decimal | undefined {
  if (!row.isShare) return row.told && of(row.told)[kind];
  const share = row.share?.[kind];
  return share === undefined ? undefined : new Decimal(share);
}
