import {own} from '../reading.ts';
import type {MarketChanges, Market as WireMarket} from './frames.ts';
import type {Numbered} from './link.ts';
import {type Market, MOST, type State} from './state.ts';

/** What was told; the rest stays as it was. */
function marketOf(wire: Partial<WireMarket>, before: Market = {}): Market {
  const {oraclePrice, maintenanceMarginFraction, initialMarginFraction, nextFundingRate} = wire;
  const {openInterest, openInterestLowerCap, openInterestUpperCap} = wire;
  return {
    ...before,
    ...(oraclePrice !== undefined && {oracle: oraclePrice}),
    ...(maintenanceMarginFraction !== undefined && {maintenance: maintenanceMarginFraction}),
    ...(initialMarginFraction !== undefined && {initial: initialMarginFraction}),
    ...(openInterest !== undefined && {openInterest}),
    ...(openInterestLowerCap !== undefined && {lowerCap: openInterestLowerCap}),
    ...(openInterestUpperCap !== undefined && {upperCap: openInterestUpperCap}),
    ...(nextFundingRate !== undefined && {funding: nextFundingRate}),
  };
}

type Wires = Readonly<Record<string, WireMarket>>;

export const takeMarkets = (state: State, wires: Wires, message: Numbered | null, at: number): State => ({
  ...state,
  markets: Object.fromEntries(
    Object.entries(wires)
      .slice(0, MOST.markets)
      .map(([name, wire]) => [name, marketOf(wire)]),
  ),
  feed: message ? {link: message.link, since: message.id, at} : {...state.feed, at},
});

/** Changes before the first whole list are kept: they are right, only not enough. */
export function changeMarkets(state: State, {trading, oraclePrices}: MarketChanges, at: number): State {
  const markets: Record<string, Market> = {...state.markets};
  let room = MOST.markets - Object.keys(markets).length;
  for (const [name, wire] of [...Object.entries(trading ?? {}), ...Object.entries(oraclePrices ?? {})]) {
    const before = own(markets, name);
    if (before || room-- > 0) markets[name] = marketOf(wire, before);
  }
  return {...state, markets, feed: {...state.feed, at}};
}
