import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/extended/account.ts';
import {reduce} from '../../../src/venues/extended/reduce.ts';
import {initial} from '../../../src/venues/extended/state.ts';
import {
  AT,
  answer,
  balance,
  frame,
  ME,
  mark,
  markets,
  modelOf,
  play,
  poolOf,
  position,
  push,
  SOCKET,
  shown,
} from './wire.ts';

const BRACKETS = markets(
  ['BTC-USD', ['100000', '0.02'], ['200000', '0.04']],
  ['SOL-USD', ['100000', '0.04']],
);
/** 1 BTC bought at 60,000, mark 61,000: 1 %. */
const BTC = position('BTC-USD', ['1', '61000', '1000'], {openPrice: '60000'});
/** 100 SOL sold at 130, mark 131: 2 %. */
const SOL = position('SOL-USD', ['-100', '131', '-100'], {openPrice: '130'});
const TOTALS = balance(['10000', '10900', '900', '74100']);
const START = [BRACKETS, answer('user/balance', TOTALS), answer('user/positions', [BTC, SOL])];

describe('positions', () => {
  it('a push changes its own markets only; CLOSED takes away', () => {
    expect(modelOf(START).positions.map(({symbol}) => symbol)).toEqual(['BTC-USD', 'SOL-USD']);
    const after = poolOf([
      ...START,
      push('POSITION', {positions: [{...SOL, status: 'CLOSED', size: '0'}]}, 1, AT + 1),
      push('BALANCE', {balance: balance(['9900', '10900', '1000', '61000'])}, 2, AT + 2),
    ]);
    expect(after.positions.map(({symbol}) => symbol)).toEqual(['BTC-USD']);
    expect(shown(after.equity)).toBe('exact 10900');
    expect(shown(after.maintenanceMargin)).toBe('exact 610');
  });

  it('an answer replaces them all; of one market only it does not', () => {
    const whole = answer('user/positions', [BTC], AT + 1);
    expect(modelOf([...START, whole]).positions).toHaveLength(1);
    const one = {...whole, url: `${whole.url}?market=BTC-USD`};
    expect(modelOf([...START, one]).positions).toHaveLength(2);
  });

  it('history is no list of what is open', () => {
    const past = answer('user/positions/history', [{...BTC, exitType: 'TRADE', closedTime: AT}]);
    expect(reduce(initial, past).outcome).toBe('ignored');
    expect(reduce(initial, {...past, url: past.url.replace('/history', '')}).outcome).toBe('ignored');
  });

  it('pushed, they are all of the account when they make up the exposure told', () => {
    const start = [BRACKETS, push('BALANCE', {balance: TOTALS}, 1), push('POSITION', {positions: [BTC]}, 2)];
    expect(shown(poolOf(start).equity)).toBe('missing all positions of the account');
    const all = [...start, push('POSITION', {positions: [SOL]}, 3), push('BALANCE', {balance: TOTALS}, 4)];
    expect(shown(poolOf(all).equity)).toBe('exact 10900');
  });

  it('an exposure that is another makes an estimate', () => {
    const other = answer('user/balance', balance(['10000', '10900', '900', '90000']), AT + 1);
    expect(shown(poolOf([...START, other]).equity)).toBe('estimated 10900');
  });

  it('one that changed after the balance was told makes an estimate, until it is told again', () => {
    const more = push('POSITION', {positions: [{...BTC, size: '1.1', unrealisedPnl: '1000'}]}, 1, AT + 1);
    expect(shown(poolOf([...START, more]).equity)).toMatch(/^estimated/);
    const told = push('BALANCE', {balance: balance(['10000', '10900', '900', '80200'])}, 2, AT + 2);
    expect(shown(poolOf([...START, more, told]).equity)).toBe('exact 10900');
  });

  it('a gap in the numbers makes an estimate where nothing says that nothing was missed', () => {
    const silent = {...TOTALS, exposure: undefined};
    const start = [...START, push('BALANCE', {balance: silent}, 1)];
    expect(shown(poolOf([...start, push('ORDER', {orders: []}, 2)]).equity)).toBe('exact 10900');
    const gap = [...start, push('ORDER', {orders: []}, 3)];
    expect(shown(poolOf(gap).equity)).toBe('estimated 10900');
    // A new connection begins at the beginning.
    expect(shown(poolOf([...gap, push('BALANCE', {balance: silent}, 1)]).equity)).toBe('exact 10900');
    expect(shown(poolOf([...gap, push('BALANCE', {balance: TOTALS}, 4)]).equity)).toBe('exact 10900');
  });

  it('the opening price is rounded: the one that gives the profit beside it is used', () => {
    const odd = position('BTC-USD', ['3', '61000', '1000'], {openPrice: '60666.67'});
    const [first] = modelOf([...START, answer('user/positions', [odd])]).positions;
    expect(first?.entryPrice?.toDecimalPlaces(8).toFixed()).toBe('60666.66666667');
  });
});

