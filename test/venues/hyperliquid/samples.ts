import {captured, type Sample} from '../sample.ts';
import {STANDARD_16, UNIFIED_19} from './real-accounts.ts';
import {clearinghouse, mode, type PositionRow, request, USER} from './wire.ts';

/** Accounts of real people as the page is told of them, with the venue's own figures. */

export const state = (body: unknown, dex = '') =>
  request({type: 'clearinghouseState', user: USER, dex}, body, 3);
export const spot = (body: unknown) => request({type: 'spotClearinghouseState', user: USER}, body, 2);

/** infinitefield/hypersdk, src/hypercore/types/mod.rs: mainnet, captured 2026-01-14. */
export const STANDARD_BODY = clearinghouse(STANDARD_16, {
  crossRawUsd: '8047485.4040259998',
  crossMaintenance: '356978.709123',
});

/** hsnice16/tula, fixtures/hyperliquid/perp-both-ways.json: captured 2026-09-09, amounts times one factor. */
const UNIFIED_BODY = clearinghouse(UNIFIED_19, {
  crossRawUsd: '25410.6042801131',
  crossMaintenance: '40292.8995205398',
});
const UNIFIED_BALANCES = {
  balances: [
    {coin: 'USDC', token: 0, total: '679372.9411761649', hold: '80585.7990453749', entryNtl: '0.0'},
    {coin: 'HYPE', token: 150, total: '2809.2611924177', hold: '0.0', entryNtl: '228437.0286345246'},
  ],
  tokenToAvailableAfterMaintenance: [[0, '639080.041655625']],
};
export const UNIFIED = {body: UNIFIED_BODY, balances: UNIFIED_BALANCES};

/** hsnice16/tula, fixtures/hyperliquid/unified-short.json: captured 2026-09-14, amounts times one factor. */
const SHORT_ROW: PositionRow = [
  'BTC',
  '-73.9615729938',
  '78366.5',
  '5790229.6649629378',
  '5879.9450530044',
  '85102.5680905134',
  10,
  40,
  '582769.1343427809',
  '6372998.7993057195',
];
const SHORT_BODY = clearinghouse([SHORT_ROW], {crossRawUsd: '0.0', crossMaintenance: '0.0'});
const SHORT_BALANCES = {
  balances: [
    {coin: 'USDC', token: 0, total: '1921725.667730815', hold: '582769.1343427809', entryNtl: '0.0'},
  ],
  tokenToAvailableAfterMaintenance: [[0, '1338956.5333880341']],
};
export const ISOLATED_SHORT = {row: SHORT_ROW, body: SHORT_BODY, balances: SHORT_BALANCES};

/** hsnice16/tula, fixtures/hyperliquid/portfolio-margin-collateral.json: captured 2026-09-14, amounts scaled. */
const HYPE_ROW: PositionRow = [
  'HYPE',
  '-9234.5962861982',
  '75.6799',
  '746325.2964964793',
  '-47451.6543281497',
  '175.8838207219',
  10,
  10,
  '74632.5296496479',
];
const HYPE_BODY = clearinghouse([HYPE_ROW], {
  crossRawUsd: '821111.8032678125',
  crossMaintenance: '37316.264824824',
});
const HYPE_BALANCES = {
  portfolioMarginEnabled: true,
  balances: [
    {
      coin: 'USDC',
      token: 0,
      total: '342974.0291651194',
      hold: '-410374.9252310904',
      entryNtl: '0.0',
      spotHold: '75058.9066046688',
      ltv: '0.0',
      supplied: '267817.6052236683',
    },
    {
      coin: 'HYPE',
      token: 150,
      total: '9240.1694073654',
      hold: '0.0',
      entryNtl: '0.0',
      ltv: '0.65',
      supplied: '9240.1694073654',
    },
    {coin: 'UBTC', token: 197, total: '0.0', hold: '0.0', entryNtl: '0.0', ltv: '0.5'},
  ],
  portfolioMarginRatio: '0.0389075208',
  tokenToAvailableAfterMaintenance: [
    [0, '921785.3201320133'],
    [150, '9240.1694073654'],
  ],
};
export const PORTFOLIO = {body: HYPE_BODY, balances: HYPE_BALANCES};

/** The API documentation's own example, perpetuals account summary. */
const DOCUMENTED_ROW: PositionRow = [
  'ETH',
  '0.0335',
  '2986.3',
  '100.02765',
  '-0.0134',
  '2866.26936529',
  20,
  50,
  '4.967826',
  '-95.059824',
];
export const DOCUMENTED_BODY = clearinghouse([DOCUMENTED_ROW], {
  crossRawUsd: '13104.514502',
  crossMaintenance: '0.0',
});

type Told = {readonly body: unknown; readonly balances: unknown};
const told = (name: string, {body, balances}: Told) => [...mode(name), ...spot(balances), ...state(body)];

export const samples: readonly Sample[] = [
  {name: 'standard, 16 positions, 2026-01-14', from: 'real accounts', frames: state(STANDARD_BODY)},
  {name: 'unified, 19 positions, 2026-09-09', from: 'real accounts', frames: told('unifiedAccount', UNIFIED)},
  {
    name: 'unified, isolated short, 2026-09-14',
    from: 'real accounts',
    frames: told('unifiedAccount', ISOLATED_SHORT),
  },
  {name: 'portfolio margin, 2026-09-14', from: 'real accounts', frames: told('portfolioMargin', PORTFOLIO)},
  {
    name: 'isolated long of the API documentation',
    from: 'documents',
    frames: [...mode('default'), ...state(DOCUMENTED_BODY)],
  },
  {name: 'standard', from: 'worked by hand', frames: captured('./standard.ndjson', import.meta.url)},
  {
    name: 'unified',
    from: 'worked by hand',
    frames: captured('./unified.ndjson', import.meta.url),
    differs: [
      {
        figure: 'liquidationPrice',
        symbol: 'BTC',
        why: 'told while NVDA, which the same pool holds, stood at 201; it stands at 205 since',
      },
    ],
  },
];
