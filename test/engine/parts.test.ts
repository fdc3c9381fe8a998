import {describe, expect, it} from 'vitest';
import type {MarginPool, Position} from '../../src/engine/account.ts';
import {advance, healthOf as advanced, begin, positionOf, standingOf} from '../../src/engine/advance.ts';
import {assess} from '../../src/engine/assess.ts';
import {closed} from '../../src/engine/close.ts';
import {searched, uniformOf} from '../../src/engine/distance.ts';
import {explain} from '../../src/engine/explain.ts';
import {ghostLegs} from '../../src/engine/ghost.ts';
import {itemAt} from '../../src/engine/item-at.ts';
import {movedPool} from '../../src/engine/moved-pool.ts';
import {poolBook, treeOf} from '../../src/engine/pool-book.ts';
import {remediesOf} from '../../src/engine/remedy.ts';
import {afterClosing, cheapestMix, depositsFor} from '../../src/engine/remedy-plan.ts';
import {sumTree} from '../../src/engine/sum-tree.ts';
import {withAdded, withClosed, withResized} from '../../src/engine/what-if.ts';
import {decimal, first, type Holding, healthOf, known, number, pool, position, rate, table} from './build.ts';
import {accountOf} from './random-account.ts';

/** The parts that figures are put together from, each by hand. */

const long = position({size: '10', entry: '100', mark: '100'});
const without = (key: keyof Position, of: Position = long): Position => {
  const {[key]: _, ...rest} = of;
  return rest as Position;
};
const option = (rest: Partial<Holding> = {}): Position => ({
  ...position({size: '2', entry: '5', mark: '7', ...rest}),
  symbol: 'BTC-C',
  contract: 'option',
  indexPrice: decimal('100'),
  option: {right: 'call', strike: decimal('100'), expiresAt: 1, markVolatility: decimal('0')},
});

describe('what a position lacks', () => {
  const needsOf = (of: Position) => {
    const health = healthOf(pool('10', [of]));
    const {notional, unrealisedPnl, maintenanceMargin} = first(health);
    return [notional, unrealisedPnl, maintenanceMargin, health.equity].map((figure) =>
      figure.kind === 'missing' ? figure.needs : figure.kind,
    );
  };
  const mark = ['mark price of BTCUSDT'];
  const entry = ['entry price of BTCUSDT'];

  it.each([
    ['a mark', without('markPrice'), [mark, mark, mark, mark]],
    ['an entry', without('entryPrice'), ['exact', entry, 'exact', entry]],
    [
      'both',
      without('entryPrice', without('markPrice')),
      [mark, [...mark, ...entry], mark, [...mark, ...entry]],
    ],
    ['a table', without('schedule'), ['exact', 'exact', ['margin tiers of BTCUSDT'], 'exact']],
    [
      'mark and table',
      without('schedule', without('markPrice')),
      [mark, mark, [...mark, 'margin tiers of BTCUSDT'], mark],
    ],
    [
      'an empty table',
      {...long, schedule: {kind: 'tiers', tiers: []} as const},
      ['exact', 'exact', ['margin tiers of BTCUSDT'], 'exact'],
    ],
    ['nothing: an entry at 0', {...long, entryPrice: decimal('0')}, ['exact', 'exact', 'exact', 'exact']],
    [
      'an entry that divides',
      {...long, contract: 'inverse', entryPrice: decimal('0')} as const,
      ['exact', entry, 'exact', entry],
    ],
    [
      'an option its index',
      without('indexPrice', option()),
      [['index price of BTC'], 'exact', ['index price of BTC'], 'exact'],
    ],
    [
      'an option its mark',
      without('markPrice', option()),
      ['exact', ['mark price of BTC-C'], 'exact', ['mark price of BTC-C']],
    ],
    [
      'an option its entry',
      without('entryPrice', option()),
      ['exact', ['entry price of BTC-C'], 'exact', 'exact'],
    ],
  ] as const)('lacking %s', (_, of, needs) => {
    expect(needsOf(of)).toEqual(needs);
  });

  it('the price of what it settles in, beside its own', () => {
    const abroad = first(healthOf(pool('10', [{...without('entryPrice'), settle: 'EUR'}])));
    expect(abroad.notional).toEqual({kind: 'missing', needs: ['price of EUR']});
    expect(abroad.unrealisedPnl).toEqual({
      kind: 'missing',
      needs: ['entry price of BTCUSDT', 'price of EUR'],
    });
  });

  it('a position’s own doubts stand beside the pool’s', () => {
    const doubted = {...long, doubts: ['its mark is old']};
    const {notional} = first(healthOf(pool('10', [doubted], {doubts: ['it is Sunday']})));
    expect(notional).toMatchObject({because: ['it is Sunday', 'its mark is old']});
    const [clear] = healthOf(pool('10', [long, doubted])).positions;
    expect(clear?.notional.kind).toBe('exact');
    expect(clear?.liquidationPrice.kind).toBe('estimated');
  });
});

