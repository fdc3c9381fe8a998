import {describe, expect, it} from 'vitest';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import {
  answers,
  asks,
  assetPosition,
  clearinghouse,
  context,
  deflated,
  frame,
  MAINNET,
  message,
  mode,
  OTHER,
  type PositionRow,
  play,
  request,
  SOCKET,
  USER,
} from './wire.ts';

const LONG: PositionRow = ['ETH', '2.0', '2000.0', '4100.0', '100.0', '1020.408163265', 10, 25, '410.0'];
const BODY = clearinghouse([LONG], {crossRawUsd: '-2000.0', crossMaintenance: '82.0'});
const event = (body: unknown = BODY, user = USER, dex = '') => ({user, dex, clearinghouseState: body});

/** The account before any of the bad frames. */
const {state: good} = play([...mode('default'), message('clearinghouseState', event())]);

type Change = (position: Record<string, unknown>) => Record<string, unknown>;

const changed = (change: Change) => {
  const {type, position} = assetPosition(LONG);
  return event({...BODY, assetPositions: [{type, position: change(position)}]});
};

describe('a frame that cannot be read leaves the state as it was and names the place', () => {
  const at = 'data.clearinghouseState.assetPositions.0.position';
  it.each([
    [
      'a flag for a string',
      changed((one) => ({...one, szi: true})),
      `${at}.szi`,
      'expected a decimal string, got true',
    ],
    [
      'a null',
      changed((one) => ({...one, positionValue: null})),
      `${at}.positionValue`,
      'expected an amount of zero or more, got null',
    ],
    ['NaN', changed((one) => ({...one, szi: 'NaN'})), `${at}.szi`, 'expected a decimal string, got "NaN"'],
    [
      'Infinity',
      changed((one) => ({...one, szi: 'Infinity'})),
      `${at}.szi`,
      'expected a decimal string, got "Infinity"',
    ],
    [
      'an exponent',
      changed((one) => ({...one, szi: '1e999999999'})),
      `${at}.szi`,
      'expected a decimal string, got "1e999999999"',
    ],
    [
      'a hexadecimal',
      changed((one) => ({...one, szi: '0x10'})),
      `${at}.szi`,
      'expected a decimal string, got "0x10"',
    ],
    ['an empty string', changed((one) => ({...one, entryPx: ''})), `${at}.entryPx`, 'got ""'],
    [
      'a comma',
      changed((one) => ({...one, positionValue: '4,100.0'})),
      `${at}.positionValue`,
      'got "4,100.0"',
    ],
    ['no leverage', changed(({leverage, ...one}) => one), `${at}.leverage`, 'expected'],
    [
      'an unknown margin mode',
      changed((one) => ({...one, leverage: {type: 'both', value: 2}})),
      `${at}.leverage.type`,
      'expected cross or isolated leverage, got "both"',
    ],
    [
      'isolated without its cash',
      changed((one) => ({...one, leverage: {type: 'isolated', value: 2}})),
      `${at}.leverage.rawUsd`,
      'expected',
    ],
    [
      'a leverage of nothing',
      changed((one) => ({...one, maxLeverage: 0})),
      `${at}.maxLeverage`,
      'expected a leverage of 1 or more, got 0',
    ],
    [
      'a coin that is no key',
      changed((one) => ({...one, coin: '__proto__'})),
      `${at}.coin`,
      'expected a coin, got "__proto__"',
    ],
    ['no address', event(BODY, '0x12'), 'data.user', 'expected an address, got "0x12"'],
    [
      'a dex that is no key',
      event(BODY, USER, '__proto__'),
      'data.dex',
      'expected the name of a dex, got "__proto__"',
    ],
    [
      'no summary',
      event({...BODY, marginSummary: undefined}),
      'data.clearinghouseState.marginSummary',
      'expected',
    ],
    ['a list for an object', [], 'data', 'expected'],
    ['a string for an object', 'x', 'data', 'expected'],
    ['nothing', null, 'data', 'expected'],
  ])('%s', (_, data, where, what) => {
    const bad = message('clearinghouseState', data, 9);
    const {state, outcome, defects} = hyperliquid.reduce(good, bad);
    expect(state).toBe(good);
    expect(outcome).toBe('malformed');
    expect(defects).toHaveLength(1);
    expect(defects[0]).toMatchObject({at: 9, url: SOCKET, head: bad.body.slice(0, 200)});
    if (Array.isArray(data)) return;
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what.toLowerCase()).toContain(what.toLowerCase());
  });

  it('an absurdly long number', () => {
    const long = changed((one) => ({...one, szi: '9'.repeat(61)}));
    expect(hyperliquid.reduce(good, message('clearinghouseState', long))).toMatchObject({
      state: good,
      outcome: 'malformed',
    });
  });

  it('more positions than anyone has', () => {
    const many = event({...BODY, assetPositions: Array.from({length: 501}, () => assetPosition(LONG))});
    const {defects} = hyperliquid.reduce(good, message('clearinghouseState', many));
    expect(defects[0]).toMatchObject({where: 'data.clearinghouseState.assetPositions'});
  });

  it('a message that was cut off at any place', () => {
    const whole = message('clearinghouseState', event());
    for (let length = 0; length < whole.body.length; length += 7) {
      const {state, outcome} = hyperliquid.reduce(good, {...whole, body: whole.body.slice(0, length)});
      expect(state).toBe(good);
      expect(outcome).toBe('malformed');
    }
  });

  it.each([
    [
      'allDexsClearinghouseState',
      {user: USER, clearinghouseStates: [['', {}]]},
      'data.clearinghouseStates.0.1.marginSummary',
    ],
    [
      'spotState',
      {user: USER, spotState: {balances: [{coin: 'USDC', token: 0, total: null}]}},
      'data.spotState.balances.0.total',
    ],
    ['webData2', {user: USER}, 'data.clearinghouseState'],
    ['webData3', {userState: {user: USER, abstraction: 7}}, 'data.userState.abstraction'],
    ['allDexsAssetCtxs', {ctxs: [['', [{markPx: '-1'}]]]}, 'data.ctxs.0.1.0.markPx'],
    ['assetCtxs', {dex: '', ctxs: [{}]}, 'data.ctxs.0.markPx'],
    ['activeAssetCtx', {coin: 'BTC', ctx: {markPx: 'x'}}, 'data.ctx.markPx'],
    ['fastAssetCtxs', 'not base64!', 'data'],
    ['fastAssetCtxs', btoa('not deflated'), 'data'],
    ['fastAssetCtxs', {}, 'data'],
    ['userFundings', {user: USER, fundings: 1}, 'data.fundings'],
    ['user', {fills: 'x'}, 'data.fills'],
    ['subscriptionResponse', {subscription: {type: 1}}, 'data.subscription.type'],
    ['post', {id: {}, response: {}}, 'data.id'],
  ])('%s: %j', (channel, data, where) => {
    const {state, outcome, defects} = hyperliquid.reduce(good, message(channel, data));
    expect(state).toBe(good);
    expect(outcome).toBe('malformed');
    expect(defects[0]?.where).toBe(where);
  });

  it.each([
    ['clearinghouseState', {...BODY, assetPositions: [{}]}, 'assetPositions.0.position'],
    ['spotClearinghouseState', {balances: {}}, 'balances'],
    ['userAbstraction', {error: 'x'}, ''],
    ['meta', {universe: [{name: 'BTC'}]}, 'universe.0.maxLeverage'],
    ['metaAndAssetCtxs', [{universe: []}, {}], '1'],
    ['perpDexs', [null, {name: 5, fullName: 'x'}], '1.name'],
  ])('an answer to %s', (type, answer, where) => {
    const {defects, outcomes} = play(request({type, user: USER}, answer));
    expect(outcomes).toEqual(['used', 'malformed']);
    expect(defects[0]?.where).toBe(where);
  });

  it('an answer that is not JSON', () => {
    const bad = frame('<html>502</html>', 1, {via: 'xhr', url: 'https://api.hyperliquid.xyz/info'});
    expect(hyperliquid.reduce(good, bad)).toMatchObject({state: good, outcome: 'malformed'});
  });
});

