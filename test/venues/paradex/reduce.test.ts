import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/paradex/account.ts';
import {reduce} from '../../../src/venues/paradex/reduce.ts';
import {initial} from '../../../src/venues/paradex/state.ts';
import {packedAccount, packedPosition, packedSummary} from './packed.ts';
import {
  AT,
  accountOf,
  answer,
  type Fields,
  fee,
  frame,
  listed,
  ME,
  MINE_APART,
  mark,
  markets,
  modelOf,
  play,
  poolOf,
  position,
  push,
  SOCKET,
  shown,
  told,
  usdc,
} from './wire.ts';

const FRACTIONS = markets(['BTC-USD-PERP', '0.02', '0.5'], ['SOL-USD-PERP', '0.04', '0.5']);
/** 1 BTC for 60,000 at 61,000: 1 %. */
const BTC = position('BTC-USD-PERP', ['1', '60000', '1000']);
/** 100 SOL sold for 13,000 at 131: 2 %. */
const SOL = position('SOL-USD-PERP', ['-100', '-13000', '-100']);
const TOTALS = told(['10900', '872', '1744', '10000']);
const START = [
  FRACTIONS,
  fee('0'),
  usdc('10000'),
  listed('account/summary', [TOTALS]),
  listed('positions', [BTC, SOL]),
];
const later = (fields: Fields, ms: number) => ({
  ...fields,
  last_updated_at: AT + ms,
  updated_at: AT + ms,
  seq_no: 1_790_000_000_000_000_000 + ms * 1_000_000,
});

describe('positions', () => {
  it('a message changes its own market only; CLOSED takes it away', () => {
    expect(modelOf(START).positions.map(({symbol}) => symbol)).toEqual(['BTC-USD-PERP', 'SOL-USD-PERP']);
    const gone = push('positions', later({...SOL, status: 'CLOSED', size: '0'}, 10), AT + 10);
    const after = poolOf([
      ...START,
      gone,
      push('account', later(told(['10900', '610', '1220', '9900']), 20), AT + 20),
    ]);
    expect(after.positions.map(({symbol}) => symbol)).toEqual(['BTC-USD-PERP']);
    // 9,900 + 1,000; 61,000 × 1 %
    expect(shown(after.equity)).toBe('exact 10900');
    expect(shown(after.maintenanceMargin)).toBe('exact 610');
  });

  it('an answer replaces them all', () => {
    const after = modelOf([...START, listed('positions', [BTC], AT + 5)]);
    expect(after.positions.map(({symbol}) => symbol)).toEqual(['BTC-USD-PERP']);
  });

  it('an empty answer of that address is an account without positions', () => {
    const empty = listed('positions', [], AT + 5);
    const none = push('account', later(told(['10900', '0', '0', '10900']), 10), AT + 10);
    const pool = poolOf([...START, empty, none]);
    expect(pool.positions).toEqual([]);
    expect(shown(pool.equity)).toBe('exact 10900');
    expect(play([...START, answer('orders', {results: []})])).toEqual(play(START));
  });

  it('a push that is older than what is known is dropped', () => {
    const newer = push(
      'positions',
      later({...BTC, size: '2', cost: '121000', unrealized_pnl: '1000'}, 50),
      AT + 50,
    );
    const older = push('positions', later({...BTC, size: '3', cost: '182000'}, 40), AT + 60);
    expect(modelOf([...START, newer, older]).positions[0]?.size.toFixed()).toBe('2');
  });

  it('the side is believed where the size has no sign', () => {
    const [first] = modelOf([
      ...START,
      listed('positions', [{...SOL, size: '100', cost: '13000'}]),
    ]).positions;
    expect(first?.side).toBe('short');
    expect(first?.markPrice?.toFixed()).toBe('131');
  });

  it('changes alone are no whole account: missing, or an estimate where they explain the requirement', () => {
    const start = [FRACTIONS, fee('0'), usdc('10000'), push('account', TOTALS), push('positions', BTC)];
    expect(shown(poolOf(start).equity)).toBe('missing all positions of the account');
    expect(shown(poolOf([...start, push('positions', SOL)]).equity)).toBe('estimated 10900');
  });

  it('without fractions, those that explain the profit are all: an estimate by Paradex’s requirement', () => {
    const pool = poolOf([
      usdc('10000'),
      push('account', TOTALS),
      push('positions', BTC),
      push('positions', SOL),
    ]);
    expect(shown(pool.equity)).toBe('estimated 10900');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 872');
  });

  it('no position seen while something is required: the equity is missing', () => {
    const pool = poolOf([listed('positions', []), push('account', TOTALS)]);
    expect(shown(pool.equity)).toBe('missing all positions of the account');
  });

  it('without the totals the equity is missing', () => {
    const pool = poolOf([FRACTIONS, listed('positions', [BTC])]);
    expect(shown(pool.equity)).toBe('missing the account value');
  });

  it('one that changed after the collateral was told makes an estimate', () => {
    const more = later({...BTC, size: '2', cost: '121000', unrealized_pnl: '1000'}, 5000);
    expect(shown(poolOf([...START, push('positions', more, AT + 5000)]).equity)).toBe('estimated 10900');
  });

  it('that name no account are of the account that is named first, or begin with its address', () => {
    const nameless = {...BTC, account: null, id: '1234234'};
    const state = play([
      FRACTIONS,
      listed('positions', [nameless]),
      push('account', told(['11000', '610', '1220', '10000'])),
    ]);
    expect(accounts(state).map(({account, pools}) => [account, pools[0]?.positions.length])).toEqual([
      [ME, 1],
    ]);
    expect(accountOf(play([listed('positions', [{...BTC, account: null}])])).account).toBe(ME);
  });
});

