import {describe, expect, it} from 'vitest';
import type {MarginPool} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {closeFor} from '../../src/engine/close.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {depositFor} from '../../src/engine/remedy.ts';
import {afterClosing, afterDeposit, cheapestMix, depositsFor} from '../../src/engine/remedy-plan.ts';
import {closeToSurvive, depositToSurvive} from '../../src/engine/survive.ts';
import {decimal, digits, known, number, pool, position, rate, table} from './build.ts';
import {accountOf} from './random-account.ts';

const remediesOf = (of: MarginPool, target: string) => {
  const [health] = assess(accountOf(of), {target: decimal(target)}).pools;
  if (health === undefined) throw new Error('no pool');
  return health.remedies;
};

const held = (asset: string, amount: string, price: string, weight = '1') => ({
  asset,
  amount: decimal(amount),
  price: decimal(price),
  weight: decimal(weight),
});

describe('remedies', () => {
  // Long 10 at 100: requirement 10, equity 12.
  const long = position({size: '10', entry: '100', mark: '100'});

  it('nothing is needed where the target is met already', () => {
    const remedies = remediesOf(pool('15', [long]), '1.5');
    expect([
      number(remedies.deposit).toFixed(),
      remedies.reduce.map(({size}) => number(size).toFixed()),
    ]).toEqual(['0', ['0']]);
  });

  it('a deposit of 3 makes 15 of 12; closing 2 of 10 leaves 8 required', () => {
    const remedies = remediesOf(pool('12', [long]), '1.5');
    expect(number(remedies.deposit).toFixed()).toBe('3');
    expect(remedies.reduce).toEqual([{symbol: 'BTCUSDT', size: {kind: 'exact', value: decimal('2')}}]);
  });

  it('aims out of the warning when no target is given', () => {
    const [health] = assess(accountOf(pool('12', [long]))).pools;
    expect(health?.remedies.target.toFixed()).toBe('1.5');
  });

  it('pays the closing fee from the wallet', () => {
    // Kept share φ: 12 − 1 × (1 − φ) = 1.5 × 11φ with a fee of 0.1 % of 1,000 in both
    const costly = position({size: '10', entry: '100', mark: '100', closingFeeRate: decimal('0.001')});
    const [close] = remediesOf(pool('12', [costly]), '1.5').reduce;
    expect(close === undefined ? '' : digits(close.size, 8)).toBe(
      decimal('10')
        .times(decimal('1').minus(decimal('11').div('15.5')))
        .toFixed(8),
    );
  });

  it('closing into a lower tier frees more', () => {
    // 1,000 of value at 2 % from 500 on, 1 % below, no deductions: 20 required; just under 500 only 5.
    const jumping = position({
      size: '10',
      entry: '100',
      mark: '100',
      schedule: table(['0', '0.01'], ['500', '0.02']),
    });
    const [close] = remediesOf(pool('8', [jumping]), '1.5').reduce;
    // At two percent 8 ÷ 0.03 = 266 would stay; at one percent 533, so all that is below 500 may.
    expect(close === undefined ? '' : digits(close.size, 12)).toBe('5.000000000000');
    expect(close === undefined ? false : number(close.size).gt(5)).toBe(true);
  });

  it('a rate that grows with the size: a square, solved', () => {
    // required = (0.01 + 0.001 × 10φ) × 1,000φ = 10φ + 10φ²; 12 = 1.5 × that: φ² + φ − 0.8 = 0
    const sized = position({
      size: '10',
      entry: '100',
      mark: '100',
      schedule: {kind: 'sized', base: decimal('0.01'), slope: decimal('0.001')},
    });
    const [close] = remediesOf(pool('12', [sized]), '1.5').reduce;
    const kept = decimal('4.2').sqrt().minus(1).div(2);
    expect(close === undefined ? '' : digits(close.size, 10)).toBe(
      decimal('10').times(decimal('1').minus(kept)).toFixed(10),
    );
  });

  it('a requirement known only as an amount is freed in proportion', () => {
    for (const kind of ['fixed', 'reported'] as const) {
      const one = position({
        size: '10',
        entry: '100',
        mark: '100',
        schedule: {kind, maintenance: decimal('10')},
      });
      const [close] = remediesOf(pool('12', [one]), '1.5').reduce;
      expect(close === undefined ? '' : number(close.size).toFixed()).toBe('2');
      expect(close?.size.kind).toBe(kind === 'fixed' ? 'exact' : 'estimated');
    }
  });

  it('a power schedule is halved until it fits', () => {
    const power = position({
      size: '10',
      entry: '100',
      mark: '100',
      schedule: {kind: 'power', base: decimal('0.001'), factor: decimal('0.00001'), exponent: decimal('1')},
    });
    // required = 1e−5 × (1,000φ)² = 10φ²: 12 = 15φ²
    const [close] = remediesOf(pool('12', [power]), '1.5').reduce;
    expect(close === undefined ? '' : digits(close.size, 10)).toBe(
      decimal('10')
        .times(decimal('1').minus(decimal('0.8').sqrt()))
        .toFixed(10),
    );
  });

  it('says when closing all of one is not enough, and takes all when just that is', () => {
    const other = position({symbol: 'ETH', underlying: 'ETH', size: '1', entry: '1000', mark: '1000'});
    // 20 required: 14 carries 9.33, so 10.67 must go, and each leg has only 10
    expect(remediesOf(pool('14', [long, other]), '1.5').reduce.map(({size}) => size.kind)).toEqual([
      'none',
      'none',
    ]);
    expect(remediesOf(pool('5', [long, other]), '1.5').reduce[0]?.size).toEqual({
      kind: 'none',
      because: 'closing all of BTCUSDT does not reach it',
    });
    expect(
      number(
        remediesOf(pool('15', [long, other]), '1.5').reduce[0]?.size ?? {kind: 'none', because: ''},
      ).toFixed(),
    ).toBe('10');
  });

  it('a borrowing is not closed but repaid', () => {
    const loan = position({contract: 'spot-borrow', side: 'short', size: '10', entry: '100', mark: '100'});
    expect(closeFor(known(pool('12', [loan])), 0, decimal('1.5')).kind).toBe('none');
  });

  it('says what is missing instead', () => {
    const {markPrice: _, ...blind} = long;
    const remedies = remediesOf(pool('12', [blind]), '1.5');
    expect(remedies.deposit).toEqual({kind: 'missing', needs: ['mark price of BTCUSDT']});
    expect(remedies.reduce[0]?.size.kind).toBe('missing');
  });

  it('what a pool lacks is worked out once, not for each of its positions again', () => {
    const {markPrice: _, ...blind} = long;
    const [first, ...others] = remediesOf(pool('12', [blind, blind, blind]), '1.5').reduce;
    expect(others.map(({size}) => size === first?.size)).toEqual([true, true]);
  });
});

