import fc from 'fast-check';
import type {Collateral, MarginAccount, MarginPool, Position, Schedule} from '../../src/engine/account.ts';
import {Decimal} from '../../src/engine/decimal.ts';

/** Random accounts as venues make them, plain and odd: several assets, hedged legs, jumping tables, coin margin. */

const digits = (least: number, most: number, places: number): fc.Arbitrary<Decimal> =>
  fc
    .integer({min: Math.ceil(least * 10 ** places), max: Math.floor(most * 10 ** places)})
    .map((whole) => new Decimal(whole).div(new Decimal(10).pow(places)));

const UNDERLYINGS = ['BTC', 'ETH', 'SOL'] as const;

const tiers = (jumping: boolean): fc.Arbitrary<Schedule> =>
  fc
    .record({
      by: fc.constantFrom('notional', 'contracts', 'base', undefined),
      edges: fc.uniqueArray(fc.integer({min: 1, max: 400}), {minLength: 0, maxLength: 4}),
      rates: fc.array(digits(0.001, 0.05, 4), {minLength: 5, maxLength: 5}),
    })
    .map(({by, edges, rates}) => {
      const scale = by === 'notional' || by === undefined ? 1000 : 1;
      const froms = [0, ...[...edges].sort((one, other) => one - other)].map(
        (from) => new Decimal(from * scale),
      );
      let rate = new Decimal(0);
      let deduction = new Decimal(0);
      const table = froms.map((from, index) => {
        const step = rates[index] ?? new Decimal('0.01');
        deduction = deduction.plus(index === 0 ? 0 : from.times(step));
        rate = rate.plus(step);
        return {from, maintenanceRate: rate, ...(jumping ? {} : {deduction})};
      });
      return {kind: 'tiers', tiers: table, ...(by === undefined ? {} : {by})} satisfies Schedule;
    });

export const plainSchedule: fc.Arbitrary<Schedule> = fc.oneof(
  {weight: 4, arbitrary: tiers(false)},
  {weight: 2, arbitrary: tiers(true)},
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('sized' as const),
      base: digits(0.001, 0.02, 4),
      slope: digits(0, 0.0005, 6),
    }),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('fixed' as const), maintenance: digits(0, 500, 2)})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('reported' as const), maintenance: digits(0, 500, 2)})},
);

export const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  {weight: 9, arbitrary: plainSchedule},
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('power' as const),
      base: digits(0.001, 0.02, 4),
      factor: digits(0.000001, 0.00001, 7),
      exponent: digits(0.5, 0.9, 1),
    }),
  },
);

const PRICES = {BTC: 60_000, ETH: 3_000, SOL: 150} as const;

export const positionOf = (
  settle: string,
  coin: boolean,
  schedules = plainSchedule,
): fc.Arbitrary<Position> =>
  fc
    .record({
      underlying: fc.constantFrom(...UNDERLYINGS),
      side: fc.constantFrom('long' as const, 'short' as const),
      entry: digits(0.7, 1.4, 4),
      mark: digits(0.7, 1.4, 4),
      size: digits(0.05, 300, 2),
      schedule: schedules,
      fee: fc.option(digits(0, 0.001, 5), {nil: undefined}),
      contract: coin
        ? fc.constant('inverse' as const)
        : fc.constantFrom('linear' as const, 'quanto' as const),
      leverage: fc.integer({min: 1, max: 50}),
    })
    .map(({underlying, side, entry, mark, size, schedule, fee, contract, leverage}) => {
      const price = PRICES[underlying];
      // A size of one is worth about 1,000 dollars, so that a hundred cross some edges of the tables.
      const multiplier =
        contract === 'inverse' ? new Decimal(1000) : new Decimal(1000).div(price).toDecimalPlaces(6);
      return {
        symbol: `${underlying}-${contract}`,
        underlying: coin ? settle : underlying,
        contract,
        settle,
        multiplier,
        side,
        size,
        entryPrice: entry.times(price),
        markPrice: mark.times(price),
        indexPrice: mark.times(price),
        leverage: new Decimal(leverage),
        schedule,
        fundingRate: new Decimal('0.0001'),
        fundingIntervalHours: new Decimal(8),
        nextFundingAt: 1_700_000_000_000,
        ...(fee === undefined ? {} : {closingFeeRate: fee}),
      };
    });

