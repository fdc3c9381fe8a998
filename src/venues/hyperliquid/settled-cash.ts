import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {Ledger} from './ledger.ts';
import {heardAt, type User} from './state.ts';

/** The cash of a pooled account as far as it can be known. */
export type SettledCash = {
  readonly cash: Decimal;
  readonly doubts: readonly string[];
  readonly needs: readonly string[];
};

/** Balance and positions come in separate frames, within a second or two of each other. */
const OUT_OF_STEP_MS = 10_000;
/** Further apart, profits made in between are not an error to live with. */
const APART_MS = 60_000;

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;

/** The spot state says that far more is bound than the positions that were seen can bind. */
function hasUnseenPositions({held, bound}: Ledger): boolean {
  return held?.minus(bound).gt(Decimal.max('1', bound.times('0.1'))) ?? false;
}

/**
 * Balance and positions of one moment give the cash outright. Out of step, the last cash that was of one moment stands
 * while the positions are the same; else it is an estimate with its reason, or not known.
 */
export function settledCash(user: User, ledger: Ledger): SettledCash {
  const plain = {cash: ledger.cash, doubts: [], needs: []};
  const {spot} = user;
  if (!spot || ledger.agrees === true) return plain;
  const positionsAt = Math.max(0, ...Object.values(user.dexes).map((dex) => dex.at));
  const gap = Math.abs(spot.at - positionsAt);
  if (ledger.agrees === null) {
    const apart = gap > OUT_OF_STEP_MS && ledger.book !== '';
    return apart ? {...plain, doubts: [`Balance and positions were sent ${seconds(gap)} apart.`]} : plain;
  }
  const last = own(user.cash, `${ledger.token}`);
  const kept = last?.book === ledger.book ? {...plain, cash: new Decimal(last.amount)} : null;
  const age = last ? heardAt(user) - last.at : 0;
  if (kept && age <= OUT_OF_STEP_MS) return kept;
  if (kept && last?.at === spot.at) {
    return {...kept, doubts: [`The spot balance is ${seconds(age)} old: funding paid since is not in it.`]};
  }
  if (hasUnseenPositions(ledger)) {
    return {...plain, needs: ['the positions on other dexes, which bind a part of the balance']};
  }
  if (gap > APART_MS && ledger.book !== '') {
    return {...plain, needs: ['a spot balance as new as the positions']};
  }
  return {...plain, doubts: ['The spot balance and the positions are not of the same moment.']};
}