describe('marks', () => {
  it('a newer one moves the profit; the totals of before are not compared', () => {
    const pool = poolOf([...START, mark('BTC-USD-PERP', '61500', AT + 10)]);
    expect(shown(pool.equity)).toBe('exact 11400');
    expect(pool.audit).toEqual([]);
  });

  it('funding is in the profit told, not in the mark', () => {
    const funded = {...BTC, unrealized_pnl: '990', unrealized_funding_pnl: '-10'};
    const [first] = modelOf([...START, listed('positions', [funded, SOL])]).positions;
    expect(first?.markPrice?.toFixed()).toBe('61000');
    expect(first?.entryPrice?.toFixed()).toBe('60010');
  });

  it('a price of USDC beside 1 values the cost: 60,000 × 0.999', () => {
    const start = [
      FRACTIONS,
      fee('0'),
      usdc('10000'),
      listed('account/summary', [told(['10990', '609.4', '1218.8', '9990'])]),
    ];
    const [first] = modelOf([...start, listed('positions', [BTC])]).positions;
    expect(first?.markPrice?.toFixed()).toBe('60940');
    expect(first?.doubts).toBeUndefined();
  });

  it('without that price it is taken as 1, and the figures are estimates', () => {
    const unpriced = START.filter(({url}) => !url.endsWith('/balance'));
    expect(shown(poolOf(unpriced).equity)).toBe('estimated 10900');
    const filled = {
      settlement_asset_name: 'USDC',
      settlement_asset_balance_after: '10000',
      settlement_asset_price: '1',
    };
    expect(shown(poolOf([...unpriced, push('balance_events', filled)]).equity)).toBe('exact 10900');
  });

  it('of options that nobody here holds are not kept', () => {
    expect(play([mark('BTC-USD-8MAY26-78000-C', '2400')]).marks).toEqual({});
  });
});