const oneMark = (positions: readonly Position[]): readonly Position[] => {
  const marks = new Map(positions.map(({symbol, markPrice}) => [symbol, markPrice]));
  return positions.map((position) => {
    const markPrice = marks.get(position.symbol);
    return markPrice === undefined ? position : {...position, markPrice, indexPrice: markPrice};
  });
};

const base = {orderMargin: new Decimal(0), waterline: new Decimal(1)} as const;

const waterline = fc.constantFrom('1', '1', '1.05', '0.95').map((at) => new Decimal(at));

/** One settlement asset, which is the unit. */
export const singlePool = (schedules = plainSchedule): fc.Arbitrary<MarginPool> =>
  fc
    .record({
      amount: digits(-2_000, 60_000, 2),
      positions: fc.array(positionOf('USDT', false, schedules), {minLength: 1, maxLength: 5}),
      waterline,
    })
    .map(({amount, positions, waterline: line}) => ({
      ...base,
      id: 'cross:USDT',
      kind: 'cross',
      unit: 'USDT',
      waterline: line,
      collateral: [{asset: 'USDT', amount, price: new Decimal(1), weight: new Decimal(1)}],
      positions: oneMark(positions),
    }));

const weight: fc.Arbitrary<NonNullable<Collateral['weight']>> = fc.oneof(
  digits(0.5, 1, 2),
  fc
    .tuple(digits(0.5, 1, 2), digits(0.1, 0.5, 2), fc.integer({min: 1, max: 20}))
    .map(([first, second, edge]) => [
      {from: new Decimal(0), weight: first},
      {from: new Decimal(edge), weight: second},
    ]),
);

/** Several assets with weights and debts, counted in dollars. */
export const multiPool = (schedules = plainSchedule): fc.Arbitrary<MarginPool> =>
  fc
    .record({
      usdt: digits(-20_000, 40_000, 2),
      usdtWeight: digits(0.9, 1, 4),
      btc: digits(-0.5, 1.5, 4),
      eth: digits(-5, 20, 3),
      btcWeight: weight,
      ethWeight: weight,
      dollars: fc.array(positionOf('USDT', false, schedules), {minLength: 1, maxLength: 3}),
      coins: fc.array(positionOf('BTC', true, schedules), {minLength: 0, maxLength: 2}),
      waterline,
    })
    .map(({usdt, usdtWeight, btc, eth, btcWeight, ethWeight, dollars, coins, waterline: line}) => ({
      ...base,
      id: 'cross:multi',
      kind: 'cross',
      unit: 'USD',
      waterline: line,
      collateral: [
        {
          asset: 'USDT',
          amount: usdt,
          price: new Decimal('0.9998'),
          weight: usdtWeight,
          borrowRate: new Decimal('0.00001'),
        },
        {
          asset: 'BTC',
          amount: btc,
          price: new Decimal(60_000),
          weight: btcWeight,
          borrowRate: new Decimal('0.00001'),
        },
        {
          asset: 'ETH',
          amount: eth,
          price: new Decimal(3_000),
          weight: ethWeight,
          borrowRate: new Decimal('0.00001'),
        },
      ],
      positions: oneMark([...dollars, ...coins]),
    }));

/** Counted in the coin itself. */
export const coinPool = (schedules = plainSchedule): fc.Arbitrary<MarginPool> =>
  fc
    .record({
      amount: digits(-0.2, 2, 4),
      positions: fc.array(positionOf('BTC', true, schedules), {minLength: 1, maxLength: 3}),
      waterline,
    })
    .map(({amount, positions, waterline: line}) => ({
      ...base,
      id: 'coin:BTC',
      kind: 'cross',
      unit: 'BTC',
      waterline: line,
      collateral: [{asset: 'BTC', amount, price: new Decimal(1), weight: new Decimal(1)}],
      positions: oneMark(positions),
    }));

export const anyPool = (schedules = plainSchedule): fc.Arbitrary<MarginPool> =>
  fc.oneof(singlePool(schedules), multiPool(schedules), coinPool(schedules));

