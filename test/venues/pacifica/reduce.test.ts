import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/pacifica/account.ts';
import {reduce} from '../../../src/venues/pacifica/reduce.ts';
import {initial} from '../../../src/venues/pacifica/state.ts';
import {
  AT,
  account,
  accountOf,
  answer,
  frame,
  ME,
  markets,
  modelOf,
  OTHER,
  play,
  poolOf,
  position,
  positions,
  prices,
  push,
  SOCKET,
  shown,
  subscribed,
  told,
} from './wire.ts';

/** 0.1 BTC bought at 60,000, mark 61,000; highest leverage 50. */
const BTC = position('BTC', ['bid', '0.1', '60000']);
/** 1 ETH sold at 2,500, mark 2,400. */
const ETH = position('ETH', ['ask', '1', '2500']);
/** 10 SOL bought at 150 on 100, mark 149; highest leverage 20. */
const SOL = position('SOL', ['bid', '10', '150'], {i: true, m: '100', l: '143.589744'});
const MARKETS = markets(['BTC', 50], ['ETH', 50], ['SOL', 20]);
const MARKS = prices({BTC: '61000', ETH: '2400', SOL: '149'});
const START = [subscribed(), MARKETS, MARKS, positions([BTC, ETH, SOL]), told('1000')];

const symbolsOf = (frames: Parameters<typeof poolOf>[0]) =>
  poolOf(frames).positions.map(({symbol}) => symbol);

describe('cross', () => {
  it('1,000 + 100 + 100; (6,100 + 2,400) ÷ 100; BTC falls at (24 − 1,100 + 6,000) ÷ (0.1 × 0.99)', () => {
    const pool = poolOf(START);
    expect(shown(pool.equity)).toBe('exact 1200');
    expect(shown(pool.maintenanceMargin)).toBe('exact 85');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 49737.373737');
  });

  it('an isolated margin is no part of the balance, and a pool of its own', () => {
    const pool = poolOf(START, 'isolated:SOL');
    // 100 − 10; 1,490 × 2.5 %
    expect(shown(pool.equity)).toBe('exact 90');
    expect(shown(pool.maintenanceMargin)).toBe('exact 37.25');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });

  it('interest that is owed is taken off', () => {
    const frames = [...START, account({balance: '1000', pending_interest: '2.5'})];
    expect(shown(poolOf(frames).equity)).toBe('exact 1197.5');
  });

  it('Pacifica’s totals are compared when the marks stood still around them', () => {
    const sums = account({balance: '1000', cross_account_equity: '1200', cross_mmr: '85'}, AT + 10);
    const again = prices({BTC: '61000', ETH: '2400'}, AT + 20);
    const moved = prices({BTC: '61001', ETH: '2400'}, AT + 20);
    expect(poolOf([...START, sums, again]).audit.map(({agrees}) => agrees)).toEqual([true, true]);
    expect(poolOf([...START, sums, moved]).audit).toEqual([]);
  });
});