describe('deposits of other assets', () => {
  const book = poolBook(
    pool('0', [position({size: '10', entry: '100', mark: '100'})], {
      unit: 'USD',
      collateral: [
        held('USDT', '12', '1'),
        held('ETH', '0', '50', '0.8'),
        held('SOL', '-0.02', '100', '0.5'),
        held('DUST', '0', '1', '0'),
      ],
    }),
  );

  it('each after its weight, a debt filled in full first', () => {
    // 12 − 2 = 10 of 15: five more. ETH: 5 ÷ 50 ÷ 0.8. SOL: 2 in full, 3 at half: 0.02 + 0.06
    const amounts = depositsFor(book, decimal('1.5')).map(({asset, amount}) => [
      asset,
      amount.kind === 'none' ? 'none' : number(amount).toFixed(),
    ]);
    expect(amounts).toEqual([
      ['USD', '5'],
      ['USDT', '5'],
      ['ETH', '0.125'],
      ['SOL', '0.08'],
      ['DUST', 'none'],
    ]);
  });

  it('an asset that the pool does not hold needs its price', () => {
    expect(depositFor(book, 'XRP', decimal('1.5'))).toEqual({
      kind: 'missing',
      needs: ['price of XRP', 'collateral weight of XRP'],
    });
  });
});

