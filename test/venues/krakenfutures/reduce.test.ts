import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/krakenfutures/reduce.ts';
import {initial} from '../../../src/venues/krakenfutures/state.ts';
import {
  AT,
  accountOf,
  answer,
  currency,
  flex,
  frame,
  message,
  modelOf,
  play,
  poolOf,
  position,
  positions,
  REST,
  shown,
  single,
  ticker,
} from './wire.ts';

const BTC = position('PF_XBTUSD', 1, {
  entry_price: 60_000,
  mark_price: 61_000,
  initial_margin: 1200,
  maintenance_margin: 600,
});
const ETH = position('PF_ETHUSD', -10, {
  entry_price: 3000,
  mark_price: 2900,
  initial_margin: 600,
  maintenance_margin: 300,
});
const WALLET = flex({USD: currency(10_000)}, {maintenance_margin: 900});
const held = (frames: Parameters<typeof play>[0]) => Object.keys(play(frames).rows).sort();

describe('positions', () => {
  it('a snapshot replaces all, a later message merges, balance 0 closes', () => {
    expect(held([positions([BTC, ETH]), positions([ETH])])).toEqual(['PF_ETHUSD']);
    const both = [positions([BTC]), positions([ETH], {seq: 1})];
    expect(held(both)).toEqual(['PF_ETHUSD', 'PF_XBTUSD']);
    expect(held([...both, positions([{...BTC, balance: 0}], {seq: 2})])).toEqual(['PF_ETHUSD']);
    expect(held([...both, message('open_positions_snapshot', {positions: []})])).toEqual([]);
  });

  it('left out of a later message are gone when Kraken’s total says so, and only then', () => {
    const later = [positions([BTC, ETH]), positions([ETH], {seq: 1}, {at: AT + 1})];
    const closed = poolOf([...later, flex({USD: currency(10_000)}, {maintenance_margin: 300}, {at: AT + 2})]);
    expect(closed.positions.map(({symbol}) => symbol)).toEqual(['PF_ETHUSD']);
    expect(shown(closed.maintenanceMargin)).toBe('exact 300');
    const open = poolOf([...later, flex({USD: currency(10_000)}, {maintenance_margin: 900}, {at: AT + 2})]);
    expect(shown(open.maintenanceMargin)).toBe('exact 900');
    const unsure = modelOf(
      [...later, flex({USD: currency(10_000)}, {maintenance_margin: 700})],
      'cross:flex',
    );
    expect(unsure.doubts?.join()).toContain('do not make up');
  });

  it('are not dropped because a total of before the last trade happens to fit the newest message', () => {
    const even = {...ETH, maintenance_margin: 600};
    const wallet = flex({USD: currency(10_000)}, {maintenance_margin: 600});
    const pool = poolOf([positions([BTC]), wallet, positions([even], {seq: 1}, {at: AT + 1})]);
    expect(shown(pool.maintenanceMargin)).toBe('estimated 1200');
  });

  it('from updates alone are no whole account, unless they make up Kraken’s total', () => {
    const some = positions([BTC], {seq: 7});
    expect(shown(poolOf([WALLET, some]).equity)).toContain('missing all positions of the account');
    expect(shown(poolOf([flex({USD: currency(10_000)}, {maintenance_margin: 600}), some]).equity)).toBe(
      'exact 11000',
    );
  });

  it('fewer than Kraken’s total asks for never look whole', () => {
    const pool = poolOf([
      positions([BTC]),
      flex({USD: currency(10_000)}, {maintenance_margin: 900}, {at: AT + 9}),
    ]);
    expect(shown(pool.equity)).toBe('missing the positions that make up Kraken’s own maintenance margin');
  });

  it('out of order are passed over; a missed message is doubted until the next list', () => {
    const late = positions([{...BTC, balance: 5}], {seq: 1, timestamp: AT - 5});
    const now = [positions([BTC]), positions([BTC], {seq: 2, timestamp: AT + 1})];
    expect(play([...now, late]).rows.PF_XBTUSD?.balance).toBe('1');
    expect(play(now).listing.whole).toBe(false);
    expect(play([...now, positions([BTC])]).listing.whole).toBe(true);
  });

  it('a bare update keeps what the last one said of the same size, and nothing of another', () => {
    const bare = (balance: number) => positions([{instrument: 'PF_XBTUSD', balance}], {seq: 1});
    expect(play([positions([BTC]), bare(1)]).rows.PF_XBTUSD).toMatchObject({
      entry: '60000',
      maintenance: '600',
    });
    expect(play([positions([BTC]), bare(2)]).listing.whole).toBe(false);
  });

  it('REST lists all, keeps the socket’s margins of the same size, and asks for marks otherwise', () => {
    const row = {side: 'long', symbol: 'PF_XBTUSD', price: 60_000, size: 1};
    const known = play([positions([BTC, ETH]), answer('openpositions', {openPositions: [row]})]);
    expect(Object.keys(known.rows)).toEqual(['PF_XBTUSD']);
    expect(known.rows.PF_XBTUSD?.maintenance).toBe('600');
    const pool = poolOf([WALLET, answer('openpositions', {openPositions: [row]})]);
    expect(shown(pool.equity)).toBe('missing mark price of PF_XBTUSD');
    expect(pool.maintenanceMargin.kind).toBe('missing');
  });

  it('long and short of one underlying: the larger side is charged, where Kraken’s total says so', () => {
    const dated = {...BTC, instrument: 'FF_XBTUSD_270326', balance: -0.5, maintenance_margin: 300};
    const told = (maintenance_margin: number) => [
      positions([BTC, dated]),
      flex({USD: currency(10_000)}, {maintenance_margin}, {at: AT}),
    ];
    expect(shown(poolOf(told(600)).maintenanceMargin)).toBe('exact 600');
    expect(shown(poolOf(told(900)).maintenanceMargin)).toBe('exact 900');
    const alone = modelOf([positions([BTC, dated])], 'cross:flex');
    expect(alone.doubts?.join()).toContain('larger side');
  });
});