describe('an assessment that goes on', () => {
  const one = pool('100', [long], {id: 'one'});

  it('has no standing of a pool or position that is not there', () => {
    const of = begin(accountOf(one));
    expect(standingOf(of, 1)).toBeNull();
    expect(positionOf(of, 1, 0)).toBeNull();
    expect(positionOf(of, 0, 1)).toBeNull();
    expect(standingOf(of, 0)?.id).toBe('one');
  });

  it('finds a position by the name that it has now', () => {
    const sol = {...long, symbol: 'SOL', underlying: 'SOL', settle: 'EUR'};
    let of = begin(accountOf(one));
    of = advance(of, {kind: 'position', pool: 'one', index: 0, position: sol});
    expect(advanced(of).pools[0]?.equity).toEqual({
      kind: 'missing',
      needs: ['price of EUR', 'collateral weight of EUR'],
    });
    of = advance(of, {kind: 'mark', symbol: 'BTCUSDT', price: decimal('1')});
    expect(of.books[0]?.pool.positions[0]?.markPrice?.toFixed()).toBe('100');
    of = advance(of, {kind: 'mark', symbol: 'SOL', price: decimal('99')});
    expect(of.books[0]?.pool.positions[0]?.markPrice?.toFixed()).toBe('99');
  });

  it('works out again what time changes, and keeps what nothing did', () => {
    const sources = [{name: 'account', at: 1_700_000_000_000, limitMs: 5000}];
    const of = begin(accountOf({...one, sources}));
    const before = advanced(of);
    expect(advanced(of).pools[0]).toBe(before.pools[0]);
    const mute = {kind: 'mark', symbol: 'X', price: decimal('1')} as const;
    const later = advance(of, mute, 1_700_000_009_000);
    expect(advanced(later).pools[0]?.feed.verdict).toBe('stale');
    const aimed = {...of, context: {target: decimal('50')}};
    expect(advanced(aimed).pools[0]?.remedies.target.toFixed()).toBe('50');
  });

  it('a doubt comes and goes with its position', () => {
    const doubted = {...long, doubts: ['its mark is old']};
    const of = advance(begin(accountOf(one)), {kind: 'position', pool: 'one', index: 0, position: doubted});
    expect(advanced(of)).toEqual(assess(accountOf({...one, positions: [doubted]})));
    const back = advance(of, {kind: 'position', pool: 'one', index: 0, position: long});
    expect(advanced(back).pools[0]?.accuracy.kind).toBe('exact');
    const reported: Position = {...long, schedule: {kind: 'reported', maintenance: decimal('1')}};
    const shown = advance(back, {kind: 'position', pool: 'one', index: 0, position: reported});
    expect(advanced(shown).pools[0]?.accuracy.kind).toBe('estimated');
  });
});