describe('positions', () => {
  it('every list is whole: what it does not name is closed', () => {
    const frames = [...START, positions([ETH], AT + 1), told('1100', AT + 2)];
    expect(symbolsOf(frames)).toEqual(['ETH']);
    expect(shown(poolOf(frames).equity)).toBe('exact 1200');
    expect(symbolsOf([...START, positions([], AT + 1), told('1100', AT + 2)])).toEqual([]);
  });

  it('an answer is the same list; rows of nothing are none', () => {
    const row = {
      symbol: 'ETH',
      side: 'ask',
      amount: '1',
      entry_price: '2500',
      margin: '0',
      isolated: false,
    };
    const rows = [row, {...row, symbol: 'BTC', amount: '0'}];
    expect(symbolsOf([...START, answer(`/positions?account=${ME}`, rows, AT + 1)])).toEqual(['ETH']);
  });

  it('a list of an earlier event that comes late is dropped; much later the count began anew', () => {
    const now = [...START, positions([BTC, ETH, SOL], AT + 1, {li: 100})];
    expect(symbolsOf([...now, positions([ETH], AT + 2, {li: 99})])).toEqual(['BTC', 'ETH']);
    const slow = answer(`/positions?account=${ME}`, [], AT + 2, {last_order_id: 99});
    expect(symbolsOf([...now, slow])).toEqual(['BTC', 'ETH']);
    expect(symbolsOf([...now, positions([ETH], AT + 60_000, {li: 1})])).toEqual(['ETH']);
  });

  it('one that changed after the balance was told makes an estimate, until it is told again', () => {
    const more = positions([{...BTC, a: '0.2', t: AT + 5}, ETH, SOL], AT + 5);
    expect(shown(poolOf([...START, more]).equity)).toMatch(/^estimated/);
    expect(shown(poolOf([...START, more, told('1000', AT + 6)]).equity)).toMatch(/^exact/);
  });

  it('by Pacifica’s own times a balance of after the change may come first', () => {
    const more = positions([{...BTC, a: '0.2', t: AT + 5}, ETH, SOL], AT + 8);
    expect(shown(poolOf([...START, told('1000', AT + 6), more]).equity)).toMatch(/^exact/);
  });

  it('so it may when they closed: it counts as many as are left', () => {
    const left = positions([ETH], AT + 8);
    expect(shown(poolOf([...START, told('1100', AT + 6, {pc: 1}), left]).equity)).toBe('exact 1200');
    expect(shown(poolOf([...START, told('1000', AT + 6, {pc: 3}), left]).equity)).toMatch(/^estimated/);
  });

  it('fewer than Pacifica counts: the account is not whole', () => {
    const frames = [...START, told('1000', AT + 1, {pc: 4})];
    expect(shown(poolOf(frames).equity)).toBe('missing all positions of the account');
    expect(shown(poolOf([...START, told('1000', AT + 1, {pc: 3})]).equity)).toMatch(/^exact/);
  });

  it('not told, or the balance not told: the equity is missing', () => {
    expect(shown(poolOf([MARKETS, told('1000')]).equity)).toBe('missing all positions of the account');
    expect(shown(poolOf([MARKETS, MARKS, positions([BTC])]).equity)).toBe('missing the balance');
    expect(shown(poolOf([MARKETS, told('1000', AT, {pc: 0})]).equity)).toBe('exact 1000');
  });

  it('an isolated one without its margin has no equity', () => {
    const frames = [...START, positions([{...SOL, m: null}], AT + 1)];
    expect(shown(poolOf(frames, 'isolated:SOL').equity)).toBe('missing the margin set aside');
  });
});

describe('requirement', () => {
  it('of a market that was not seen is Pacifica’s own where it has one position, an estimate', () => {
    const sums = told('1000', AT + 1, {cm: '60'});
    const lone = [subscribed(), MARKS, positions([BTC]), sums];
    expect(shown(poolOf(lone).maintenanceMargin)).toBe('estimated 60');
    expect(shown(poolOf([subscribed(), MARKS, positions([BTC, ETH]), sums]).maintenanceMargin)).toMatch(
      /^missing/,
    );
  });

  it('not known: Pacifica’s own price of an isolated position stands, an estimate', () => {
    const pool = poolOf([subscribed(), MARKS, positions([SOL]), told('1000')], 'isolated:SOL');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('estimated 143.589744');
  });

  it('initial: the chosen leverage, the highest where none was chosen', () => {
    const chosen = answer(`/account/settings?account=${ME}`, {
      margin_settings: [{symbol: 'ETH', isolated: false, leverage: 5}],
    });
    const frames = [...START, chosen, told('1000', AT + 1, {oc: 0})];
    // 6,100 ÷ 50 + 2,400 ÷ 5
    expect(shown(poolOf(frames).initialMargin)).toBe('exact 602');
    const changed = push('account_leverage', {u: ME, s: 'BTC', l: '10', t: AT}, AT + 2);
    expect(shown(poolOf([...frames, changed]).initialMargin)).toBe('exact 1090');
  });
});

describe('prices', () => {
  const marksOf = (frames: Parameters<typeof play>[0]) => Object.keys(play(frames).marks).sort();
  const all = prices({BTC: '61000', SOL: '149', DOGE: '0.2'}, AT + 1);

  it('are kept of what is held, spot assets too; of all while that is not known', () => {
    expect(marksOf([all])).toEqual(['BTC', 'DOGE', 'SOL']);
    expect(marksOf([subscribed(), positions([BTC]), all])).toEqual(['BTC']);
    const spot = told('1000', AT, {sb: [{s: 'SOL', a: '5', lr: '0.8'}]});
    expect(marksOf([subscribed(), positions([BTC]), spot, all])).toEqual(['BTC', 'SOL']);
  });

  it('answered once are all kept', () => {
    const once = answer('/info/prices', [{symbol: 'DOGE', mark: '0.2', oracle: '0.2'}]);
    expect(marksOf([subscribed(), positions([BTC]), once])).toEqual(['DOGE']);
  });
});

