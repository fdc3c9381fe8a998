import {own} from '../reading.ts';
import type {AssetContext, Meta} from './frames-market.ts';
import {type Mark, type Markets, MOST, type State, USDC, withEntry} from './state.ts';

/** Markets (names, tiers, collateral) and asset contexts (mark, oracle price, funding). */

/** `xyz` of `xyz:NVDA`; the main dex's coins have no prefix. */
export function dexOfCoin(coin: string): string {
  return coin.includes(':') ? coin.slice(0, coin.indexOf(':')) : '';
}

/** The dex that these markets are of, by the prefix of their names. */
export function dexOfMeta(meta: Meta): string {
  return dexOfCoin(meta.universe[0]?.name ?? '');
}

export function takeMeta(state: State, dex: string, meta: Meta): State {
  const markets: Markets = {
    universe: meta.universe.map((one) => [one.name, one.maxLeverage, one.marginTableId ?? null]),
    tables: (meta.marginTables ?? []).map(([id, table]) => [
      id,
      table.marginTiers.map((tier) => [tier.lowerBound, tier.maxLeverage]),
    ]),
    collateral: meta.collateralToken ?? (dex === '' ? USDC : null),
  };
  return {
    ...state,
    markets: withEntry(state.markets, dex, markets, MOST.dexes, ({universe}) => universe.length),
  };
}

type Priced = readonly [coin: string, context: AssetContext];

/** Of several prices of one coin the newest stands; of a coin that is not listed yet there is room for some. */
export function takeContexts(state: State, priced: readonly Priced[], at: number): State {
  const marks: Record<string, Mark> = {...state.marks};
  let room = MOST.coins - Object.keys(marks).length;
  for (const [coin, {markPx, oraclePx, funding}] of priced) {
    const known = own(marks, coin);
    if ((known && known.at > at) || (!known && room-- <= 0)) continue;
    marks[coin] = {
      at,
      price: markPx,
      oracle: oraclePx ?? known?.oracle ?? null,
      funding: funding ?? known?.funding ?? null,
      changesOnly: false,
    };
  }
  return {...state, marks};
}

/**
 * Contexts that come without names, in the order of the dex's universe. Undefined: that order is not known yet.
 * The universe only ever grows at its end, so a meta of yesterday still names the places it has.
 */
export function takeIndexed(
  state: State,
  dex: string,
  contexts: readonly AssetContext[],
  at: number,
): State | undefined {
  const universe = own(state.markets, dex)?.universe ?? [];
  const priced = contexts.flatMap((context, index): Priced[] => {
    const market = universe[index];
    return market ? [[market[0], context]] : [];
  });
  return priced.length === 0 ? undefined : takeContexts(state, priced, at);
}

/** What changed since the last of these frames: a coin that is not named has the mark it had. */
export function takeChanges(
  state: State,
  changes: Readonly<Record<string, {readonly markPx?: string | null | undefined}>>,
  at: number,
): State {
  const priced = Object.entries(changes).flatMap(([coin, {markPx}]): Priced[] =>
    markPx ? [[coin, {markPx}]] : [],
  );
  const {marks} = takeContexts(state, priced, at);
  const changed = Object.fromEntries(
    priced.flatMap(([coin]) => {
      const mark = own(marks, coin);
      return mark?.at === at ? [[coin, {...mark, changesOnly: true}]] : [];
    }),
  );
  return {...state, marks: {...marks, ...changed}, changesAt: Math.max(at, state.changesAt)};
}