describe('ghost legs', () => {
  const leg = (symbol: string, rest: Partial<Holding> = {}) =>
    position({symbol, underlying: symbol, size: '1', entry: '100', mark: '100', ...rest});

  it('worst first, and last those without which nothing is required', () => {
    // 10 + 20 of profit; A: 5 required; B: nothing; C lost 15 and requires nothing
    const of = known(
      pool('20', [
        leg('A', {schedule: {kind: 'fixed', maintenance: decimal('5')}}),
        leg('B', {entry: '80', schedule: {kind: 'fixed', maintenance: decimal('0')}}),
        leg('C', {entry: '115', schedule: {kind: 'fixed', maintenance: decimal('1')}}),
      ]),
    );
    // 25 are there: without A of 1, without B of 6, without C of 5; a profit taken stays
    expect(ghostLegs(of).map(({symbol, accuracy}) => [symbol, number(accuracy).toFixed(2)])).toEqual([
      ['B', '416.67'],
      ['C', '500.00'],
      ['A', '2500.00'],
    ]);
    const two = ghostLegs(known(pool('20', [leg('A'), leg('B', {schedule: rate('0')})])));
    expect(two.map(({symbol, accuracy}) => [symbol, accuracy.kind])).toEqual([
      ['B', 'exact'],
      ['A', 'none'],
    ]);
    const reverse = ghostLegs(known(pool('20', [leg('B', {schedule: rate('0')}), leg('A')])));
    expect(reverse.map(({symbol}) => symbol)).toEqual(['B', 'A']);
  });

  it('of a pool that is not known are not known', () => {
    const [ghost] = ghostLegs(poolBook(pool('20', [without('markPrice')])));
    expect(ghost?.accuracy).toEqual({kind: 'missing', needs: ['mark price of BTCUSDT']});
    expect(ghostLegs(poolBook(pool('20', [without('schedule')])))[0]?.accuracy.kind).toBe('missing');
  });
});

describe('a moved pool', () => {
  const held = {asset: 'BTC', amount: decimal('1'), price: decimal('100')};
  const shift = {
    factor: (name: string) => decimal(name === 'BTC' ? '2' : '1'),
    volatility: decimal('1'),
    now: 0,
  };

  it('takes marks, indices, last trades and collateral with it, and forgets what was reported', () => {
    const whole: Position = {
      ...long,
      indexPrice: decimal('99'),
      lastPrice: decimal('98'),
      reported: {maintenanceMargin: decimal('1')},
    };
    const moved = movedPool(
      pool('5', [whole], {unit: 'USD', collateral: [held], reported: {equity: decimal('1')}}),
      shift,
    );
    expect(moved.reported).toBeUndefined();
    const [after] = moved.positions;
    expect(after?.reported).toBeUndefined();
    expect([after?.markPrice, after?.indexPrice, after?.lastPrice].map((price) => price?.toFixed())).toEqual([
      '200',
      '198',
      '196',
    ]);
    expect(after?.schedule).toBe(long.schedule);
    expect(moved.collateral[0]?.price?.toFixed()).toBe('200');
    const {schedule, ...rest} = movedPool(pool('5', [without('schedule')]), shift).positions[0] ?? {};
    expect(schedule).toBeUndefined();
    expect(Object.keys(rest)).not.toContain('schedule');
  });

  it('leaves what does not move, and what has no price, as it is', () => {
    const eth = {...long, symbol: 'ETH', underlying: 'ETH'};
    const dust = {asset: 'BTC', amount: decimal('1')};
    const of = pool('5', [eth], {unit: 'USD', collateral: [dust, {...held, asset: 'ETH'}]});
    const moved = movedPool(of, shift);
    expect(moved.positions[0]).toBe(eth);
    expect(moved.collateral[0]).toBe(dust);
    expect(moved.collateral[1]).toBe(of.collateral[1]);
  });

  it('the unit stays, and what stays is worth less of it', () => {
    const collateral = [
      {asset: 'BTC', amount: decimal('1'), price: decimal('1')},
      {asset: 'USDT', amount: decimal('1'), price: decimal('0.01')},
    ];
    const moved = movedPool(pool('0', [], {unit: 'BTC', collateral}), shift);
    expect(moved.collateral.map(({price}) => price?.toFixed())).toEqual(['1', '0.005']);
  });

  it('an option is repriced also where only volatility moves, and has no mark without a model', () => {
    const year = 365 * 24 * 3600 * 1000;
    const terms = {
      right: 'call',
      strike: decimal('100'),
      expiresAt: year,
      markVolatility: decimal('0.2'),
    } as const;
    const of: Position = {...option(), markPrice: decimal('7.965567455'), option: terms};
    const calm = {...shift, factor: () => decimal('1')};
    expect(movedPool(pool('5', [of]), calm).positions[0]).toBe(of);
    const wild = movedPool(pool('5', [of]), {...calm, volatility: decimal('2')}).positions[0];
    // C(100, 100, 0.4) = 15.851942
    expect(wild?.markPrice?.toFixed(6)).toBe('15.851942');
    const {markVolatility: _, ...blind} = terms;
    const lost = movedPool(pool('5', [{...of, option: blind}]), shift).positions[0];
    expect(lost?.markPrice).toBeUndefined();
    expect(lost && 'markPrice' in lost).toBe(false);
    const {markPrice: __, ...unmarked} = of;
    expect(movedPool(pool('5', [unmarked]), shift).positions[0]?.markPrice).toBeUndefined();
  });
});