describe('a frame that is not for us is ignored', () => {
  it.each([
    ['the greeting', frame('Websocket connection established.', 1)],
    ['a pong', message('pong', undefined)],
    ['the order book', message('l2Book', {coin: 'BTC', levels: [[], []]})],
    ['mids, which are not marks', message('allMids', {mids: {ETH: '1.0'}})],
    ['a channel with the name of a method', message('constructor', {})],
    [
      'another server',
      frame({channel: 'clearinghouseState', data: event()}, 1, {url: 'wss://evil.example/ws'}),
    ],
    [
      'a server that only looks like ours',
      frame({channel: 'clearinghouseState', data: event()}, 1, {
        url: 'wss://hyperliquid.xyz.evil.example/ws',
      }),
    ],
    ['no address at all', frame('{}', 1, {url: 'x'})],
    [
      'another path',
      frame(JSON.stringify(BODY), 1, {via: 'fetch', url: 'https://api.hyperliquid.xyz/exchange'}),
    ],
    ['a worker', frame({channel: 'clearinghouseState', data: event()}, 1, {via: 'worker'})],
    [
      'a subscription',
      frame({method: 'subscribe', subscription: {type: 'userEvents', user: USER}}, 1, {direction: 'out'}),
    ],
    [
      'an order, which is signed',
      frame({method: 'post', id: 1, request: {type: 'action', payload: {action: {}, signature: {}}}}, 1, {
        direction: 'out',
      }),
    ],
    ['the answer to an order', message('post', {id: 1, response: {type: 'action', payload: {status: 'ok'}}})],
    ['a refused post', message('post', {id: 1, response: {type: 'error', payload: '429'}})],
    ['spot markets', answers({universe: [], tokens: []})],
    ['contexts before the markets were named', message('allDexsAssetCtxs', {ctxs: [['', [context('1')]]]})],
    ['old funding payments', message('userFundings', {user: USER, isSnapshot: true, fundings: [{time: 1}]})],
    ['an event of nobody we know', message('user', {fills: [{}]})],
  ])('%s', (_, one) => {
    expect(hyperliquid.reduce(good, one)).toEqual({state: good, outcome: 'ignored', defects: []});
  });
});