describe('the multi-collateral wallet', () => {
  it('unseen, equity is missing; a delta changes its own currency', () => {
    expect(shown(poolOf([positions([BTC])]).equity)).toBe('missing the multi-collateral wallet');
    const delta = message('balances', {
      flex_futures: {
        currencies: {XBT: currency(0.5, 60_000, 0.05, 0.005)},
        cross: {initial_margin: 0, maintenance_margin: 0},
      },
      seq: 1,
    });
    // 10000 + 30000 × 0.95 × 0.995
    expect(shown(poolOf([flex({USD: currency(10_000)}), delta]).equity)).toBe('exact 38357.5');
    expect(shown(poolOf([delta, flex({USD: currency(10_000)})]).equity)).toBe('exact 10000');
  });

  it('holdings and cash wallets secure nothing', () => {
    const cash = answer('accounts', {accounts: {cash: {type: 'cashAccount', balances: {xbt: '3'}}}});
    expect(accountOf(play([message('balances_snapshot', {holding: {XBT: 3}}), cash])).pools).toEqual([]);
  });

  it('profit whose conversion costs margin is taken as Kraken counts it, and doubted', () => {
    const pool = poolOf([
      positions([BTC]),
      flex(
        {USD: currency(10_000)},
        {maintenance_margin: 600, total_unrealized: 1000, total_unrealized_as_margin: 950},
      ),
    ]);
    expect(shown(pool.equity)).toBe('estimated 10950');
  });

  it('an isolated position has its initial margin, and the cross pool does not', () => {
    const isolated = {
      PF_ETHUSD: {initial_margin: 600, initial_margin_without_orders: 600, maintenance_margin: 300},
    };
    // Short: 3000 + (600 − 300) ÷ 10
    const rows = positions([BTC, {...ETH, liquidation_threshold: 3030}]);
    const frames = [rows, flex({USD: currency(10_000)}, {maintenance_margin: 600}, {isolated})];
    const own = poolOf(frames, 'iso:PF_ETHUSD');
    expect(shown(own.equity)).toBe('exact 1600');
    expect(shown(own.positions[0]?.liquidationPrice)).toBe('exact 3030');
    // 10000 + 1000 − 600
    expect(shown(poolOf(frames).equity)).toBe('exact 10400');
    const untold = positions([BTC, ETH]);
    expect(shown(poolOf([untold, ...frames.slice(1)], 'iso:PF_ETHUSD').equity)).toBe('estimated 1600');
  });
});

