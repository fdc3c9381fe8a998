import {describe, expect, it} from 'vitest';
import {explain, workingOf} from '../../src/engine/explain.ts';
import {scaledByOpenInterest} from '../../src/engine/open-interest.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {weighted, weightPieces} from '../../src/engine/weight.ts';
import {decimal, pool, position, table} from './build.ts';

describe('the working', () => {
  const book = poolBook(
    pool(
      '1000',
      [
        position({
          size: '2',
          entry: '90',
          mark: '100',
          schedule: table(['0', '0.01'], ['150', '0.02', '1.5']),
          closingFeeRate: decimal('0.001'),
        }),
      ],
      {
        deductions: [{name: 'open loss', amount: decimal('5')}],
      },
    ),
  );

  it('is told in lines that a person can follow', () => {
    expect(explain(book, 0)).toEqual([
      'equity: 1015 USDT',
      '  balance of USDT: 1000 USDT (without profit)',
      '  USDT that counts: 1020 USDT ((balance + profit) × 1, after its weight)',
      '  BTCUSDT long: 20 USDT (quantity × (mark − entry))',
      '  open loss: -5 USDT (the venue takes it off)',
      'maintenance margin: 2.7 USDT',
      '  BTCUSDT: 2.7 USDT (tier 2 from 150: 0.02 × value − 1.5 + 0.001 × value to close)',
      'liquidation price of BTCUSDT long: none, because no price of BTC alone takes the pool to its waterline',
      '  today’s price: 100 USDT (where equity is the waterline’s share of the requirement when BTC alone moves, and with it its collateral and positions (1))',
      '  value: 200 USDT (quantity × price)',
    ]);
  });

  it('equity is the sum of what counts', () => {
    const [equity] = workingOf(book, 0);
    expect(equity?.terms.map(({what}) => what)).toEqual([
      'balance of USDT',
      'USDT that counts',
      'BTCUSDT long',
      'open loss',
    ]);
  });

  it('names doubts, needs and each kind of rule', () => {
    const schedules = [
      {kind: 'sized', base: decimal('0.01'), slope: decimal('0.1')},
      {kind: 'power', base: decimal('0.01'), factor: decimal('0.1'), exponent: decimal('0.8')},
      {kind: 'fixed', maintenance: decimal('3')},
      {kind: 'reported', maintenance: decimal('4')},
    ] as const;
    const lines = explain(
      poolBook(
        pool(
          '-5',
          schedules.map((schedule) => position({size: '1', entry: '1', mark: '1', schedule})),
          {doubts: ['it is Sunday']},
        ),
      ),
      0,
    );
    expect(lines.filter((line) => /^ {2}BTCUSDT: /.test(line))).toEqual([
      '  BTCUSDT: 0.11 USDT ((0.01 + 0.1 × size) × value)',
      '  BTCUSDT: 0.1 USDT (max(0.01, 0.1 × value^0.8) × value)',
      '  BTCUSDT: 3 USDT (fixed at entry)',
      '  BTCUSDT: 4 USDT (the venue’s own figure)',
    ]);
    expect(lines[0]).toBe('equity: about -5 USDT, because it is Sunday');
    expect(lines[2]).toBe('  USDT that counts: -5 USDT ((balance + profit) × 1, a debt in full)');
    const {markPrice: _, ...blind} = position({size: '1', entry: '1', mark: '1'});
    expect(explain(poolBook(pool('1', [blind])), 0)[0]).toBe(
      'equity: not known without mark price of BTCUSDT',
    );
  });
});

describe('weights', () => {
  it('each slice of a positive amount by its own rate, a debt in full', () => {
    const pieces = weightPieces([
      {from: decimal('0'), weight: decimal('0.9')},
      {from: decimal('10'), weight: decimal('0.5')},
      {from: decimal('20'), weight: decimal('0')},
    ]);
    expect(
      ['-3', '0', '4', '10', '15', '20', '99'].map((amount) => weighted(pieces, decimal(amount)).toFixed()),
    ).toEqual(['-3', '0', '3.6', '9', '11.5', '14', '14']);
  });

  it('one rate, and none at all', () => {
    const flat = weightPieces(decimal('0.95'));
    expect(['-2', '2'].map((amount) => weighted(flat, decimal(amount)).toFixed())).toEqual(['-2', '1.9']);
    expect(weightPieces(decimal('1')).length).toBe(1);
  });
});

describe('an initial rate scaled by open interest', () => {
  // dYdX v4 liquidity tiers: base 5 %, from 20M to 50M of open notional up to 100 %
  it.each([
    ['19000000', '0.05'],
    ['20000000', '0.05'],
    ['35000000', '0.525'],
    ['50000000', '1'],
    ['90000000', '1'],
  ])('at %s it is %s', (open, expected) => {
    const scaled = scaledByOpenInterest(
      decimal('0.05'),
      decimal(open),
      decimal('20000000'),
      decimal('50000000'),
    );
    expect(scaled.toFixed()).toBe(expected);
  });
});
