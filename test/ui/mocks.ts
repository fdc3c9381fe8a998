import type {Grade} from '../../src/engine/health.ts';
import type {AccountView, Glance, PageView, Tally, View} from '../../src/messages.ts';
import type {AuditLineJson, PoolHealthJson} from '../../src/ui/picture/pools.ts';
import type {FigureJson} from '../../src/ui/text/figure.ts';

/** Views of each state, made up by hand: pictures, not evidence. Every figure is a string somebody typed. */

export const NOW = 1_795_372_805_000;

export const exact = (value: string): FigureJson => ({kind: 'exact', value});
export const estimated = (value: string, ...because: string[]): FigureJson => ({
  kind: 'estimated',
  value,
  because,
});
export const none = (because: string): FigureJson => ({kind: 'none', because});
export const missing = (...needs: string[]): FigureJson => ({kind: 'missing', needs});

const TALLY: Tally = {wanted: 1204, unwanted: 88, oversize: 0, replaced: 310, failures: 0, unseen: []};

export function page(part: Partial<PageView> = {}): PageView {
  return {
    venue: 'hyperliquid',
    venueName: 'Hyperliquid',
    tab: 7,
    state: 'seeing',
    tally: TALLY,
    frames: {used: 1204, ignored: 33, malformed: 0},
    defects: [],
    ...part,
  };
}

type Row = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly entry?: string;
  readonly mark?: string;
  readonly leverage?: string;
  readonly line: FigureJson;
  readonly distance: FigureJson;
  readonly pnl?: FigureJson;
};

export const BTC: Row = {
  symbol: 'BTC',
  side: 'long',
  size: '0.85',
  entry: '60120.5',
  mark: '60745.2',
  leverage: '20',
  line: exact('48112.4093811'),
  distance: exact('20.7963871'),
  pnl: exact('530.995'),
};
export const SOL: Row = {
  symbol: 'SOL',
  side: 'short',
  size: '310',
  entry: '171.2',
  mark: '169.218',
  leverage: '10',
  line: exact('201.3701'),
  distance: exact('19.0004018'),
  pnl: exact('614.42'),
};
export const ETH: Row = {
  symbol: 'ETH',
  side: 'long',
  size: '4.2',
  entry: '3512.4',
  mark: '3459.77',
  leverage: '5',
  line: exact('2318.0512'),
  distance: exact('32.9998396'),
  pnl: exact('-221.046'),
};

const row = (symbol: string, side: 'long' | 'short', price: string, line: string, distance: string): Row => ({
  symbol,
  side,
  size: '1250',
  entry: price,
  mark: price,
  leverage: '3',
  line: exact(line),
  distance: exact(distance),
  pnl: exact('12.5'),
});

type PoolPart = Partial<PoolHealthJson> & {
  readonly rows?: readonly Row[];
  readonly levels?: readonly {readonly name: string; readonly at: string}[];
};

export const AUDIT: readonly AuditLineJson[] = [
  {figure: 'equity', assessed: '12480.334', reported: '12480.33', differenceBps: '0', agrees: true},
  {
    figure: 'maintenanceMargin',
    assessed: '3649.22',
    reported: '3649.25',
    differenceBps: '0.08',
    agrees: true,
  },
  {figure: 'ratio', assessed: '3.42', reported: '3.419', differenceBps: '2.9', agrees: true},
  {
    figure: 'liquidationPrice',
    symbol: 'BTC',
    assessed: '48112.4093811',
    reported: '48112.4',
    differenceBps: '0.002',
    agrees: true,
  },
];

export function pool({rows = [BTC, SOL], levels = [], ...part}: PoolPart = {}) {
  const health: PoolHealthJson = {
    id: 'cross:USDC',
    kind: 'cross',
    unit: 'USDC',
    waterline: '1',
    grade: 'safe',
    equity: exact('12480.3342'),
    maintenanceMargin: exact('3649.2206'),
    initialMargin: exact('7298.4412'),
    accuracy: exact('342.0000219'),
    initialAccuracy: exact('171.0000109'),
    positions: rows.map(({symbol, side, line, distance, pnl = missing('entry price')}) => ({
      symbol,
      side,
      notional: exact('51633.42'),
      unrealisedPnl: pnl,
      maintenanceMargin: exact('1290.83'),
      liquidationPrice: line,
      distance,
    })),
    uniform: {down: exact('32.4117'), up: exact('30.1009')},
    remedies: {target: '1.5', deposit: exact('0'), reduce: []},
    requiredByScan: missing('scan'),
    drag: {perHour: exact('-0.42'), hoursToCall: none('never')},
    audit: AUDIT,
    feed: {verdict: 'live', reasons: []},
    ...part,
  };
  return {health, rows, levels};
}

type Pool = ReturnType<typeof pool>;

type AccountPart = {
  readonly venue?: string;
  readonly venueName?: string;
  readonly account?: string;
  readonly grade?: Grade;
  readonly asOf?: number;
  readonly open?: boolean;
  readonly pools?: readonly Pool[];
};