describe('closing', () => {
  it('into an asset that the pool holds nothing of yet', () => {
    const won = position({size: '10', entry: '90', mark: '100', closingFeeRate: decimal('0.001')});
    const after = closed(known(pool('0', [won], {collateral: []})), 0, decimal('4'));
    // 40 of profit less 0.40
    expect(after.pool.collateral.map(({asset, amount}) => [asset, amount.toFixed()])).toEqual([
      ['USDT', '39.6'],
    ]);
    expect(after.equity.toFixed()).toBe('99.6');
  });

  it('what is not known stays unknown when the position is gone', () => {
    const needs = {kind: 'missing', needs: ['mark price of BTCUSDT']};
    const of = pool('10', [without('markPrice')]);
    expect(healthOf(withClosed(of, 0)).equity).toEqual(needs);
    expect(healthOf(withResized(of, 0, decimal('5'))).equity).toEqual(needs);
    expect(afterClosing(of, 0, decimal('5'), 0).accuracy).toEqual(needs);
    expect(remediesOf(poolBook(of), decimal('1.5'))).toMatchObject({deposit: needs, reduce: [{size: needs}]});
  });

  it('a borrowing is repaid, and says so', () => {
    const loan = position({size: '10', entry: '100', mark: '100', contract: 'spot-borrow'});
    expect(healthOf(pool('12', [loan])).remedies.reduce[0]?.size).toEqual({
      kind: 'none',
      because: 'a borrowing is repaid from a balance, not closed on the market',
    });
  });

  it('its fee is paid from a balance by its weight, or from a debt in full', () => {
    // 1,000 at 2 %, fee 1 % in both: kept φ: e − fee × (1 − φ) × w = 1.5 × 30φ
    const costly = position({
      size: '10',
      entry: '100',
      mark: '100',
      schedule: rate('0.02'),
      closingFeeRate: decimal('0.01'),
    });
    const size = (usdt: string, eth: string) =>
      number(
        remediesOf(
          poolBook(
            pool('0', [costly], {
              unit: 'USD',
              collateral: [
                {asset: 'USDT', amount: decimal(usdt), price: decimal('1'), weight: decimal('0.8')},
                {asset: 'ETH', amount: decimal(eth), price: decimal('1'), weight: decimal('1')},
              ],
            }),
          ),
          decimal('1.5'),
        ).reduce[0]?.size ?? {kind: 'none', because: ''},
      ).toFixed(10);
    // 50 × 0.8 of 45: 40 − 8(1 − φ) = 45φ at 32 ÷ 37
    expect(size('50', '0')).toBe(decimal('50').div('37').toFixed(10));
    // A debt of 10 beside 50: 40 − 10(1 − φ) = 45φ at 30 ÷ 35
    expect(size('-10', '50')).toBe(decimal('50').div('35').toFixed(10));
  });

  it('a fee larger than what it frees frees nothing', () => {
    const dear = position({
      size: '10',
      entry: '100',
      mark: '100',
      schedule: {kind: 'power', base: decimal('0.001'), factor: decimal('0.00001'), exponent: decimal('0.5')},
      closingFeeRate: decimal('0.5'),
    });
    expect(remediesOf(poolBook(pool('700', [dear])), decimal('1')).reduce[0]?.size).toMatchObject({
      kind: 'exact',
      value: decimal('0'),
    });
    expect(remediesOf(poolBook(pool('400', [dear])), decimal('1')).reduce[0]?.size.kind).toBe('none');
  });

  it('a power schedule in its flat part is a line: 12 = 1.5 × 20φ', () => {
    const flat = position({
      size: '10',
      entry: '100',
      mark: '100',
      schedule: {kind: 'power', base: decimal('0.02'), factor: decimal('0.00001'), exponent: decimal('0.5')},
    });
    const {size} = remediesOf(poolBook(pool('12', [flat])), decimal('1.5')).reduce[0] ?? {};
    expect(size && number(size).toFixed(15)).toBe('6.000000000000000');
  });
});

