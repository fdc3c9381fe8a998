import {describe, expect, it} from 'vitest';
import type {MarginAccount, MarginPool} from '../../src/engine/account.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import type {Figure} from '../../src/engine/figure.ts';
import type {AccountHealth, Grade, PoolHealth, PositionHealth} from '../../src/engine/health.ts';
import {glance} from '../../src/reading/glance.ts';
import {newPage, type Page} from '../../src/reading/page.ts';
import {holdings, type Read} from '../../src/reading/standing.ts';
import type {Defect} from '../../src/venues/frame.ts';
import {harbour, PAGE} from '../background/venue.ts';

const NOW = 1_700_000_000_000;
const exact = (value: string): Figure => ({kind: 'exact', value: new Decimal(value)});
const missing: Figure = {kind: 'missing', needs: ['mark price of BTC']};
const none: Figure = {kind: 'none', because: 'no requirement'};

type Case = {
  readonly account?: string;
  readonly accuracy?: Figure;
  readonly grade?: Grade;
  readonly waterline?: string;
  readonly stale?: boolean;
  readonly asOf?: number;
  readonly open?: boolean;
  readonly incognito?: boolean;
  readonly key?: string;
  readonly defects?: readonly Defect[];
  readonly fault?: string | null;
  readonly positions?: readonly PositionHealth[];
  readonly uniform?: PoolHealth['uniform'];
};

const long: PositionHealth = {
  symbol: 'BTC-PERP',
  side: 'long',
  notional: exact('100'),
  unrealisedPnl: exact('0'),
  maintenanceMargin: exact('1'),
  liquidationPrice: exact('80'),
  distance: exact('20'),
};

function poolOf({waterline = '1', positions = [long]}: Case, asOf: number): MarginPool {
  return {
    id: 'cross',
    kind: 'cross',
    unit: 'USDC',
    waterline: new Decimal(waterline),
    collateral: [],
    positions: positions.map(({symbol, side}) => ({
      symbol,
      underlying: symbol,
      contract: 'linear',
      settle: 'USDC',
      multiplier: new Decimal(1),
      side,
      size: new Decimal(1),
      markPrice: new Decimal(100),
    })),
    sources: [{name: 'account', at: asOf, limitMs: 20_000}],
  };
}

function healthOf(one: Case): PoolHealth {
  const {accuracy = exact('300'), grade = 'safe', waterline = '1', positions = [long]} = one;
  return {
    id: 'cross',
    kind: 'cross',
    unit: 'USDC',
    waterline: new Decimal(waterline),
    grade,
    equity: exact('1'),
    maintenanceMargin: exact('1'),
    initialMargin: missing,
    accuracy,
    initialAccuracy: missing,
    positions,
    uniform: one.uniform ?? {down: exact('20'), up: none},
    remedies: {target: new Decimal(1), deposit: missing, reduce: []},
    requiredByScan: missing,
    drag: {perHour: missing, hoursToCall: missing},
    audit: [],
    feed: one.stale ? {verdict: 'stale', reasons: ['account is silent']} : {verdict: 'live', reasons: []},
  };
}

let documents = 0;

function read(one: Case): Read {
  const {account: name = 'main', asOf = NOW - 1000, open = true, incognito = false, fault = null} = one;
  documents += 1;
  const sender = {key: one.key ?? `D${documents}`, address: PAGE, tab: documents, frame: 0, incognito};
  const page: Page = {...newPage(sender, harbour), open, defects: one.defects ?? [], newestAt: asOf};
  const account: MarginAccount = {venue: 'harbour', account: name, asOf, pools: [poolOf(one, asOf)]};
  const health: AccountHealth = {
    venue: 'harbour',
    account: name,
    asOf,
    grade: one.grade ?? 'safe',
    pools: [healthOf(one)],
  };
  return {page, venue: harbour, appraisal: {accounts: [{account, health}], fault, until: Infinity}};
}

const shown = (...cases: readonly Case[]) => glance(cases.map(read), NOW)?.account ?? null;
const defect = (at: number): Defect => ({
  at,
  url: 'wss://x',
  where: 'a.b',
  what: 'expected a string',
  head: '',
});

describe('the worst pool', () => {
  it('is the one with the least accuracy for its own waterline', () => {
    expect(
      shown({account: 'a', accuracy: exact('300')}, {account: 'b', accuracy: exact('299'), waterline: '1'}),
    ).toBe('b');
    expect(
      shown(
        {account: 'a', accuracy: exact('300')},
        {account: 'b', accuracy: exact('310'), waterline: '1.05'},
      ),
    ).toBe('b');
  });

  it('is none without a position or a requirement', () => {
    expect(shown({positions: [], accuracy: none})).toBeNull();
    expect(glance([], NOW)).toBeNull();
  });

  it('counts without a position when there is a requirement all the same', () => {
    expect(shown({positions: [], accuracy: exact('500')})).toBe('main');
  });

  it('in known danger comes before what is not known', () => {
    expect(
      shown(
        {account: 'missing', accuracy: missing, grade: 'unknown'},
        {account: 'danger', accuracy: exact('120'), grade: 'warning'},
      ),
    ).toBe('danger');
  });

  it('that is not known comes before one that is safe: it may be worse than it looks', () => {
    expect(shown({account: 'safe'}, {account: 'missing', accuracy: missing, grade: 'unknown'})).toBe(
      'missing',
    );
    expect(shown({account: 'safe'}, {account: 'old', accuracy: exact('900'), stale: true})).toBe('old');
  });

  it('that only a closed tab remembers comes last, however bad it was', () => {
    const closed = {
      account: 'closed',
      accuracy: exact('101'),
      grade: 'margin-call',
      stale: true,
      open: false,
    } as const;
    expect(shown(closed, {account: 'safe'})).toBe('safe');
    expect(shown(closed)).toBe('closed');
  });
});

