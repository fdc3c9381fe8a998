import type {Decimal} from '../../engine/decimal.ts';
import type {Held} from './position.ts';
import type {OkxState} from './state.ts';

const TYPES = ['MARGIN', 'SWAP', 'FUTURES', 'OPTION'];

/** OKX's own total of the requirement at another moment; and at the same one. */
const NEAR = '0.01';
const SAME = '1e-6';

export type Wholeness = {readonly doubts: readonly string[]; readonly needs: readonly string[]};

const WHOLE: Wholeness = {doubts: [], needs: []};

/**
 * Have all cross positions been seen? Lists are subscribed by type, so one of them is not all. OKX's own total of the
 * requirement tells too. `total` is undefined when it says none.
 */
export function wholenessOf({listed}: OkxState, sum: Decimal, total: Decimal | undefined): Wholeness {
  if (listed.includes('ANY') || TYPES.every((type) => listed.includes(type))) return WHOLE;
  const apart = total?.minus(sum).abs();
  if (total !== undefined && apart?.lte(total.times(SAME))) return WHOLE;
  const seen = TYPES.filter((type) => listed.includes(type));
  if (total !== undefined && apart?.gt(total.times(NEAR)))
    return {doubts: [], needs: ['positions that OKX counts but has not shown']};
  if (total === undefined && seen.length === 0) return {doubts: [], needs: ['all positions of the account']};
  const shown = seen.length === 0 ? 'changed positions' : `positions of type ${seen.join(', ')}`;
  return {doubts: [`only ${shown} have been seen`], needs: []};
}

export const unsized = (held: readonly Held[]): readonly string[] =>
  held.filter(({multiplier}) => multiplier === undefined).map(({row}) => `contract size of ${row.instId}`);