describe('marks', () => {
  it('the newer of the push and the position’s own is used; totals of before are not compared', () => {
    const pool = poolOf([...START, mark('BTC-USD', '61500', AT + 1)]);
    expect(shown(pool.equity)).toBe('exact 11400');
    expect(pool.audit).toEqual([]);
  });

  it('an index counts beside a mark of the same time only', () => {
    const index = (at: number) => {
      const body = {type: 'IP', data: {m: 'BTC-USD', p: '60990', ts: at}, ts: at, seq: 1};
      return frame({via: 'websocket', url: SOCKET, at, body});
    };
    const indexOf = (at: number) =>
      modelOf([...START, mark('BTC-USD', '61500', AT + 1), index(at)]).positions[0]?.indexPrice?.toFixed();
    expect(indexOf(AT + 2)).toBe('60990');
    expect(indexOf(AT + 60_000)).toBeUndefined();
  });

  it('those of the market list count as well, and its funding is of an hour', () => {
    const stats = {markPrice: '61500', indexPrice: '61490', fundingRate: '0.000013'};
    const told = answer(
      'info/markets',
      [{name: 'BTC-USD', marketStats: stats, tradingConfig: {riskFactorConfig: []}}],
      AT + 1,
    );
    expect(modelOf([...START, told]).positions[0]?.markPrice?.toFixed()).toBe('61500');
    const whole = answer(
      'info/markets',
      [
        {
          name: 'BTC-USD',
          marketStats: stats,
          tradingConfig: {riskFactorConfig: [{upperBound: '1', riskFactor: '1'}]},
        },
      ],
      AT + 1,
    );
    expect(modelOf([...START, whole]).positions[0]?.fundingRate?.toFixed()).toBe('0.000013');
  });
});

describe('requirement', () => {
  it('a higher bracket holds for the whole value: 122,000 × 2 %', () => {
    const two = position('BTC-USD', ['2', '61000', '0']);
    const frames = [
      BRACKETS,
      answer('user/balance', balance(['10000', '10000', '0', '122000'])),
      answer('user/positions', [two]),
    ];
    expect(shown(poolOf(frames).maintenanceMargin)).toBe('exact 2440');
  });

  it('beyond the last bracket it is an estimate', () => {
    const four = position('BTC-USD', ['4', '61000', '0']);
    const frames = [
      BRACKETS,
      answer('user/balance', balance(['10000', '10000', '0', '244000'])),
      answer('user/positions', [four]),
    ];
    expect(shown(poolOf(frames).maintenanceMargin)).toMatch(/^estimated/);
  });

  it('without brackets it is the margin told, an estimate; not where that is value ÷ leverage', () => {
    const start = START.slice(1, 2);
    const told = answer('user/positions', [{...BTC, margin: '610'}]);
    expect(shown(poolOf([...start, told]).maintenanceMargin)).toBe('estimated 610');
    const asked = answer('user/positions', [{...BTC, margin: '6100', leverage: '10'}]);
    expect(shown(poolOf([...start, asked]).maintenanceMargin)).toMatch(/^missing/);
  });

  it('a margin told that is another than the brackets’ makes an estimate', () => {
    const other = answer('user/positions', [{...BTC, margin: '900'}, SOL]);
    expect(shown(poolOf([...START, other]).maintenanceMargin)).toBe('estimated 872');
  });

  it('factors of 0 are not taken: they would call every position safe', () => {
    const zero = markets(['BTC-USD', ['100000', '0']]);
    const pool = poolOf([zero, ...START.slice(1)]);
    expect(shown(pool.maintenanceMargin)).toMatch(/^missing/);
  });

  it('margin calls stand at 66 % and 80 %', () => {
    const levels = modelOf(START).levels?.map(({name, at}) => [name, at.toDecimalPlaces(4).toFixed()]);
    expect(levels).toEqual([
      ['first margin call', '1.5152'],
      ['second margin call', '1.25'],
      ['liquidation', '1'],
    ]);
  });
});