describe('the other way round', () => {
  const of = pool('12', [position({size: '10', entry: '100', mark: '100'})]);

  it('an amount: what it makes of accuracy and distance', () => {
    // 20 + 10p − 1,000 = 0.1p at 98.99
    const after = afterDeposit(of, 'USDT', decimal('8'), 0);
    expect(digits(after?.accuracy ?? {kind: 'none', because: ''}, 2)).toBe('200.00');
    expect(digits(after?.distances.positions[0]?.liquidationPrice ?? {kind: 'none', because: ''}, 6)).toBe(
      '98.989899',
    );
    expect(afterDeposit(of, 'EUR', decimal('8'), 0)).toBeNull();
    expect(digits(afterClosing(of, 0, decimal('5'), 0).accuracy, 2)).toBe('240.00');
  });

  it('the cheapest mix: what is at hand first, then where the fee frees most', () => {
    const cheap = position({
      symbol: 'A',
      underlying: 'A',
      size: '10',
      entry: '100',
      mark: '100',
      closingFeeRate: decimal('0.0001'),
      schedule: rate('0.0199'),
    });
    const dear = position({
      symbol: 'B',
      underlying: 'B',
      size: '10',
      entry: '100',
      mark: '100',
      closingFeeRate: decimal('0.001'),
      schedule: rate('0.009'),
    });
    const mix = cheapestMix(poolBook(pool('30', [dear, cheap])), decimal('1.5'), decimal('4'));
    // 30 required, 30 there, 15 short: 4 are deposited, then of A as much as it takes: 34 − 0.1s = 1.5 × (30 − 20s)
    expect(mix?.deposit.toFixed()).toBe('4');
    expect(mix?.close.map(({symbol}) => symbol)).toEqual(['A']);
    expect(mix?.close[0]?.size.toFixed(8)).toBe(decimal('110').div('29.9').toFixed(8));
    expect(digits(mix?.accuracy ?? {kind: 'none', because: ''}, 6)).toBe('150.000000');
    expect(mix?.cost.toFixed(8)).toBe(decimal('110').div('29.9').times('0.01').toFixed(8));
  });

  it('a deposit alone when that is enough, and nothing when all is lost', () => {
    expect(cheapestMix(poolBook(of), decimal('1.5'), decimal('100'))).toMatchObject({
      close: [],
      deposit: decimal('3'),
    });
    expect(
      cheapestMix(
        poolBook(pool('-500', [position({size: '10', entry: '100', mark: '100'})])),
        decimal('1.5'),
        decimal('1'),
      ),
    ).toBeNull();
  });
});

describe('surviving a move', () => {
  const of = poolBook(pool('12', [position({size: '10', entry: '100', mark: '100'})]));

  it('−30 %: 12 − 300 must be 7 and a hair', () => {
    const amount = number(depositToSurvive(of, decimal('-30'), 0));
    expect(amount.gt(295) && amount.lt('295.000001')).toBe(true);
    expect(number(depositToSurvive(of, decimal('-0.1'), 0)).toFixed()).toBe('0');
    expect(number(depositToSurvive(of, decimal('40'), 0)).toFixed()).toBe('0');
  });

  it('or closing until 10φ × 30 + 7φ is 12', () => {
    const size = number(closeToSurvive(of, 0, decimal('-30'), 0));
    const exact = decimal('10').times(decimal('1').minus(decimal('12').div('307')));
    expect(size.gte(exact) && size.lt(exact.plus('1e-7'))).toBe(true);
    expect(number(closeToSurvive(of, 0, decimal('-0.1'), 0)).toFixed()).toBe('0');
  });

  it('on the way too: a table that jumps midway is the worst of it', () => {
    // Short 1 of 100: from 110 to 120 half of the value is required, then a hundredth again.
    const schedule = table(['0', '0.01'], ['110', '0.5'], ['120', '0.01']);
    const midway = poolBook(
      pool('60', [position({side: 'short', size: '1', entry: '100', mark: '100', schedule})]),
    );
    const amount = number(depositToSurvive(midway, decimal('40'), 0));
    // Just before 120: 60 − 20 + d = 60
    expect(amount.gte('19.9') && amount.lt('20.5')).toBe(true);
  });

  it('says what it lacks, and when nothing helps', () => {
    const {schedule: _, ...unscheduled} = position({size: '1', entry: '100', mark: '100'});
    expect(depositToSurvive(poolBook(pool('1', [unscheduled])), decimal('-1'), 0).kind).toBe('missing');
    expect(
      closeToSurvive(
        poolBook(pool('-1', [position({size: '1', entry: '100', mark: '100'})])),
        0,
        decimal('-1'),
        0,
      ).kind,
    ).toBe('none');
    expect(() => closeToSurvive(of, 7, decimal('-1'), 0)).toThrow('no item 7 of 1');
  });
});
