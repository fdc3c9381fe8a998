import type {MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {coinOf} from './contract.ts';
import {listed} from './listing.ts';
import {fundingOf, isOfMoment, LEVELS, ONE, orderMarginOf, sourcesOf, withThresholds} from './pool.ts';
import type {Held} from './position.ts';
import type {Single, State} from './state.ts';

/** Requirements of inverse contracts may move with the mark between a position's message and the wallet's. */
const MOVED = new Decimal('0.02');
const OTHER_THRESHOLD = 'Kraken tells a liquidation threshold other than the maintenance margin';

function unsure({threshold, totals}: Single): readonly string[] {
  const isOther =
    threshold !== undefined && !isZero(threshold) && !new Decimal(threshold).eq(totals.maintenance);
  return isOther ? [OTHER_THRESHOLD] : [];
}

/** One pair's wallet: one coin secures the inverse contracts of its pair. */
function singlePool(state: State, pair: string, all: readonly Held[]): MarginPool {
  const wallet = own(state.single, pair);
  const unit = coinOf(wallet?.unit ?? all[0]?.contract.base ?? pair);
  const {held, doubts, needs} = listed(state, all, wallet, MOVED);
  const funding = fundingOf(held, wallet?.totals);
  const equityNeeds = [...needs, ...(wallet ? [] : [`balance of the ${pair} wallet`])];
  const reasons = [...doubts, ...funding.doubts, ...(wallet ? unsure(wallet) : [])];
  const equity = wallet?.totals.equity;
  return {
    id: `cross:${pair}`,
    kind: 'cross',
    unit,
    waterline: ONE,
    collateral: wallet ? [{asset: unit, amount: new Decimal(wallet.balance), price: ONE, weight: ONE}] : [],
    positions: withThresholds(held, wallet?.at ?? Infinity),
    ...(wallet && orderMarginOf(wallet.totals)),
    ...(funding.deductions.length > 0 && {deductions: funding.deductions}),
    levels: LEVELS,
    ...(wallet &&
      isOfMoment(wallet.at, held) && {
        reported: {
          ...(equity !== undefined && {equity: new Decimal(equity)}),
          maintenanceMargin: new Decimal(wallet.totals.maintenance),
        },
      }),
    ...(reasons.length > 0 && {doubts: reasons}),
    ...(equityNeeds.length > 0 && {equityNeeds}),
    sources: sourcesOf(wallet?.at ?? state.heardAt, held),
  };
}

export function singlePools(state: State, inverse: readonly Held[]): readonly MarginPool[] {
  const funded = Object.entries(state.single)
    .filter(([, {balance, totals}]) => !isZero(balance) || !isZero(totals.maintenance))
    .map(([pair]) => pair);
  const pairs = new Set([...inverse.map(({contract}) => contract.pair), ...funded]);
  return [...pairs].map((pair) =>
    singlePool(
      state,
      pair,
      inverse.filter(({contract}) => contract.pair === pair),
    ),
  );
}