describe('the same account in two tabs', () => {
  const of = (...cases: readonly Case[]) => holdings(cases.map(read)).map(({page}) => page.key);
  it('is counted once, the newest wins', () => {
    expect(of({key: 'old', asOf: NOW - 5000}, {key: 'new', asOf: NOW - 1000})).toEqual(['new']);
  });
  it('is taken from the live tab although another is newer', () => {
    expect(of({key: 'stale', asOf: NOW, stale: true}, {key: 'live', asOf: NOW - 5000})).toEqual(['live']);
  });
  it('is taken whole from the older tab while the newer is half loaded', () => {
    expect(of({key: 'half', asOf: NOW, accuracy: missing}, {key: 'whole', asOf: NOW - 5000})).toEqual([
      'whole',
    ]);
  });
  it('is another account in a private window', () => {
    expect(of({key: 'a'}, {key: 'b', incognito: true})).toHaveLength(2);
  });
});

describe('the glance', () => {
  const of = (...cases: readonly Case[]) => glance(cases.map(read), NOW);

  it('keeps the venue’s digits and the frame’s time', () => {
    expect(of({accuracy: exact('342.0999999999999999999999999999999999')})).toMatchObject({
      state: 'live',
      venueName: 'Harbour',
      pool: 'cross',
      waterline: '1',
      at: NOW - 1000,
      accuracy: {kind: 'exact', value: '342.0999999999999999999999999999999999'},
    });
  });

  it('of a stale figure tells when the silent source was last heard', () => {
    expect(of({stale: true, asOf: NOW - 30_000})).toMatchObject({
      state: 'stale',
      at: NOW - 30_000,
      reasons: ['account is silent'],
    });
  });

  it('of a missing figure tells what it needs', () => {
    expect(of({accuracy: missing})).toMatchObject({state: 'unknown', reasons: ['needs mark price of BTC']});
  });

  it('calls it a defect when the figure is old because newer messages could not be read', () => {
    const silent = {stale: true, asOf: NOW - 30_000};
    expect(of({...silent, defects: [defect(NOW - 5000)]})).toMatchObject({
      state: 'defect',
      reasons: ['account is silent', 'a message could not be read: expected a string'],
    });
    expect(of({...silent, defects: [defect(NOW - 60_000)]})?.state).toBe('stale');
  });

  it('stays live when a foreign message could not be read but the account’s could', () => {
    expect(of({defects: [defect(NOW)]})?.state).toBe('live');
  });

  it('does not show another account’s figure over a fault of ours, unless that is in danger', () => {
    expect(
      of(
        {account: 'safe'},
        {account: 'x', fault: 'a fault of Plimsoll itself: x', accuracy: none, positions: []},
      ),
    ).toMatchObject({
      state: 'defect',
      accuracy: {kind: 'missing'},
      reasons: ['a fault of Plimsoll itself: x'],
    });
    expect(
      of(
        {account: 'bad', grade: 'margin-call', accuracy: exact('110')},
        {fault: 'x', positions: [], accuracy: none},
      ),
    ).toMatchObject({state: 'live', account: 'bad'});
  });
});

describe('the nearest way to the line', () => {
  const of = (one: Case) => glance([read(one)], NOW)?.nearest;
  const short = {
    ...long,
    symbol: 'ETH-PERP',
    side: 'short',
    liquidationPrice: exact('107'),
    distance: exact('7'),
  } as const;

  it('is the lone position’s own price, not the same move of everything', () => {
    expect(of({uniform: {down: exact('20'), up: none}})).toEqual({
      symbol: 'BTC-PERP',
      side: 'down',
      distance: {kind: 'exact', value: '20'},
      liquidationPrice: {kind: 'exact', value: '80'},
    });
  });

  it('is the nearest of several positions, on the side where its price lies', () => {
    expect(of({positions: [long, short], uniform: {down: exact('30'), up: none}})).toMatchObject({
      symbol: 'ETH-PERP',
      side: 'up',
    });
  });

  it('is everything together when that is nearer', () => {
    expect(of({positions: [long, short], uniform: {down: exact('6.5'), up: none}})).toEqual({
      symbol: null,
      side: 'down',
      distance: {kind: 'exact', value: '6.5'},
      liquidationPrice: null,
    });
  });

  it('of a long that a hedge endangers upwards is up', () => {
    expect(
      of({
        positions: [{...long, liquidationPrice: exact('130'), distance: exact('30')}],
        uniform: {down: none, up: none},
      }),
    ).toMatchObject({side: 'up'});
  });

  it('looks at the price of the nearest alone: each has every doubt of its pool', () => {
    let asked = 0;
    const many = Array.from({length: 50}, (_, nth) => ({
      ...long,
      distance: exact(String(10 + nth)),
      get liquidationPrice() {
        asked += 1;
        return exact('80');
      },
    }));
    const nearest = of({positions: many, uniform: {down: none, up: none}});
    expect(nearest?.distance).toEqual({kind: 'exact', value: '10'});
    expect(asked).toBeLessThan(10);
  });

  it('is none when nothing leads there', () => {
    const safe = {...long, liquidationPrice: none, distance: none};
    expect(of({positions: [safe], uniform: {down: none, up: none}})).toBeNull();
  });
});