export function account(part: AccountPart = {}): AccountView {
  const {venue = 'hyperliquid', venueName = 'Hyperliquid', grade = 'safe', asOf = NOW - 400} = part;
  const {account: name = '0x8f3a5b6c7d8e9f0a1b2c3d4e5f60718293a4b21c', open = true, pools = [pool()]} = part;
  return {
    venueName,
    open,
    account: {venue, account: name, asOf, pools: pools.map(sent)},
    health: {venue, account: name, asOf, grade, pools: pools.map(({health}) => health)},
  };
}

function sent({health, rows, levels}: Pool): AccountView['account']['pools'][number] {
  return {
    id: health.id,
    kind: health.kind,
    unit: health.unit,
    waterline: health.waterline,
    collateral: [{asset: health.unit, amount: '12000', price: '1', weight: '1'}],
    levels,
    positions: rows.map(({symbol, side, size, entry, mark, leverage}) => ({
      symbol,
      underlying: symbol.replace(/USDT?$/, ''),
      contract: 'linear',
      settle: health.unit,
      multiplier: '1',
      side,
      size,
      ...(entry ? {entryPrice: entry} : {}),
      ...(mark ? {markPrice: mark} : {}),
      ...(leverage ? {leverage} : {}),
    })),
  };
}

/** The glance the background would send of an account's first pool. */
export function glanceOf(view: AccountView, part: Partial<Glance> = {}): Glance {
  const [worst] = view.health.pools;
  const [first] = worst?.positions ?? [];
  if (!worst || !first) throw new Error('a glance needs a position');
  return {
    state: 'live',
    grade: worst.grade,
    venue: view.account.venue,
    venueName: view.venueName,
    account: view.account.account,
    pool: worst.id,
    accuracy: worst.accuracy,
    waterline: worst.waterline,
    nearest: {
      symbol: first.symbol,
      side: first.side === 'long' ? 'down' : 'up',
      distance: first.distance,
      liquidationPrice: first.liquidationPrice,
    },
    at: view.health.asOf,
    reasons: [],
    ...part,
  };
}

export function view(accounts: readonly AccountView[], part: Partial<View> = {}): View {
  const [worst] = accounts;
  const held = worst?.health.pools[0]?.positions.length;
  return {now: NOW, glance: worst && held ? glanceOf(worst) : null, accounts, pages: [page()], ...part};
}

const LADDER = [
  {name: 'call', at: '3'},
  {name: 'liquidation', at: '1'},
];

const isolatedEth = pool({
  id: 'isolated:ETH',
  kind: 'isolated',
  rows: [ETH],
  equity: exact('1204.11'),
  maintenanceMargin: exact('145.31'),
  accuracy: exact('828.6490949'),
  uniform: {down: exact('32.9998396'), up: none('a long gains when the price rises')},
  audit: AUDIT.slice(0, 1),
});

/** `requirement`: the equity over the accuracy. */
const graded = (grade: Grade, accuracy: string, requirement: string, part: PoolPart = {}): View => {
  const audit: readonly AuditLineJson[] = [
    {
      figure: 'maintenanceMargin',
      assessed: requirement,
      reported: requirement,
      differenceBps: '0',
      agrees: true,
    },
  ];
  const maintenanceMargin = exact(requirement);
  const figures = {grade, accuracy: exact(accuracy), maintenanceMargin, audit};
  return view([account({grade, pools: [pool({...figures, levels: LADDER, ...part})]})]);
};

const stale = account({
  asOf: NOW - 154_000,
  pools: [pool({feed: {verdict: 'stale', reasons: ['account has said nothing for 3 min']}})],
});

const binance = account({
  venue: 'binance-usdm',
  venueName: 'Binance USD-M',
  account: 'main',
  pools: [
    pool({
      id: 'cross:USDT',
      unit: 'USDT',
      rows: [
        {...row('ETHUSDT', 'short', '3459.77', '4102.118', '18.5662'), leverage: '25'},
        row('1000PEPEUSDT', 'long', '0.0112044', '0.0070013', '37.5129'),
        row('BNBUSDT', 'long', '612.31', '401.2', '34.4776'),
      ],
      audit: [
        {
          figure: 'maintenanceMargin',
          assessed: '3649.22',
          reported: '3661.9',
          differenceBps: '34.7',
          agrees: false,
          cause: 'The venue counts open orders; Plimsoll does not see them on this page.',
        },
        ...AUDIT.slice(0, 1),
      ],
    }),
  ],
});