describe('requirement', () => {
  it('fractions of 0 are not taken: they would call every position safe', () => {
    const zero = markets(['BTC-USD-PERP', '0', '0.5']);
    expect(
      shown(
        poolOf([
          zero,
          listed('account/summary', [told(['11000', '0', '0', '10000'])]),
          listed('positions', [BTC]),
        ]).maintenanceMargin,
      ),
    ).toMatch(/^missing/);
  });

  it('a market without fractions has what is left of Paradex’s own requirement: 872 − 610', () => {
    const pool = poolOf([markets(['BTC-USD-PERP', '0.02', '0.5']), ...START.slice(1)]);
    expect(shown(pool.maintenanceMargin)).toBe('estimated 872');
    expect(shown(pool.positions[1]?.maintenanceMargin)).toBe('estimated 262');
  });

  it('a fee that the requirement told does not have is not counted', () => {
    const charged = listed('account/info', [{account: ME, fees: {taker_rate: '0.0005'}}]);
    expect(shown(poolOf([...START, charged]).maintenanceMargin)).toBe('exact 872');
    // 74,100 × 0.05 % = 37.05
    const provided = listed('account/summary', [told(['10900', '909.05', '1781.05', '10000'])]);
    expect(shown(poolOf([...START, charged, provided]).maintenanceMargin)).toBe('exact 909.05');
  });

  it('the highest taker fee of the market stands in for the account’s', () => {
    const fees = {
      interactive_fee: {taker_fee: {fee: '0'}},
      api_fee: {taker_fee: {fee: '0.0005'}},
      rpi_fee: null,
    };
    const params = {imf_base: '0.02', imf_factor: '0', imf_shift: '0', mmf_factor: '0.5'};
    const market = listed('markets', [
      {symbol: 'BTC-USD-PERP', delta1_cross_margin_params: params, fee_config: fees},
    ]);
    const frames = [
      market,
      usdc('10000'),
      listed('account/summary', [told(['11000', '640.5', '1250.5', '10000'])]),
    ];
    expect(shown(poolOf([...frames, listed('positions', [BTC])]).maintenanceMargin)).toBe('exact 640.5');
  });

  it('under portfolio margin Paradex’s own requirement is carried on', () => {
    const config = answer('account/margin', {
      account: ME,
      margin_methodology: 'portfolio_margin',
      configs: [],
    });
    const pool = poolOf([...START, config], 'portfolio');
    expect(pool.kind).toBe('portfolio');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 872');
  });

  it('other tokens are required in full: both sides without them', () => {
    // 500 of DIME: value 11,400, requirement 1,372.
    const pool = poolOf([
      ...START,
      listed('balance', [
        {token: 'USDC', size: '10000'},
        {token: 'DIME', size: '250'},
      ]),
      listed('account/summary', [told(['11400', '1372', '2244', '10500'])]),
    ]);
    expect(shown(pool.equity)).toBe('estimated 10900');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 872');
  });
});

describe('accounts', () => {
  const APART = [
    FRACTIONS,
    fee('0'),
    fee('0', {account: MINE_APART, isolated_market: 'SOL-USD-PERP', parent_account: ME}),
    listed('account/summary', [
      told(['11000', '610', '1220', '10000']),
      told(['900', '262', '524', '1000'], {account: MINE_APART}),
    ]),
    listed('positions', [BTC, {...SOL, account: MINE_APART}]),
  ];

  it('an isolated account is a pool of its parent’s, with its own value', () => {
    const [first, ...others] = accounts(play(APART));
    expect(others).toEqual([]);
    expect(first?.pools.map(({id, kind}) => [id, kind])).toEqual([
      ['cross', 'cross'],
      ['isolated:SOL-USD-PERP', 'isolated'],
    ]);
    expect(shown(poolOf(APART, 'isolated:SOL-USD-PERP').equity)).toBe('estimated 900');
  });

  it('of others each stands for itself; one without anything is not shown', () => {
    const other = told(['50', '0', '0', '50'], {account: '0x0abc'});
    const empty = told(['0', '0', '0', '0'], {account: '0xdef'});
    const shownOnes = accounts(play([...START, push('account', other), push('account', empty)]));
    expect(shownOnes.map(({account}) => account)).toEqual([ME, '0xabc']);
  });

  it('stay bounded: of many only those heard last are kept', () => {
    const many = Array.from({length: 60}, (_, nth) =>
      push('account', told(['1', '0', '0', '1'], {account: `0xa${nth}`}), AT + nth),
    );
    const {accounts: kept} = play(many);
    expect(Object.keys(kept)).toHaveLength(24);
    expect(Object.keys(kept)).toContain('0xa59');
  });
});

