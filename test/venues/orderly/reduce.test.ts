import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/orderly/account.ts';
import {reduce} from '../../../src/venues/orderly/reduce.ts';
import {initial} from '../../../src/venues/orderly/state.ts';
import {
  API,
  AT,
  accountOf,
  answer,
  balances,
  because,
  change,
  client,
  event,
  frame,
  funding,
  holding,
  indices,
  joined,
  marks,
  modelOf,
  perp,
  play,
  poolOf,
  positions,
  pushed,
  row,
  rules,
  shown,
  tokens,
} from './wire.ts';

const FLAT = {ETH: [0.05, 0.1, 0], BTC: [0.05, 0.1, 0]} as const;
/** 2 ETH long, settled at 2,000, mark 2,100. */
const ETH = row('ETH', [2, 4000, 2100]);
/** 0.1 BTC short, settled at 60,000, mark 61,000. */
const BTC = row('BTC', [-0.1, -6000, 61_000]);
const KNOWN = [rules(FLAT), client({ETH: 0, BTC: 0}), funding({ETH: 0, BTC: 0})];
const START = [...KNOWN, holding({USDC: 1000}), positions([ETH, BTC])];

const outcomeOf = (given: Parameters<typeof frame>[0], from = initial) => reduce(from, frame(given));

describe('positions', () => {
  it('a push changes what it names only; a quantity of 0 closes', () => {
    expect(poolOf(START).positions.map(({symbol}) => symbol)).toEqual([perp('ETH'), perp('BTC')]);
    const after = poolOf([...START, change([pushed('BTC', [0, 0, 61_000])], AT + 1)]);
    expect(after.positions.map(({symbol}) => symbol)).toEqual([perp('ETH')]);
    expect(shown(after.equity)).toBe('exact 1200');
  });

  it('an answer replaces them all', () => {
    expect(poolOf([...START, positions([ETH], {}, AT + 1)]).positions).toHaveLength(1);
    expect(poolOf([...START, positions([], {}, AT + 1)]).positions).toEqual([]);
  });

  it('closed and not settled: its result counts though there is no position', () => {
    const pool = poolOf([...START, change([pushed('BTC', [0, 70, 61_000])], AT + 1)]);
    expect(pool.positions).toHaveLength(1);
    // 1,000 + 200 − 70
    expect(shown(pool.equity)).toBe('exact 1130');
  });

  it('a push without the open price of what is held is passed over, as Orderly’s page does', () => {
    const half = change([pushed('ETH', [3, 6300, 2100], {averageOpenPrice: 0})], AT + 1);
    expect(modelOf([...START, half]).positions[0]?.size.toFixed()).toBe('2');
  });

  it('a push that does not say the leverage leaves it as it was', () => {
    const more = pushed('ETH', [3, 6100, 2100], {leverage: undefined});
    expect(modelOf([...START, change([more], AT + 1)]).positions[0]?.leverage?.toFixed()).toBe('10');
  });

  it('pushes alone are no whole account: the equity is missing', () => {
    const pool = poolOf([...KNOWN, holding({USDC: 1000}), change([pushed('ETH', [2, 4000, 2100])])]);
    expect(shown(pool.equity)).toBe('missing all positions of the account');
    expect(shown(pool.positions[0]?.liquidationPrice)).toMatch(/^missing/);
  });

  it('without the balances the equity is missing', () => {
    expect(shown(poolOf([...KNOWN, positions([ETH])]).equity)).toBe('missing all balances of the account');
    const one = balances({USDC: {holding: 1000}});
    expect(shown(poolOf([...KNOWN, positions([ETH]), one]).equity)).toBe(
      'missing all balances of the account',
    );
  });

  it('cross and isolated of one symbol are two', () => {
    const other = row('ETH', [-1, -2050, 2100], {margin_mode: 'ISOLATED', margin: 300});
    const {pools} = accountOf(play([...START, positions([ETH, other], {}, AT + 1)]));
    expect(pools.map(({id, positions: held}) => [id, held.length])).toEqual([
      ['cross', 1],
      ['isolated:PERP_ETH_USDC', 1],
    ]);
  });
});