export const accountOf = (...pools: readonly MarginPool[]): MarginAccount => ({
  venue: 'somewhere',
  account: 'main',
  asOf: 1_700_000_000_000,
  pools,
});

const expiry = fc.integer({min: -1, max: 400}).map((days) => 1_700_000_000_000 + days * 86_400_000);

/** An option on BTC or ETH, paid in dollars or in its own coin; its mark is anything, as the model's is not the venue's. */
const optionOf = (schedules: fc.Arbitrary<Schedule>): fc.Arbitrary<Position> =>
  fc
    .record({
      underlying: fc.constantFrom('BTC' as const, 'ETH' as const),
      coin: fc.boolean(),
      right: fc.constantFrom('call' as const, 'put' as const),
      side: fc.constantFrom('long' as const, 'short' as const),
      strike: digits(0.5, 2, 2),
      index: digits(0.7, 1.4, 4),
      mark: digits(0, 0.3, 4),
      entry: digits(0, 0.3, 4),
      size: digits(0.1, 20, 1),
      volatility: fc.option(digits(0, 2, 2), {nil: undefined}),
      expiresAt: expiry,
      schedule: schedules,
    })
    .map(
      ({
        underlying,
        coin,
        right,
        side,
        strike,
        index,
        mark,
        entry,
        size,
        volatility,
        expiresAt,
        schedule,
      }) => {
        const price = PRICES[underlying];
        const worth = (share: Decimal): Decimal => (coin ? share : share.times(price));
        return {
          symbol: `${underlying}-${strike.times(price).toFixed()}-${right}-${coin ? 'coin' : 'cash'}`,
          underlying,
          contract: 'option',
          settle: coin ? underlying : 'USDT',
          multiplier: new Decimal('0.1'),
          side,
          size,
          entryPrice: worth(entry),
          markPrice: worth(mark),
          indexPrice: index.times(price),
          schedule,
          option: {
            right,
            strike: strike.times(price),
            expiresAt,
            ...(volatility === undefined ? {} : {markVolatility: volatility}),
          },
        };
      },
    );

/** What a margin loan of ETH adds: a requirement on what is owed, and the debt itself. */
const loanOf = (size: Decimal, schedule: Schedule): Position => ({
  symbol: 'ETH loan',
  underlying: 'ETH',
  contract: 'spot-borrow',
  settle: 'USD',
  multiplier: new Decimal(1),
  side: 'short',
  size,
  markPrice: new Decimal(3_000),
  schedule,
});

/** All that a portfolio account may hold: options, loans, deductions, doubts, and assets of which little is known. */
export const oddPool = (schedules = anySchedule): fc.Arbitrary<MarginPool> =>
  fc
    .record({
      plain: multiPool(schedules),
      options: fc.array(optionOf(schedules), {minLength: 0, maxLength: 2}),
      loan: fc.option(fc.tuple(digits(0.1, 5, 2), schedules), {nil: undefined}),
      taken: fc.option(digits(-500, 500, 2), {nil: undefined}),
      orders: fc.option(digits(0, 500, 2), {nil: undefined}),
      doubts: fc.option(fc.constant(['somebody said so']), {nil: undefined}),
      dust: fc.record(
        {
          amount: digits(-3, 3, 0),
          price: fc.constantFrom(new Decimal(0), new Decimal('0.5')),
          weight: fc.constantFrom(new Decimal(0), new Decimal('0.5')),
        },
        {requiredKeys: ['amount']},
      ),
    })
    .map(({plain: {orderMargin: _, ...pool}, options, loan, taken, orders, doubts, dust}) => ({
      ...pool,
      id: 'portfolio',
      kind: 'portfolio',
      collateral: [
        ...pool.collateral.map((row) =>
          row.asset === 'ETH' && loan !== undefined ? {...row, amount: row.amount.minus(loan[0])} : row,
        ),
        {asset: 'XRP', ...dust},
      ],
      positions: [...pool.positions, ...options, ...(loan === undefined ? [] : [loanOf(...loan)])],
      ...(taken === undefined ? {} : {deductions: [{name: 'open loss', amount: taken}]}),
      ...(orders === undefined ? {} : {orderMargin: orders}),
      ...(doubts === undefined ? {} : {doubts}),
    }));