describe('binary messages', () => {
  const packed = (body: string, at = AT) =>
    frame({via: 'websocket', url: SOCKET, encoding: 'base64', body, at});
  const WHOLE = [
    packed(
      packedAccount({account: ME, value: '10900', maintenance: '872', required: '1744', collateral: '10000'}),
    ),
    packed(
      packedPosition({
        account: ME,
        market: 'BTC-USD-PERP',
        size: '1',
        isShort: false,
        profit: '1003',
        mark: '61000',
        cost: '60000',
      }),
    ),
  ];

  it('tell a mark', () => {
    const {marks} = play([packed(packedSummary('BTC-USD-PERP', '61500.25', '61400'))]);
    expect(marks).toEqual({'BTC-USD-PERP': {price: '61500.25000000', index: '61400.00000000', at: AT}});
  });

  it('tell an account and a position with its mark, so that no price of USDC is needed', () => {
    const model = modelOf([FRACTIONS, ...WHOLE]);
    expect(model.collateral[0]?.amount.toFixed()).toBe('10000');
    expect(model.positions[0]?.markPrice?.toFixed()).toBe('61000');
    expect(model.positions[0]?.entryPrice?.toFixed()).toBe('59997');
    expect(model.positions[0]?.doubts).toBeUndefined();
  });

  it('cut off, or no base64, are malformed; of other templates and schemas ignored', () => {
    const letters = atob(packedSummary('BTC-USD-PERP', '61500', '61400'));
    const outcomeOf = (bytes: string) => reduce(initial, packed(btoa(bytes))).outcome;
    expect(outcomeOf(letters.slice(0, 100))).toBe('malformed');
    expect(outcomeOf('')).toBe('malformed');
    expect(reduce(initial, packed('~')).outcome).toBe('malformed');
    expect(outcomeOf(`${letters.slice(0, 2)}\u0002${letters.slice(3)}`)).toBe('ignored');
    expect(outcomeOf(`${letters.slice(0, 4)}\u0003${letters.slice(5)}`)).toBe('ignored');
  });
});

describe('what cannot be read', () => {
  it.each([
    ['an error', {error: 'INVALID_TOKEN', message: 'expired'}, 'error', /INVALID_TOKEN/],
    ['results that are no list', {results: null}, 'results', /expected a list/],
    [
      'a value of another type',
      {results: [{...TOTALS, account_value: null}]},
      'results.0.account_value',
      /expected a decimal string/,
    ],
    ['an address that is none', {...TOTALS, account: 'me'}, 'account', /expected an address/],
    [
      'a position without a size',
      {results: [{...BTC, size: 'NaN'}]},
      'results.0.size',
      /expected a decimal string/,
    ],
  ])('%s is malformed and changes nothing', (_, body, where, what) => {
    const before = play(START);
    const {state, outcome, defects} = reduce(before, frame({body}));
    expect(outcome).toBe('malformed');
    expect(state).toBe(before);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).toMatch(what);
  });

  it('a frame cut off is malformed', () => {
    expect(reduce(initial, frame({body: JSON.stringify(TOTALS).slice(0, 80)})).outcome).toBe('malformed');
  });

  it.each([
    [
      'another host',
      frame({url: 'https://api.prod.paradex.trade.evil.example/v1/account', body: {error: 'X'}}),
    ],
    ['what the page sends', {...push('account', TOTALS), direction: 'out' as const}],
    ['an acknowledgement', frame({via: 'websocket', url: SOCKET, body: {jsonrpc: '2.0', result: {}, id: 1}})],
    [
      'a refusal of a subscription',
      frame({via: 'websocket', url: SOCKET, body: {jsonrpc: '2.0', error: {code: 1}, id: 1}}),
    ],
    ['orders', push('orders.ALL', {id: '1'})],
    ['a list of orders', listed('orders', [{market: 'BTC-USD-PERP', size: '1'}])],
  ])('%s is ignored', (_, given) => {
    expect(reduce(initial, given).outcome).toBe('ignored');
  });
});