describe('balances', () => {
  it('a push changes its own tokens and members only', () => {
    const start = [
      ...KNOWN,
      tokens({USDT: {base_weight: 0.95, discount_factor: 0, user_max_qty: -1}}),
      indices({USDT: 1}),
      holding({USDC: {holding: 1000, isolated_order_frozen: 40}, USDT: 100}),
      positions([ETH]),
    ];
    // 1,000 − 40 + 95 + 200
    expect(shown(poolOf(start).equity)).toBe('exact 1255');
    const pushedUsdc = balances({USDC: {holding: 900, pendingShortQty: 0}}, AT + 1);
    expect(shown(poolOf([...start, pushedUsdc]).equity)).toBe('exact 1155');
  });

  it('what is pending short is part of the balance', () => {
    const held = holding({USDC: {holding: 1000, pending_short: -25}});
    expect(shown(poolOf([...KNOWN, held, positions([ETH])]).equity)).toBe('exact 1175');
  });

  it('a settlement that the balance does not tell of makes an estimate', () => {
    const settled = change([pushed('ETH', [2, 4200, 2100], {averageOpenPrice: 2000})], AT + 20_000);
    expect(because(poolOf([...START, settled]).equity)).toMatch(/settled after the balance/);
    const told = balances({USDC: {holding: 1200}}, AT + 20_100);
    expect(shown(poolOf([...START, settled, told]).equity)).toBe('exact 1100');
  });

  it('a debt counts in full at the index price', () => {
    const start = [...KNOWN, indices({ETH: 2100}), holding({USDC: 1000, ETH: -0.1}), positions([BTC])];
    // 1,000 − 210 − 100
    expect(shown(poolOf(start).equity)).toBe('exact 690');
  });
});

describe('other collateral', () => {
  const TOKENS = tokens({
    ETH: {base_weight: 0.9, discount_factor: 0.00001, user_max_qty: 10},
    USDT: {base_weight: 0.95, discount_factor: 0, user_max_qty: 1000},
    YUSD: {is_collateral: false},
  });
  const start = (held: Readonly<Record<string, number>>) => [
    ...KNOWN,
    TOKENS,
    indices({USDT: 1, ETH: 2000, YUSD: 1}),
    holding({USDC: 0, ...held}),
    positions([BTC]),
  ];

  it('beyond the account’s limit counts nothing', () => {
    // 1,000 × 0.95 − 100
    expect(shown(poolOf(start({USDT: 5000})).equity)).toBe('exact 850');
  });

  it('of little value has the base weight', () => {
    // 0.5 × 2,000 × 0.9 − 100; 0.00001 × 1,000^0.8 = 0.0025, far from 1.2 ÷ 0.9 − 1
    expect(shown(poolOf(start({ETH: 0.5})).equity)).toBe('exact 800');
  });

  it('of much value has less, which is held at today’s: an estimate', () => {
    const heavy = [
      ...start({ETH: 5}),
      tokens({ETH: {base_weight: 0.9, discount_factor: 0.0001, user_max_qty: -1}}),
    ];
    const {equity} = poolOf(heavy);
    // 10,000 × 1.2 ÷ (1 + 0.0001 × 10,000^0.8 = 1,584.893…) is above 0.9; at 100 times the value it is not
    expect(shown(equity)).toBe('exact 8900');
    const whale = [...start({ETH: 500}), tokens({ETH: {base_weight: 0.9, discount_factor: 0.0001}})];
    // 1,000,000 × 1.2 ÷ (1 + 0.0001 × 1,000,000^0.8 = 63,095.734448) = 164,168.3…
    expect(shown(poolOf(whale).equity, 1)).toBe('estimated 164068.3');
    expect(because(poolOf(whale).equity)).toMatch(/weight of ETH falls/);
  });

  it('that is no collateral counts nothing; whose rule was not seen is missing', () => {
    expect(shown(poolOf(start({YUSD: 5000})).equity)).toBe('exact -100');
    expect(shown(poolOf(start({SOL: 5})).equity)).toBe('missing how much of SOL counts as collateral');
  });

  it('without its index price is missing', () => {
    const frames = [...KNOWN, TOKENS, holding({USDC: 0, USDT: 10}), positions([BTC])];
    expect(shown(poolOf(frames).equity)).toMatch(/^missing .*USDT/);
  });
});

