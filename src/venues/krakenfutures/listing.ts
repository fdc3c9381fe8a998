import {Decimal} from '../../engine/decimal.ts';
import {type Held, isNear} from './position.ts';
import type {State, Totals} from './state.ts';

/** The positions of a pool as far as Kraken's own total bears them out. */
export type Listed = {
  readonly held: readonly Held[];
  readonly doubts: readonly string[];
  readonly needs: readonly string[];
};

const ZERO = new Decimal(0);
const NOT_WHOLE = 'all positions of the account';
const SHORT = 'the positions that make up Kraken’s own maintenance margin';
const UNEVEN = 'the positions do not make up Kraken’s own maintenance margin';
const LEFT_OUT = 'Kraken’s newest list leaves a position out that it has not told as closed';
const LARGER_SIDE =
  'Kraken asks for the larger side only of long and short of one underlying; here both are counted';

const sumOf = (held: readonly Held[]) =>
  held.reduce((sum, {maintenance}) => sum.plus(maintenance ?? 0), ZERO);

const sideOf = (held: readonly Held[], base: string, side: string) =>
  held.filter(({contract, position}) => contract.base === base && position.side === side);

/** Kraken's totals, and when they were told. */
export type Told = {readonly totals: Totals; readonly at: number};

/** Long and short of one underlying: the smaller side is not charged. */
function withLargerSide(held: readonly Held[]): readonly Held[] {
  return held.map((each): Held => {
    const {position, contract} = each;
    const other = sideOf(held, contract.base, position.side === 'long' ? 'short' : 'long');
    const mine = sumOf(sideOf(held, contract.base, position.side));
    const theirs = sumOf(other);
    const isLarger = mine.gt(theirs) || (mine.eq(theirs) && position.side === 'long');
    if (other.length === 0 || isLarger) return each;
    const {reported: _, ...rest} = position;
    return {...each, maintenance: ZERO, position: {...rest, schedule: {kind: 'fixed', maintenance: ZERO}}};
  });
}

/**
 * All positions, those of the newest message, or all with the larger side charged only: whichever makes up the total
 * that Kraken sent, which then stands for a whole list too. `within` is how far a total may be off, as a fraction; one
 * that may be off proves nothing.
 */
export function listed(state: State, all: readonly Held[], told: Told | undefined, within?: Decimal): Listed {
  const {whole, at, changedAt} = state.listing;
  const newest = all.filter(({row}) => row.listedAt === at);
  const larger = withLargerSide(all);
  const isHedged = larger.some((each, index) => each !== all[index]);
  const total = told && new Decimal(told.totals.maintenance);
  const isKnown = all.every(({maintenance}) => maintenance !== undefined);
  // A total of before the last trade may equal another sum by chance.
  const isFresh = told !== undefined && told.at >= changedAt;
  if (total && isKnown) {
    const ways = isFresh ? [all, newest, larger] : [all];
    const found = ways.find((held) => isNear(sumOf(held), total, within));
    const isProof = isFresh && within === undefined;
    if (found) return {held: found, doubts: [], needs: whole || isProof ? [] : [NOT_WHOLE]};
  }
  const isShort = isFresh && isKnown && total?.gt(sumOf(all));
  return {
    held: all,
    doubts: [
      ...(total && isKnown ? [UNEVEN] : []),
      ...(isHedged ? [LARGER_SIDE] : []),
      ...(newest.length < all.length ? [LEFT_OUT] : []),
    ],
    needs: [...(whole ? [] : [NOT_WHOLE]), ...(isShort ? [SHORT] : [])],
  };
}
