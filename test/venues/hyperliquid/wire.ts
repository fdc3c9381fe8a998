import {deflateSync, strToU8} from 'fflate';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import type {Reduction} from '../../../src/venues/venue.ts';

/** Hyperliquid's wire, as its documentation writes it, for tests. */

export const PAGE = 'https://app.hyperliquid.xyz/trade';
export const SOCKET = 'wss://api-ui.hyperliquid.xyz/ws';
export const INFO = 'https://api-ui.hyperliquid.xyz/info';
export const USER = '0x00000000000000000000000000000000000000a1';
export const OTHER = '0x00000000000000000000000000000000000000b2';

/** coin, size, entry, value, profit, liquidation price, leverage, largest leverage, margin used, cash when isolated. */
export type PositionRow = readonly [
  coin: string,
  szi: string,
  entryPx: string,
  positionValue: string,
  unrealizedPnl: string,
  liquidationPx: string | null,
  leverage: number,
  maxLeverage: number,
  marginUsed: string,
  rawUsd?: string,
];

export function assetPosition(row: PositionRow) {
  const [
    coin,
    szi,
    entryPx,
    positionValue,
    unrealizedPnl,
    liquidationPx,
    value,
    maxLeverage,
    marginUsed,
    rawUsd,
  ] = row;
  return {
    type: 'oneWay',
    position: {
      coin,
      szi,
      leverage: rawUsd === undefined ? {type: 'cross', value} : {type: 'isolated', value, rawUsd},
      entryPx,
      positionValue,
      unrealizedPnl,
      returnOnEquity: '0.0',
      liquidationPx,
      marginUsed,
      maxLeverage,
      cumFunding: {allTime: '0.0', sinceOpen: '0.0', sinceChange: '0.0'},
    },
  };
}

type Totals = {
  readonly crossRawUsd: string;
  readonly crossMaintenance: string;
  readonly time?: number;
};

const sumOf = (values: readonly string[]) => values.reduce((sum, value) => sum.plus(value), new Decimal(0));

/** A whole clearinghouse state: what the venue would send for these positions and this cash. */
export function clearinghouse(rows: readonly PositionRow[], {crossRawUsd, crossMaintenance, time}: Totals) {
  const cross = rows.filter((row) => row[9] === undefined);
  const summary = (of: readonly PositionRow[], rawUsd: Decimal) => ({
    accountValue: of
      .reduce((sum, row) => (row[1].startsWith('-') ? sum.minus(row[3]) : sum.plus(row[3])), rawUsd)
      .toFixed(),
    totalNtlPos: sumOf(of.map((row) => row[3])).toFixed(),
    totalRawUsd: rawUsd.toFixed(),
    totalMarginUsed: sumOf(of.map((row) => row[8])).toFixed(),
  });
  const isolatedCash = sumOf(rows.map((row) => row[9] ?? '0'));
  return {
    marginSummary: summary(rows, isolatedCash.plus(crossRawUsd)),
    crossMarginSummary: summary(cross, new Decimal(crossRawUsd)),
    crossMaintenanceMarginUsed: crossMaintenance,
    withdrawable: '0.0',
    assetPositions: rows.map(assetPosition),
    time: time ?? 1_790_000_000_000,
  };
}

export const frame = (body: unknown, at: number, rest: Partial<Frame> = {}): Frame => ({
  at,
  page: PAGE,
  via: 'websocket',
  url: SOCKET,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...rest,
});

/** A message on the socket. */
export const message = (channel: string, data: unknown, at = 1): Frame => frame({channel, data}, at);

export const asks = (question: unknown, at = 1, url = INFO): Frame =>
  frame(question, at, {via: 'fetch', url, direction: 'out'});

/** Also a bare JSON string, as the account mode is. */
export const answers = (answer: unknown, at = 1, url = INFO): Frame =>
  frame(JSON.stringify(answer), at, {via: 'fetch', url, direction: 'in'});

/** A question with its answer, as the tap hands them on. */
export const request = (question: unknown, answer: unknown, at = 1): readonly Frame[] => [
  asks(question, at),
  answers(answer, at),
];

export const mode = (name: string, at = 1): readonly Frame[] =>
  request({type: 'userAbstraction', user: USER}, name, at);

/** The state after these frames, with what became of each. */
export function play(frames: readonly Frame[], from = hyperliquid.initial) {
  const reductions: Reduction<typeof from>[] = [];
  let state = from;
  for (const one of frames) {
    const reduction = hyperliquid.reduce(state, one);
    reductions.push(reduction);
    state = reduction.state;
  }
  return {
    state,
    accounts: hyperliquid.accounts(state),
    outcomes: reductions.map(({outcome}) => outcome),
    defects: reductions.flatMap(({defects}) => defects),
  };
}

/** Universe and tables as `meta` answers them. Ids under 50 are one tier and not listed. */
export const meta = (
  universe: readonly (readonly [name: string, maxLeverage: number, marginTableId: number])[],
  tables: readonly (readonly [
    id: number,
    tiers: readonly (readonly [lowerBound: string, maxLeverage: number])[],
  ])[] = [],
  collateralToken = 0,
) => ({
  universe: universe.map(([name, maxLeverage, marginTableId]) => ({
    szDecimals: 2,
    name,
    maxLeverage,
    marginTableId,
  })),
  marginTables: tables.map(([id, tiers]) => [
    id,
    {
      description: '',
      marginTiers: tiers.map(([lowerBound, maxLeverage]) => ({lowerBound, maxLeverage})),
    },
  ]),
  collateralToken,
});

/** The mainnet tables that the tests need (documentation, margin tiers, read 2026-11-22). */
export const MAINNET = meta(
  [
    ['BTC', 40, 56],
    ['ETH', 25, 55],
    ['HYPE', 10, 52],
  ],
  [
    [
      56,
      [
        ['0.0', 40],
        ['150000000.0', 20],
      ],
    ],
    [
      55,
      [
        ['0.0', 25],
        ['100000000.0', 15],
      ],
    ],
    [
      52,
      [
        ['0.0', 10],
        ['20000000.0', 5],
      ],
    ],
  ],
);

export const context = (markPx: string, oraclePx = markPx, funding = '0.0000125') => ({
  funding,
  openInterest: '1.0',
  prevDayPx: markPx,
  dayNtlVlm: '0.0',
  premium: null,
  oraclePx,
  markPx,
  midPx: null,
  impactPxs: null,
  dayBaseVlm: '0.0',
});

/** As `fastAssetCtxs` has it: base64 of a raw DEFLATE stream. */
export const deflated = (value: unknown): string =>
  btoa(
    String.fromCharCode(...deflateSync(strToU8(typeof value === 'string' ? value : JSON.stringify(value)))),
  );
