import type {Opening} from '../exchange/venue.ts';

/** One cross long: 1 BTC on 6 000 of cash, 554 % of the requirement on Hyperliquid. */
export const LONE_LONG: Opening = {
  cash: '6000',
  prices: {BTC: '86500'},
  positions: [{coin: 'BTC', size: '1', entry: '86500', leverage: 20}],
};

/** Two pools: a comfortable cross one with two positions, and an isolated long near its line. */
export const TWO_POOLS: Opening = {
  cash: '40000',
  prices: {BTC: '86500', ETH: '2835', SOL: '131.2'},
  positions: [
    {coin: 'BTC', size: '2', entry: '86900', leverage: 20},
    {coin: 'ETH', size: '-24', entry: '2850', leverage: 20},
    {coin: 'SOL', size: '900', entry: '132', leverage: 20, margin: '7000'},
  ],
};

/** Tiers count: the long's value falls through two brackets of Binance and one tier edge of Hyperliquid on its way down. */
export const WHALE: Opening = {
  cash: '13500000',
  prices: {BTC: '86500', ETH: '2835'},
  positions: [
    {coin: 'BTC', size: '1790', entry: '86900', leverage: 10},
    {coin: 'ETH', size: '-1000', entry: '2850', leverage: 20},
  ],
};

export const NOBODY: Opening = {cash: '1000', prices: {}, positions: []};