/** Every state the popup can be in, by name. */
export const VIEWS: Readonly<Record<string, View>> = {
  'no-page': view([], {pages: []}),
  quiet: view([], {pages: [page({state: 'quiet', frames: {used: 0, ignored: 12, malformed: 0}})]}),
  'no-position': view(
    [account({pools: [pool({rows: [], accuracy: none('no requirement'), maintenanceMargin: exact('0')})]})],
    {
      glance: null,
    },
  ),
  safe: view([account({pools: [pool({levels: LADDER}), isolatedEth]})]),
  watch: graded('watch', '214.0617', '5830.25'),
  warning: graded('warning', '148.2211', '8420.08', {uniform: {down: exact('9.8713'), up: exact('12.2000')}}),
  'margin-call': graded('margin-call', '112.4981', '11093.82', {
    uniform: {down: exact('2.9118'), up: none('a net long gains when everything rises')},
    rows: [{...BTC, line: exact('58901.117'), distance: exact('3.0357')}, SOL],
  }),
  liquidation: graded('liquidation', '98.7104', '12643.38', {
    uniform: {down: exact('0'), up: none('already beyond the line')},
  }),
  stale: view([stale], {
    glance: glanceOf(stale, {state: 'stale', reasons: ['account has said nothing for 3 min']}),
  }),
  closed: view([account({open: false, asOf: NOW - 3 * 3_600_000})], {pages: []}),
  late: view([], {pages: [page({state: 'late'})]}),
  'no-access': view([], {pages: [page({state: 'no-access'})]}),
  defect: view([account()], {
    glance: glanceOf(account(), {state: 'defect', reasons: ['2 messages could not be read']}),
    pages: [
      page({
        frames: {used: 880, ignored: 2, malformed: 2},
        tally: {...TALLY, unseen: ['WebTransport']},
        defects: [
          {
            at: NOW - 800,
            url: 'wss://api.hyperliquid.xyz/ws',
            where: 'data.assetPositions.3.position.szi',
            what: 'expected a decimal string, got null',
            head: '{"channel":"webData2","data":{',
          },
          {at: NOW - 4000, url: 'wss://api.hyperliquid.xyz/ws', where: '', what: 'not JSON', head: '<html>'},
        ],
      }),
    ],
  }),
  estimated: view([
    account({
      pools: [
        pool({
          accuracy: estimated('342.0000219', 'tier table of SOL not seen: venue’s own requirement, scaled'),
          maintenanceMargin: estimated(
            '3649.22',
            'tier table of SOL not seen: venue’s own requirement, scaled',
          ),
          rows: [
            {
              ...BTC,
              line: estimated('48112.4', 'tier table of SOL not seen: venue’s own requirement, scaled'),
            },
            {...SOL, line: none('the hedge gains as much as it loses'), distance: none('no such price')},
            {
              symbol: 'HYPE',
              side: 'long',
              size: '120.55',
              line: missing('mark price of HYPE'),
              distance: missing('mark price of HYPE'),
            },
          ],
          uniform: {
            down: estimated('32.4', 'tier table of SOL not seen: venue’s own requirement, scaled'),
            up: missing('mark price of HYPE'),
          },
          audit: [],
        }),
      ],
    }),
  ]),
  missing: view([
    account({
      grade: 'unknown',
      pools: [
        pool({
          grade: 'unknown',
          accuracy: missing('mark price of BTC'),
          equity: missing('mark price of BTC'),
          maintenanceMargin: missing('mark price of BTC'),
          uniform: {down: missing('mark price of BTC'), up: missing('mark price of BTC')},
          rows: [
            {
              symbol: 'BTC',
              side: 'long',
              size: '0.85',
              entry: '60120.5',
              line: missing('mark price of BTC'),
              distance: missing('mark price of BTC'),
            },
          ],
          audit: [],
        }),
      ],
    }),
  ]),
  'ten-positions': view(
    [
      account({
        pools: [
          pool({
            levels: LADDER,
            rows: [
              BTC,
              SOL,
              ETH,
              row('xyz:TSLA', 'long', '402.11', '250.2', '37.7782'),
              row('kPEPE', 'short', '0.0112', '0.0161', '43.75'),
            ],
          }),
        ],
      }),
      binance,
      account({
        venue: 'bybit',
        venueName: 'Bybit',
        account: 'main',
        pools: [
          pool({
            id: 'cross:USDT',
            unit: 'USDT',
            equity: exact('2204.18'),
            maintenanceMargin: exact('401.6204'),
            accuracy: exact('548.82172'),
            rows: [row('LINKUSDT', 'short', '18.204', '26.71', '46.7260')],
            audit: [],
          }),
        ],
      }),
      account({
        venue: 'binance-coinm',
        venueName: 'Binance COIN-M',
        account: 'main',
        pools: [
          pool({
            id: 'cross:BTC',
            unit: 'BTC',
            equity: exact('0.412309918'),
            maintenanceMargin: exact('0.06261127'),
            accuracy: exact('658.52349'),
            audit: [],
            rows: [row('BTCUSD_PERP', 'long', '60745.2', '31022.5', '48.9301')],
          }),
        ],
      }),
    ],
    {
      pages: [
        page(),
        page({venue: 'binance-usdm', venueName: 'Binance USD-M', tab: 9}),
        page({venue: 'bybit', venueName: 'Bybit', tab: 10}),
      ],
    },
  ),
};