describe('equity', () => {
  it('without the balance it is missing', () => {
    expect(shown(poolOf([BRACKETS, answer('user/positions', [BTC])]).equity)).toBe('missing the balance');
  });

  it('other assets count by their factor, with their own prices', () => {
    const spots = [
      {accountId: ME, asset: 'USD', balance: '10000', indexPrice: '1', contributionFactor: '1'},
      {accountId: ME, asset: 'XVS', balance: '1000', indexPrice: '1.2', contributionFactor: '0.9'},
    ];
    const told = answer('user/balance', balance(['10000', '11980', '900', '74100'], {spotEquity: '1080'}));
    const pool = poolOf([...START, told, push('SPOT_BALANCE', {spotBalances: spots}, 1)]);
    // 10,000 + 1,000 × 1.2 × 90 % + 900
    expect(shown(pool.equity)).toBe('exact 11980');
    expect(shown(poolOf([...START, told]).equity)).toBe('estimated 11980');
  });

  it('one without a price is missing', () => {
    const spots = [{accountId: ME, asset: 'XVS', balance: '1000', contributionFactor: '0.9'}];
    expect(shown(poolOf([...START, answer('user/spot/balances', spots)]).equity)).toMatch(/^missing/);
  });

  it('with an asset that a position moves with, Extended’s price is not compared', () => {
    const spots = [
      {accountId: ME, asset: 'BTC', balance: '0.1', indexPrice: '61000', contributionFactor: '0.9'},
    ];
    const told = answer('user/positions', [{...BTC, liquidationPrice: '50000'}, SOL]);
    const figures = (frames: Parameters<typeof poolOf>[0]) => poolOf(frames).audit.map(({figure}) => figure);
    expect(figures([...START, told])).toContain('liquidationPrice');
    expect(figures([...START, told, answer('user/spot/balances', spots)])).not.toContain('liquidationPrice');
  });
});

describe('sub-accounts', () => {
  const OTHER = {...BTC, accountId: 900001};
  const THEIRS = balance(['500', '1500', '1000', '61000']);

  it('are accounts of their own; a balance that names its own is theirs', () => {
    const told = push('BALANCE', {balance: {...THEIRS, accountId: 900001}}, 2);
    const frames = [...START, push('POSITION', {positions: [OTHER]}, 1), told];
    expect(accounts(play(frames)).map(({account}) => account)).toEqual([`${ME}`, '900001']);
    expect(shown(poolOf(frames, 0).equity)).toBe('exact 10900');
    expect(shown(poolOf(frames, 1).equity)).toBe('exact 1500');
  });

  it('a balance that names none is of the one named last', () => {
    const frames = [
      ...START,
      push('POSITION', {positions: [OTHER]}, 1),
      push('BALANCE', {balance: THEIRS}, 2),
    ];
    expect(shown(poolOf(frames, 0).equity)).toBe('exact 10900');
    expect(shown(poolOf(frames, 1).equity)).toBe('exact 1500');
  });

  it('a stream that begins again may be another’s: its balance waits until it is named', () => {
    const before = [...START, push('ORDER', {orders: []}, 5)];
    const again = [...before, push('BALANCE', {balance: THEIRS}, 1)];
    expect(shown(poolOf(again, 0).equity)).toBe('exact 10900');
    const whole = [...again, push('POSITION', {positions: [OTHER]}, 2)];
    expect(accounts(play(whole)).map(({account}) => account)).toEqual([`${ME}`, '900001']);
    expect(shown(poolOf(whole, 1).equity)).toBe('exact 1500');
  });

  it('one without anything is not shown', () => {
    expect(accounts(play([answer('user/balance', balance(['0', '0', '0', '0']))]))).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['an error', {status: 'ERROR', error: {code: 401, message: 'x'}}, 'status', /error 401/],
    ['an equity of another type', {status: 'OK', data: {...TOTALS, equity: null}}, 'data.equity', /decimal/],
    ['a side that is none', {status: 'OK', data: [{...BTC, side: 'BOTH'}]}, 'data.0.side', /LONG or SHORT/],
    ['a size with a sign', {status: 'OK', data: [{...BTC, size: '-1'}]}, 'data.0.size', /zero or more/],
  ])('%s is malformed and changes nothing', (_, body, where, what) => {
    const before = play(START);
    const {state, outcome, defects} = reduce(before, frame({body}));
    expect(outcome).toBe('malformed');
    expect(state).toBe(before);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).toMatch(what);
  });

  it('a frame cut off is malformed', () => {
    expect(reduce(initial, frame({body: START[2]?.body.slice(0, 90) ?? ''})).outcome).toBe('malformed');
  });

  it.each([
    [
      'another host',
      frame({url: 'https://extended.exchange.evil.example/api/v1/user/balance', body: {status: 'NO'}}),
    ],
    ['what the page sends', {...push('BALANCE', {balance: TOTALS}, 1), direction: 'out' as const}],
    [
      'a book',
      frame({via: 'websocket', url: SOCKET, body: {type: 'SNAPSHOT', data: {m: 'BTC-USD'}, seq: 1}}),
    ],
    ['fees', answer('user/fees', [{market: 'BTC-USD', takerFeeRate: '0.00025'}])],
    ['orders', answer('user/orders', [{id: 1, market: 'BTC-USD', qty: '1'}])],
  ])('%s is ignored', (_, given) => {
    expect(reduce(initial, given).outcome).toBe('ignored');
  });
});