describe('spot assets', () => {
  const held = (fields: Readonly<Record<string, unknown>>, at = AT + 1) =>
    account({balance: '1000', ...fields}, at);
  const five = [{symbol: 'SOL', amount: '5'}];

  it('count as Pacifica last said, at the oracle’s price of now', () => {
    const said = held({spot_market_value: '750', spot_collateral: '600', spot_balances: five});
    // 1,200 + 5 × 149 × 0.8
    expect(shown(poolOf([...START, said]).equity)).toBe('estimated 1796');
  });

  it('keep that share while a push names the same ones, and lose it when it names others', () => {
    const said = held({spot_market_value: '750', spot_collateral: '600', spot_balances: five});
    const same = told('1000', AT + 2, {sb: [{s: 'SOL', a: '5'}]});
    const more = told('1000', AT + 2, {sb: [{s: 'SOL', a: '6'}]});
    expect(shown(poolOf([...START, said, same]).equity)).toBe('estimated 1796');
    expect(shown(poolOf([...START, said, more]).equity)).toBe(
      'missing what the spot assets of this account count as collateral',
    );
  });

  it('without a sum count by their ratio, up to 10,000 USD each', () => {
    const pushed = (a: string) => told('1000', AT + 1, {sb: [{s: 'SOL', a, lr: '0.80'}]});
    expect(shown(poolOf([...START, pushed('5')]).equity)).toBe('estimated 1796');
    // 1,200 + 10,000 × 0.8, of 14,900
    expect(shown(poolOf([...START, pushed('100')]).equity)).toBe('estimated 9200');
  });

  it('that count nothing make no estimate', () => {
    const said = held({spot_market_value: '750', spot_collateral: '0', spot_balances: five});
    expect(shown(poolOf([...START, said]).equity)).toBe('exact 1200');
  });
});

describe('whose', () => {
  it('pushes are of the account of the last subscription', () => {
    const state = play([...START, subscribed(OTHER, 'account_info', AT + 1), told('5', AT + 2)]);
    expect(accounts(state).map(({account: name}) => name)).toEqual([OTHER]);
    expect(accounts(play([...START, subscribed(OTHER, 'account_trades', AT + 1)]))[0]?.account).toBe(ME);
  });

  it('answers of another account, as of a leaderboard, change nothing of ours', () => {
    const state = play([...START, account({balance: '999999'}, AT + 1, OTHER)]);
    expect(accounts(state).map(({account: name}) => name)).toEqual([ME]);
    expect(modelOf([...START, account({balance: '9'}, AT + 1, OTHER)]).collateral[0]?.amount.toFixed()).toBe(
      '1000',
    );
  });

  it('answers without a subscription name their account; pushes without one are of the main one', () => {
    expect(accountOf(play([account({balance: '1'})])).account).toBe(ME);
    expect(accountOf(play([told('1')])).account).toBe('main');
  });

  it('an account without anything in it is not shown', () => {
    expect(accounts(play([subscribed(), account({balance: '0.000000'})]))).toEqual([]);
  });
});

const outcomeOf = (given: Parameters<typeof frame>[0], from = initial) => reduce(from, frame(given));

describe('frames that are not as they should be', () => {
  it.each([
    ['an error', {success: false, data: null, error: 'Account not found', code: 404}, 'success', /error 404/],
    [
      'a list that is none',
      {success: true, data: {balance: '1', account_equity: {}}},
      'data.account_equity',
      /expected/,
    ],
    [
      'a balance of another type',
      {success: true, data: {balance: null, account_equity: '1'}},
      'data.balance',
      /expected a decimal string/,
    ],
  ])('%s is malformed and changes nothing', (_, body, where, what) => {
    const before = play(START);
    const {state, outcome, defects} = outcomeOf({body}, before);
    expect(outcome).toBe('malformed');
    expect(state).toBe(before);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).toMatch(what);
  });

  it.each([
    ['a signed size', {...BTC, a: '-0.1'}, 'data.0.a'],
    ['a side in other words', {...BTC, d: 'long'}, 'data.0.d'],
    ['a symbol that is no name', {...BTC, s: '__proto__'}, 'data.0.s'],
  ])('%s is malformed', (_, row, where) => {
    const {outcome, defects} = reduce(initial, positions([row]));
    expect(outcome).toBe('malformed');
    expect(defects[0]?.where).toBe(where);
  });

  it('a frame cut off is malformed', () => {
    expect(outcomeOf({via: 'websocket', url: SOCKET, body: told('1').body.slice(0, 60)}).outcome).toBe(
      'malformed',
    );
  });

  it.each([
    ['another host', {url: 'https://test-api.pacifica.fi/api/v1/account', body: {success: false}}],
    ['what the page sends', {direction: 'out' as const, body: {success: false}}],
    ['trades', {url: `https://api.pacifica.fi/api/v1/positions/history`, body: {success: true, data: []}}],
    ['a book', {via: 'websocket' as const, url: SOCKET, body: {channel: 'book', data: {}}}],
    ['an answer to an order', {via: 'websocket' as const, url: SOCKET, body: {code: 400, err: 'x'}}],
  ])('%s is ignored', (_, given) => {
    expect(outcomeOf(given).outcome).toBe('ignored');
  });
});
