import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {CROSS, cash, positions, row, tiers, topic, type WireTier, wallet} from './wire.ts';

/** Real accounts as Bybit's page would tell of them; how their figures come about stands in published.test.ts. */

export const ONE_PERCENT: WireTier[] = [['200000', '0.01', '0', '50']];
export const HALF_PERCENT: WireTier[] = [['900000', '0.005', '0', '100']];

/** ccxt 4.5.84, bybit.js, parsePosition. */
const XRP = row('XRPUSDT', {
  leverage: '10',
  avgPrice: '0.3615',
  size: '100',
  positionValue: '36.15',
  markPrice: '0.3432',
  positionMM: '0.381021',
  positionIM: '3.634521',
  unrealisedPnl: '-1.83',
  liqPrice: '0.0001',
  riskLimitValue: '200000',
});
export const XRP_2022: readonly Frame[] = [
  CROSS,
  tiers('XRPUSDT', ONE_PERCENT),
  cash('1000'),
  ...positions([XRP]),
];

/** ccxt pull request 15622. */
const LTC = row('LTCUSDT', {
  leverage: '10',
  avgPrice: '63.64125',
  size: '1.1',
  markPrice: '68.93',
  positionMM: '0.73470642',
  positionIM: '7.03519017',
  unrealisedPnl: '5.817625',
});
export const LTC_2023: readonly Frame[] = [
  CROSS,
  tiers('LTCUSDT', ONE_PERCENT),
  cash('1000'),
  ...positions([LTC]),
];

/** ccxt pull request 18712: the short. */
const SMALLER_LEG = row('BTCUSDT', {
  positionIdx: '2',
  side: 'Sell',
  size: '0.003',
  leverage: '10',
  avgPrice: '37416.5',
  markPrice: '37414.4',
  positionMM: '0.1358219',
  positionIM: '11.3607719',
  tradeMode: '0',
});
// Constructed: 0.005 at the same price. 187.0825 × 0.5 % + 187.0825 × 0.9 × 2 × 0.055 %; IM has the same fee.
const LARGER_LEG = row('BTCUSDT', {
  positionIdx: '1',
  size: '0.005',
  leverage: '10',
  avgPrice: '37416.5',
  markPrice: '37414.4',
  positionMM: '1.12062417',
  positionIM: '18.89346168',
});
export const HEDGE_2023: readonly Frame[] = [
  CROSS,
  tiers('BTCUSDT', HALF_PERCENT),
  cash('1000'),
  ...positions([SMALLER_LEG, LARGER_LEG]),
];

/** nautilus_trader, ws_account_position.json, November 2025, with its two edited digits put back. */
const ETH = row('ETHUSDT', {
  side: 'Sell',
  size: '0.01',
  entryPrice: '3642.075',
  markPrice: '3642.33',
  leverage: '30',
  positionValue: '36.42075',
  positionIM: '1.23480936',
  positionMM: '0.20281586',
  positionIMByMp: '1.23480936',
  positionMMByMp: '0.20281586',
  unrealisedPnl: '-0.00255',
  liqPrice: '51764.83003276',
  category: 'linear',
  riskLimitValue: '900000',
});
export const ETH_2025: readonly Frame[] = [
  CROSS,
  tiers('ETHUSDT', HALF_PERCENT),
  cash('485'),
  ...positions([]),
  topic('position', [ETH]),
];

/** ccxt, a classic account. */
const ETH_ISOLATED = row('ETHUSDT', {
  size: '0.10',
  avgPrice: '1198.45',
  markPrice: '1189.95',
  leverage: '4.2',
  tradeMode: 1,
  positionBalance: '28.58931118',
  positionIM: '28.58931118',
  positionMM: '0.65401237',
  liqPrice: '919.10',
});
export const CLASSIC_ETH: readonly Frame[] = [tiers('ETHUSDT', HALF_PERCENT), ...positions([ETH_ISOLATED])];

/** bybit-exchange/docs, wallet balance. */
const SUMS = {
  totalMarginBalance: '18070.32797922',
  totalAvailableBalance: '17887.72614237',
  totalInitialMargin: '182.60183684',
  totalMaintenanceMargin: '0.38106773',
  totalPerpUPL: '-0.11001349',
  accountMMRate: '0',
};
const BTC = {coin: 'BTC', walletBalance: '0.805994', equity: '0.805994', usdValue: '12920.95352538'};
// The USDT of the account was not in the answer; its price follows from 0.38106773 ÷ 0.381021.
const USDT = {
  coin: 'USDT',
  walletBalance: '5148.85299059',
  equity: '5148.74299059',
  usdValue: '5149.37445384',
  unrealisedPnl: '-0.11',
  totalPositionMM: '0.381021',
};
const XRP_OF_TOTALS = row('XRPUSDT', {
  size: '100',
  avgPrice: '0.3615',
  markPrice: '0.3604',
  leverage: '10',
  positionMM: '0.381021',
  positionIM: '3.634521',
});
export const TOTALS: readonly Frame[] = [
  CROSS,
  tiers('XRPUSDT', ONE_PERCENT),
  wallet(SUMS, [BTC, USDT]),
  ...positions([XRP_OF_TOTALS]),
];

const real = (name: string, frames: readonly Frame[]): Sample => ({name, from: 'real accounts', frames});

export const samples: readonly Sample[] = [
  {
    ...real('XRPUSDT of 2022', XRP_2022),
    differs: [
      {
        figure: 'liquidationPrice',
        symbol: 'XRPUSDT',
        why: 'the wallet is not in the source; with 1,000 in its place there is no price, and 0.0001 is XRP’s price step',
      },
    ],
  },
  real('LTCUSDT of 2023', LTC_2023),
  real('hedge mode of 2023, its larger leg constructed', HEDGE_2023),
  {
    ...real('ETHUSDT of 2025', ETH_2025),
    differs: [
      {
        figure: 'liquidationPrice',
        symbol: 'ETHUSDT',
        why: 'the wallet is not in the source; 485 stands in its place',
      },
    ],
  },
  real('classic isolated ETHUSDT', CLASSIC_ETH),
  {name: 'wallet balance', from: 'documents', frames: TOTALS},
  {
    name: 'unified-cross',
    from: 'worked by hand',
    frames: captured('./unified-cross.ndjson', import.meta.url),
  },
];