describe('funding', () => {
  it('that is due lowers the equity: 2 × (101.5 − 100)', () => {
    const due = row('ETH', [2, 4000, 2100], {last_sum_unitary_funding: 100});
    const frames = [...KNOWN, holding({USDC: 1000}), positions([due]), funding({ETH: 101.5}, AT + 1)];
    expect(shown(poolOf(frames).equity)).toBe('exact 1197');
  });

  it('is what Orderly’s own unsettled profit leaves, when that was told last: 200 − 196', () => {
    const due = row('ETH', [2, 4000, 2100], {unsettled_pnl: 196});
    const start = [rules(FLAT), client({ETH: 0}), holding({USDC: 1000})];
    expect(shown(poolOf([...start, positions([due])]).equity)).toBe('exact 1196');
    expect(shown(poolOf([...start, funding({ETH: 50}), positions([due], {}, AT + 1)]).equity)).toBe(
      'exact 1196',
    );
  });

  it('as in the documents’ push: 3.1408 ETH at 1,816.2 owe 0.6', () => {
    const push = pushed('ETH', [3.1408, 5706.51952, 1816.2], {
      averageOpenPrice: 1804.51490427,
      lastSumUnitaryFunding: 0.804,
      unsettledPnl: -2.79856,
    });
    const pool = modelOf([...KNOWN, holding({USDC: 1000}), positions([]), change([push], AT + 1)]);
    const due = pool.deductions?.find(({name}) => name.startsWith('funding'));
    expect(due?.amount.toFixed()).toBe('0.6');
  });

  it('that neither tells is doubted', () => {
    const due = row('ETH', [2, 4000, 2100], {unsettled_pnl: null});
    const start = [rules(FLAT), client({ETH: 0}), holding({USDC: 1000}), positions([due])];
    expect(because(poolOf(start).equity)).toMatch(/was not told/);
  });

  it('since the next payment is not known until it is told', () => {
    const next = funding({ETH: 0, BTC: 0}, AT, AT + 1000);
    const late = [...START, next, marks({ETH: 2100, BTC: 61_000}, AT + 2000)];
    expect(because(poolOf(late).equity)).toMatch(/funding was due/);
    const told = funding({ETH: 0, BTC: 0}, AT + 3000);
    expect(shown(poolOf([...late, told]).equity)).toBe('exact 1100');
  });
});

describe('rates', () => {
  it('not seen: Orderly’s own rate at the last word, an estimate; without one missing', () => {
    const frames = [funding({ETH: 0}), holding({USDC: 1000}), positions([ETH])];
    expect(shown(poolOf(frames).maintenanceMargin)).toBe('estimated 210');
    const without = [funding({ETH: 0}), holding({USDC: 1000}), positions([{...ETH, mmr: null}])];
    expect(shown(poolOf(without).maintenanceMargin)).toMatch(/^missing/);
  });

  it('the account’s own factor goes before the symbol’s; without it all is an estimate', () => {
    const grown = {ETH: [0.01, 0.02, 0.001]} as const;
    const frames = (own: readonly ReturnType<typeof client>[]) => [
      rules(grown),
      ...own,
      funding({ETH: 0}),
      holding({USDC: 1000}),
      positions([ETH]),
    ];
    // 4,200 × 0.5 × 0.001 × 4,200^0.8 (791.7…)
    expect(shown(poolOf(frames([])).maintenanceMargin, 1)).toMatch(/^estimated 16/);
    expect(shown(poolOf(frames([client({ETH: 0})])).maintenanceMargin)).toBe('exact 42');
  });

  it('initial: what the leverage, the base and the size ask, whichever is most', () => {
    // 4,200 × 10 % + 6,100 × 10 %; the rest of 1,100 − 30 is held by orders
    const frames = [
      ...KNOWN,
      holding({USDC: 1000}),
      positions([ETH, BTC], {total_collateral_value: 1100, free_collateral: 30}),
    ];
    expect(shown(poolOf(frames).initialMargin)).toBe('exact 1070');
    expect(shown(poolOf(START).initialMargin)).toBe('estimated 1030');
    const steep = [rules({ETH: [0.05, 0.25, 0]}), ...START.slice(1)];
    // 25 % of ETH, and of BTC, whose rates were not seen, what its leverage asks
    expect(shown(poolOf(steep).initialMargin)).toBe('estimated 1660');
  });
});

describe('isolated', () => {
  const SOL = row('SOL', [100, 13_200, 130], {margin_mode: 'ISOLATED', margin: 1500, mmr: 0.05});
  const start = [
    rules({...FLAT, SOL: [0.05, 0.1, 0]}),
    client({ETH: 0, BTC: 0, SOL: 0}),
    funding({ETH: 0, BTC: 0, SOL: 0}),
    holding({USDC: 1000}),
    positions([ETH, SOL]),
  ];

  it('its margin alone secures it, and it does not secure the others', () => {
    const pool = poolOf(start, `isolated:${perp('SOL')}`);
    // 1,500 − 200; 13,000 × 5 %; (13,200 − 1,500) ÷ (100 × 0.95)
    expect(shown(pool.equity)).toBe('exact 1300');
    expect(shown(pool.maintenanceMargin)).toBe('exact 650');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 123.157895');
    expect(shown(poolOf(start).equity)).toBe('exact 1200');
  });

  it('closed it is gone', () => {
    const gone = change([pushed('SOL', [0, 5, 130], {marginMode: 'ISOLATED'})], AT + 1);
    const {pools} = accountOf(play([...start, gone]));
    expect(pools.map(({id}) => id)).toEqual(['cross']);
    expect(pools[0]?.deductions).toBeUndefined();
  });

  it('without its margin its equity is missing', () => {
    const frames = [...start.slice(0, -1), positions([{...SOL, margin: null}])];
    expect(shown(poolOf(frames, `isolated:${perp('SOL')}`).equity)).toBe(
      'missing the margin of the isolated position',
    );
  });
});