describe('snapshots', () => {
  const totals = {crossRawUsd: '5000.0', crossMaintenance: '0.0'};
  const flat = (time: number) => clearinghouse([], {...totals, time});

  it('replace: a position that is gone from the frame is gone', () => {
    const {accounts} = play([message('clearinghouseState', event(flat(1_790_000_000_001)), 2)], good);
    expect(accounts[0]?.pools.flatMap(({positions}) => positions)).toEqual([]);
    expect(`${accounts[0]?.pools[0]?.collateral[0]?.amount}`).toBe('5000');
  });

  it('a frame of all dexes leaves none that it does not name', () => {
    const both = play([
      ...mode('default'),
      message('allDexsClearinghouseState', {
        user: USER,
        clearinghouseStates: [
          ['', BODY],
          [
            'xyz',
            clearinghouse([['xyz:NVDA', '1.0', '200.0', '200.0', '0.0', null, 5, 20, '40.0']], {
              crossRawUsd: '100.0',
              crossMaintenance: '5.0',
            }),
          ],
        ],
      }),
    ]);
    expect(both.accounts[0]?.pools.map(({id}) => id)).toEqual(['cross:USDC', 'cross:xyz']);
    const one = play(
      [message('allDexsClearinghouseState', {user: USER, clearinghouseStates: [['', BODY]]}, 2)],
      both.state,
    );
    expect(one.accounts[0]?.pools.map(({id}) => id)).toEqual(['cross:USDC']);
  });

  it('a late one does not undo a newer one', () => {
    const late = message('clearinghouseState', event(flat(1_789_999_999_000)), 2);
    expect(hyperliquid.reduce(good, late)).toEqual({state: good, outcome: 'ignored', defects: []});
  });

  it('a clock that was set back is not late forever', () => {
    const {outcomes} = play([message('clearinghouseState', event(flat(1_700_000_000_000)), 2)], good);
    expect(outcomes).toEqual(['used']);
  });

  it('an empty position is none', () => {
    const row: PositionRow = ['ETH', '0.0', '2000.0', '0.0', '0.0', null, 10, 25, '0.0'];
    const {accounts} = play([message('clearinghouseState', event(clearinghouse([row], totals)), 2)], good);
    expect(accounts[0]?.pools[0]?.positions).toEqual([]);
  });
});

