import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {underlyingOf} from './instrument.ts';
import type {Coin, Row, State, Subaccount} from './state.ts';
import {priceOf} from './totals.ts';

/** A position with the newest prices known. */
export type Held = {
  readonly name: string;
  readonly row: Row;
  readonly size: Decimal;
  readonly mark?: Decimal;
  readonly index?: Decimal;
  readonly volatility?: Decimal;
  readonly funding?: Decimal;
  readonly markAt: number;
  /** Prices are those of the row itself. */
  readonly isOwn: boolean;
};

export function heldOf(state: State, {rows}: Subaccount): readonly Held[] {
  return Object.entries(rows).map(([name, row]) => {
    const told = own(state.marks, name);
    const spot = own(state.spots, underlyingOf(name));
    const isNewer = told !== undefined && (told.at >= row.at || row.mark === undefined);
    const mark = isNewer ? told.price : row.mark;
    const indexAt = isNewer && told.index !== undefined ? told.at : row.at;
    const known = (isNewer ? told.index : undefined) ?? row.index;
    const isSpotNewer = spot !== undefined && (spot.at > indexAt || known === undefined);
    const index = isSpotNewer ? spot.price : known;
    return {
      name,
      row,
      size: new Decimal(row.amount).abs(),
      ...(mark !== undefined && {mark: new Decimal(mark)}),
      ...(index !== undefined && {index: new Decimal(index)}),
      ...(told?.volatility !== undefined && {volatility: new Decimal(told.volatility)}),
      ...(told?.funding !== undefined && {funding: new Decimal(told.funding)}),
      markAt: isNewer ? told.at : row.at,
      isOwn: mark === row.mark && index === row.index,
    };
  });
}

export type Kept = {
  readonly asset: string;
  readonly coin: Coin;
  readonly amount: Decimal;
  readonly price?: Decimal;
  readonly isOwn: boolean;
};

/** Spot prices are the currency's own; a wrapped coin has another. */
export function keptOf(state: State, {coins}: Subaccount): readonly Kept[] {
  return Object.entries(coins).map(([asset, coin]) => {
    const spot = own(state.spots, asset);
    const isNewer = asset !== 'USDC' && spot !== undefined && spot.at > coin.at;
    const price = isNewer ? spot.price : priceOf(asset, coin.price);
    return {
      asset,
      coin,
      amount: new Decimal(coin.amount),
      ...(price !== undefined && {price: new Decimal(price)}),
      isOwn: !isNewer || price === coin.price,
    };
  });
}