describe('deposits and mixes', () => {
  it('of the unit, also when the pool holds none of it', () => {
    const of = pool('0', [long], {
      unit: 'USD',
      collateral: [{asset: 'USDT', amount: decimal('12'), price: decimal('1'), weight: decimal('1')}],
    });
    const mix = cheapestMix(poolBook(of), decimal('1.5'), decimal('100'));
    expect(mix?.deposit.toFixed()).toBe('3');
    expect(number(mix?.accuracy ?? {kind: 'none', because: ''}).toFixed()).toBe('150');
    expect(depositsFor(poolBook(of), decimal('1.5')).map(({asset}) => asset)).toEqual(['USD', 'USDT']);
    const nothing = cheapestMix(poolBook(of), decimal('1.5'), decimal('0'));
    // 12 of 15: two of ten are closed
    expect(nothing?.close.map(({symbol, index, size}) => [symbol, index, size.toFixed()])).toEqual([
      ['BTCUSDT', 0, '2'],
    ]);
    expect(nothing?.cost.toFixed()).toBe('0');
  });

  it('of a pool that is not known are none', () => {
    expect(cheapestMix(poolBook(pool('1', [without('markPrice')])), decimal('1.5'), decimal('1'))).toBeNull();
    const worthless = pool('1', [long], {
      collateral: [{asset: 'USDT', amount: decimal('1'), price: decimal('1'), weight: decimal('0')}],
    });
    expect(cheapestMix(poolBook(worthless), decimal('1.5'), decimal('1'))).toBeNull();
  });

  it('closes one whole position and a part of the next where one is not enough', () => {
    const leg = (symbol: string, maintenance: string, fee: string) =>
      position({
        symbol,
        underlying: symbol,
        size: '10',
        entry: '100',
        mark: '100',
        schedule: rate(maintenance),
        closingFeeRate: decimal(fee),
      });
    const legs = [leg('dear', '0.01', '0.001'), leg('free', '0.01', '0'), leg('idle', '0', '0')];
    const of = poolBook(pool('5', legs));
    // 11 + 10 are required of 5: without the free one 11 of 5; then 5 − (1 − φ) = 11φ
    const mix = cheapestMix(of, decimal('1'), decimal('0'));
    expect(mix?.close.map(({symbol}) => symbol)).toEqual(['free', 'dear']);
    expect(mix?.close.map(({size}) => size.toFixed(12))).toEqual([
      '10.000000000000',
      decimal('6').toFixed(12),
    ]);
    expect(mix?.cost.toFixed(12)).toBe('0.600000000000');
  });
});

describe('a pool without positions', () => {
  it('moves with nothing', () => {
    const found = searched(poolBook(pool('10', [])), 0);
    const still = {kind: 'none', because: 'no position moves with a price'};
    expect(found && uniformOf(found)).toEqual({down: still, up: still});
    expect(healthOf(pool('10', [])).uniform).toEqual({down: still, up: still});
  });
});