describe('connections', () => {
  it('the first is no gap, a later one is until all is answered again', () => {
    expect(shown(poolOf([...START, joined(AT + 400)]).equity)).toBe('exact 1100');
    const later = [...START, joined(AT + 400), joined(AT + 60_000)];
    expect(because(poolOf(later).equity)).toMatch(/connection was renewed/);
    const again = [...later, positions([ETH, BTC], {}, AT + 61_000), holding({USDC: 1000}, AT + 61_000)];
    expect(shown(poolOf(again).equity)).toBe('exact 1100');
  });

  it('a page loaded again begins with its answers: no gap', () => {
    const again = [
      ...START,
      joined(AT + 400),
      positions([ETH, BTC], {}, AT + 60_000),
      holding({USDC: 1000}, AT + 60_000),
      joined(AT + 60_400),
    ];
    expect(shown(poolOf(again).equity)).toBe('exact 1100');
  });

  it('a ping of the private connection keeps the account young; before the login it does not', () => {
    const heardAt = (frames: readonly ReturnType<typeof event>[]) =>
      modelOf([...START, ...frames]).sources?.find(({name}) => name === 'account')?.at;
    expect(heardAt([joined(AT + 400), event('ping', AT + 10_000)])).toBe(AT + 10_000);
    expect(heardAt([event('ping', AT + 10_000)])).toBe(AT);
  });
});

describe('accounts', () => {
  it('another account’s answer takes all away until its own are told', () => {
    const other = client({ETH: 0, BTC: 0}, '0xother');
    expect(accounts(play([...START, other]))).toEqual([]);
    const state = play([...START, other, positions([ETH]), holding({USDC: 5})]);
    expect(accountOf(state).account).toBe('0xother');
    expect(accountOf(state).pools[0]?.positions).toHaveLength(1);
  });

  it('nothing of the name, the mail or the fees is kept', () => {
    expect(JSON.stringify(play(START))).not.toMatch(/example\.org|max_leverage/);
  });
});

describe('frames that are not for us', () => {
  it('other paths, hosts, topics and what the page sends are ignored', () => {
    const body = JSON.stringify({success: true, data: {rows: [ETH]}});
    const ignored = [
      {url: `${API}/v1/orders`, body},
      {url: `${API}/v1/client/aggregate/positions`, body},
      {url: `${API}/v1/public/info/PERP_ETH_USDC`, body},
      {url: 'https://testnet-api-evm.orderly.org/v1/positions', body},
      {url: 'https://example.org/v1/positions', body},
      {direction: 'out' as const, body},
    ];
    expect(ignored.map((given) => outcomeOf(given).outcome)).toEqual(Array(6).fill('ignored'));
    expect(reduce(initial, answer('/v1/__proto__', {})).outcome).toBe('ignored');
  });

  it('an error is malformed and no empty account', () => {
    const start = play(START);
    const {outcome, state, defects} = outcomeOf(
      {body: {success: false, code: -1003, message: 'Rate limit exceed.'}},
      start,
    );
    expect(outcome).toBe('malformed');
    expect(state).toBe(start);
    expect(defects[0]?.what).toBe('Orderly answered with error -1003');
  });

  it('a wrong amount is named with its place', () => {
    const {defects} = reduce(initial, positions([{...ETH, position_qty: 'much'}]));
    expect(defects[0]?.where).toBe('data.rows.0.position_qty');
  });

  it('of an unreadable client/info nothing is kept: a mail may stand at its beginning', () => {
    const bad = answer('/v1/client/info', {account_id: 5, email: 'someone@example.org'});
    expect(reduce(initial, bad).defects[0]?.head).toBe('');
  });

  it('a cut frame is malformed', () => {
    expect(outcomeOf({body: '{"success":true,"data":{"rows":[{"sym'}).outcome).toBe('malformed');
  });
});