describe('single-collateral wallets', () => {
  const INVERSE = position('PI_XBTUSD', -1000, {
    entry_price: 50_000,
    mark_price: 40_000,
    maintenance_margin: 2.5e-4,
    pnl_currency: 'XBT',
  });

  it('secure the contracts of their pair, in coin', () => {
    const pool = poolOf(
      [positions([INVERSE, BTC]), single({balance: 0.1, maintenance_margin: 2.5e-4})],
      'cross:XBTUSD',
    );
    // 0.1 − (1000 ÷ 50000 − 1000 ÷ 40000)
    expect(shown(pool.equity)).toBe('exact 0.105');
    expect(pool.positions.map(({symbol}) => symbol)).toEqual(['PI_XBTUSD']);
  });

  it('a total that may move with the mark is no proof that all positions are known', () => {
    const wallet = single({balance: 0.1, maintenance_margin: 2.5e-4});
    expect(shown(poolOf([positions([INVERSE], {seq: 4}), wallet], 'cross:XBTUSD').equity)).toBe(
      'missing all positions of the account',
    );
  });

  it('unseen, equity is missing; a liquidation threshold of its own is doubted', () => {
    expect(shown(poolOf([positions([INVERSE])], 'cross:XBTUSD').equity)).toBe(
      'missing balance of the XBTUSD wallet',
    );
    const wallet = {
      type: 'marginAccount',
      currency: 'xbt',
      balances: {xbt: '0.1'},
      auxiliary: {pv: '0.1', funding: '0'},
      marginRequirements: {im: '0.0005', mm: '0.00025', lt: '0.0004', tt: '0.0001'},
    };
    const accounts = {
      fi_xbtusd: wallet,
      fi_ethusd: {...wallet, currency: 'eth', balances: {eth: '0'}, marginRequirements: {im: '0', mm: '0'}},
    };
    const frames = [positions([INVERSE]), answer('accounts', {accounts})];
    expect(modelOf(frames, 'cross:XBTUSD').doubts?.join()).toContain('liquidation threshold');
    expect(accountOf(play(frames)).pools).toHaveLength(1);
  });
});

describe('frames', () => {
  it('marks of contracts that are not held are ignored', () => {
    expect(reduce(initial, ticker('PF_XBTUSD', 1)).outcome).toBe('ignored');
    expect(reduce(play([positions([BTC])]), ticker('PF_XBTUSD', 62_000)).outcome).toBe('used');
  });

  it('an error is a defect, never an empty account', () => {
    const before = play([WALLET, positions([BTC])]);
    const error = frame({
      via: 'fetch',
      url: `${REST}/openpositions`,
      body: {result: 'error', error: 'authenticationError'},
    });
    const {state, outcome, defects} = reduce(before, error);
    expect([outcome, defects[0]?.where, defects[0]?.what]).toEqual([
      'malformed',
      'result',
      'Kraken answered with error authenticationError',
    ]);
    expect(state).toBe(before);
  });

  it.each([
    ['positions.0.balance', positions([{...BTC, balance: 'x'}])],
    ['positions.0.instrument', positions([{...BTC, instrument: '__proto__'}])],
    ['positions.0.maintenance_margin', positions([{...BTC, maintenance_margin: -1}])],
    ['flex_futures.currencies.USD.quantity', flex({USD: {...currency(1), quantity: null}})],
    [
      'accounts.flex.currencies',
      answer('accounts', {accounts: {flex: {type: 'multiCollateralMarginAccount'}}}),
    ],
    ['', frame({body: positions([BTC]).body.slice(0, -9)})],
  ])('%s wrong is named and changes nothing', (where, bad) => {
    const before = play([WALLET]);
    const {state, outcome, defects} = reduce(before, bad);
    expect([outcome, defects[0]?.where]).toEqual(['malformed', where]);
    expect(state).toBe(before);
  });

  it('foreign ones, challenges and what the page sends are ignored', () => {
    const foreign = [
      frame({body: {event: 'challenge', message: 's3cret'}}),
      frame({body: {feed: 'book', product_id: 'PF_XBTUSD'}}),
      {...positions([BTC]), direction: 'out' as const},
      {...positions([BTC]), url: 'wss://kraken.com.evil.example/ws/v1'},
      frame({body: 'pong'}),
    ];
    for (const each of foreign) expect(reduce(initial, each).outcome).toBe('ignored');
  });

  it('answers are known by their shape at other addresses', () => {
    const moved = {
      ...answer('openpositions', {openPositions: []}),
      url: 'https://iapi.kraken.com/api/internal/x',
    };
    expect(reduce(initial, moved).outcome).toBe('used');
    expect(reduce(initial, {...moved, body: '{"result":"error"}'}).outcome).toBe('ignored');
  });

  it('another account, or the demo exchange, begins anew', () => {
    const other = message('open_positions', {account: 'b-2', positions: [ETH], seq: 0});
    expect(play([WALLET, positions([BTC]), other]).flex).toBeUndefined();
    const demo = {...positions([ETH]), url: 'wss://demo-futures.kraken.com/ws/v1'};
    const account = accountOf(play([WALLET, positions([BTC]), demo]));
    expect([
      account.account,
      account.pools.flatMap((pool) => pool.positions.map(({symbol}) => symbol)),
    ]).toEqual(['demo', ['PF_ETHUSD']]);
  });

  it('a kind of contract that is not known is named', () => {
    const odd = position('PV_XRPXBT', 5, {entry_price: 1, mark_price: 1, maintenance_margin: 1});
    expect(shown(poolOf([WALLET, positions([odd])]).equity)).toContain('rules of PV_XRPXBT');
  });
});