describe('the working of other contracts', () => {
  const linesOf = (of: MarginPool) => explain(poolBook(of), 0);
  const btc = [{asset: 'BTC', amount: decimal('1'), price: decimal('1'), weight: decimal('1')}];

  it('names each kind of profit', () => {
    const of = (contract: Position['contract'], rest: Partial<Holding> = {}) =>
      position({symbol: contract, contract, settle: 'BTC', size: '1', entry: '50', mark: '100', ...rest});
    const lines = linesOf(
      pool('0', [of('inverse'), of('quanto'), of('spot-borrow'), {...option(), settle: 'BTC'}], {
        unit: 'BTC',
        collateral: btc,
      }),
    );
    expect(lines).toContain('  inverse long: 0.01 BTC (value × (1 ÷ entry − 1 ÷ mark))');
    expect(lines).toContain('  quanto long: 50 BTC (quantity × (mark − entry), paid in the settle asset)');
    expect(lines).toContain('  BTC-C long: 14 BTC (mark value)');
    expect(lines.some((line) => line.startsWith('  spot-borrow long'))).toBe(false);
    expect(lines).toContain('  value: 0.01 BTC (quantity ÷ price)');
    expect(lines).toContain('  value: 2 BTC (quantity, in the coin itself)');
    expect(lines.filter((line) => line.includes('its collateral and positions (4)'))).toHaveLength(4);
  });

  it('names doubts, needs, added amounts and what was refused', () => {
    const lines = linesOf(
      pool('10', [without('entryPrice', without('markPrice'))], {doubts: ['it is Sunday', 'it rains']}),
    );
    expect(lines[0]).toBe('equity: not known without mark price of BTCUSDT, entry price of BTCUSDT');
    expect(lines).toContain('maintenance margin: not known without mark price of BTCUSDT');
    const doubted = linesOf(pool('10', [], {doubts: ['it is Sunday', 'it rains']}));
    expect(doubted[0]).toBe('equity: about 10 USDT, because it is Sunday; it rains');
    const added = position({size: '1', entry: '1', mark: '100', schedule: table(['0', '0.01', '-2'])});
    expect(linesOf(pool('10', [added]))).toContain('  BTCUSDT: 3 USDT (tier 1 from 0: 0.01 × value + 2)');
    const schedule = table(['0', '0.01', '0'], ['149.9999999999', '0.02', '1.499999999999']);
    const refused = linesOf(
      pool('51.5', [position({side: 'short', size: '1', entry: '100', mark: '100', schedule})]),
    ).filter((line) => line.startsWith('  refused'));
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatch(
      /^ {2}refused 1\.5\d* × today’s price \(up\): outside the tier that it was solved in$/,
    );
  });

  it('past its waterline it is looked for on both sides, and other underlyings have no part in it', () => {
    const other = {...long, symbol: 'ETH', underlying: 'ETH'};
    const lines = linesOf(pool('5', [long, other]));
    expect(lines.filter((line) => line.includes('its collateral and positions (1)'))).toHaveLength(2);
    // 5 + 10p − 1,000 = 0.1p + 10
    expect(lines.some((line) => line.startsWith('liquidation price of BTCUSDT long: 101.5151'))).toBe(true);
  });
});

describe('ours to keep', () => {
  it('an index that is not there is a mistake, and says so', () => {
    expect(() => itemAt([1, 2], 2)).toThrow('no item 2 of 2');
    expect(itemAt([1, 2], 1)).toBe(2);
    expect(() => sumTree([])).toThrow('a tree needs a row');
    const [asset] = poolBook(pool('1', [])).assets;
    expect(() => asset && treeOf(asset)).toThrow('nothing is settled in USDT');
  });

  it('a position that is added has its mark as entry, or none', () => {
    const blind = withAdded(pool('1', []), without('markPrice'));
    expect(blind.positions[0]?.entryPrice?.toFixed()).toBe('100');
    expect(
      withAdded(pool('1', []), {...long, entryPrice: decimal('3')}).positions[0]?.entryPrice?.toFixed(),
    ).toBe('100');
  });
});