describe('many users', () => {
  it('are told apart by the address in the frame, whatever its case', () => {
    const {accounts} = play([
      ...mode('default'),
      message('clearinghouseState', event()),
      message('clearinghouseState', event(BODY, USER.toUpperCase().replace('0X', '0x'))),
      message('clearinghouseState', event(BODY, OTHER)),
    ]);
    expect(accounts.map(({account}) => account)).toEqual([USER, OTHER]);
  });

  it('do not fill the state: the one that was silent longest goes', () => {
    const address = (index: number) => `0x${`${index}`.padStart(40, '0')}`;
    const frames = Array.from({length: 40}, (_, index) =>
      message('clearinghouseState', event(BODY, address(index)), index + 1),
    );
    const {state} = play(frames);
    expect(Object.keys(state.users)).toHaveLength(16);
    expect(Object.keys(state.users)).toContain(address(39));
    expect(Object.keys(state.users)).not.toContain(address(0));
  });

  it('nor do coins, dexes and questions', () => {
    const coins = Array.from({length: 4000}, (_, index) => [`C${index}`, {markPx: '1.0'}]);
    const many = [message('fastAssetCtxs', deflated(Object.fromEntries(coins)))];
    const dexes = Array.from({length: 200}, (_, index) =>
      message('clearinghouseState', event(BODY, USER, `d${index}`), index),
    );
    const questions = Array.from({length: 200}, (_, index) =>
      asks({type: 'clearinghouseState', user: USER}, index),
    );
    const {state} = play([...many, ...dexes, ...questions]);
    expect(Object.keys(state.marks)).toHaveLength(3000);
    expect(Object.keys(state.users[USER]?.dexes ?? {})).toHaveLength(64);
    expect(state.asked).toHaveLength(32);
  });
});

describe('questions and answers', () => {
  const other = clearinghouse([], {crossRawUsd: '7.0', crossMaintenance: '0.0'});

  it('that come interleaved are paired oldest first', () => {
    const question = (user: string) => ({type: 'clearinghouseState', user});
    const {accounts} = play([
      asks({type: 'userAbstraction', user: USER}, 1),
      asks({type: 'userAbstraction', user: OTHER}, 2),
      asks(question(USER), 3),
      asks(question(OTHER), 4),
      answers('default', 5),
      answers(BODY, 6),
      answers('disabled', 7),
      answers(other, 8),
    ]);
    expect(accounts.map(({account, pools}) => [account, `${pools[0]?.collateral[0]?.amount}`])).toEqual([
      [USER, '2000'],
      [OTHER, '7'],
    ]);
  });

  it('of our tap stand together, so a question that was never answered takes no answer of another', () => {
    const {accounts} = play([
      asks({type: 'clearinghouseState', user: OTHER}, 1),
      ...request({type: 'userAbstraction', user: USER}, 'default', 2),
      ...request({type: 'clearinghouseState', user: USER}, BODY, 3),
    ]);
    expect(accounts.map(({account}) => account)).toEqual([USER]);
  });

  it('of other servers and other kinds do not mix', () => {
    const {accounts} = play([
      asks({type: 'clearinghouseState', user: OTHER}, 1, 'https://api.hyperliquid.xyz/info'),
      asks({type: 'openOrders', user: OTHER}, 1),
      ...mode('default', 2),
      asks({type: 'clearinghouseState', user: USER}, 3),
      answers([], 4),
      answers(BODY, 5),
    ]);
    expect(accounts.map(({account}) => account)).toEqual([USER]);
  });

  it('over the socket are paired by id', () => {
    const post = (id: number, user: string) =>
      frame({method: 'post', id, request: {type: 'info', payload: {type: 'clearinghouseState', user}}}, 1, {
        direction: 'out',
      });
    const posted = (id: number, data: unknown) =>
      message('post', {id, response: {type: 'info', payload: {type: 'clearinghouseState', data}}});
    const {accounts, outcomes, state} = play([
      ...mode('default'),
      post(1, OTHER),
      post(2, USER),
      posted(2, BODY),
      posted(1, other),
    ]);
    expect(outcomes.slice(2)).toEqual(['used', 'used', 'used', 'used']);
    expect(accounts.map(({account, pools}) => [account, pools.length])).toEqual([[USER, 1]]);
    expect(state.users[OTHER]?.dexes['']?.crossRawUsd).toBe('7');
    expect(state.asked).toEqual([]);
  });

  it('name a path inside the post when the answer is wrong', () => {
    const wrong = message('post', {
      id: 3,
      response: {type: 'info', payload: {type: 'meta', data: {universe: [{}]}}},
    });
    expect(hyperliquid.reduce(good, wrong).defects[0]?.where).toBe(
      'data.response.payload.data.universe.0.name',
    );
  });
});

it('changes nothing that it was given', () => {
  const before = structuredClone(good);
  play([message('clearinghouseState', event(BODY, OTHER), 5), ...request({type: 'meta'}, MAINNET)], good);
  expect(good).toEqual(before);
});

it('keeps a state that survives JSON', () => {
  const {state, accounts} = play([
    ...request({type: 'meta'}, MAINNET),
    ...mode('default'),
    message('clearinghouseState', event()),
  ]);
  expect(hyperliquid.accounts(JSON.parse(JSON.stringify(state)))).toEqual(accounts);
});
