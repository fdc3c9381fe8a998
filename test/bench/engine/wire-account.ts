import type {MarginAccount, Schedule} from '../../../src/engine/account.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {AsJson} from '../../../src/engine/json.ts';

/** The documented account format, amounts as the wire's strings. */
export type WireAccount = AsJson<MarginAccount>;

const TIERS = [
  {from: '0', maintenanceRate: '0.004', deduction: '0', initialRate: '0.008'},
  {from: '50000', maintenanceRate: '0.005', deduction: '50', initialRate: '0.01'},
  {from: '600000', maintenanceRate: '0.0065', deduction: '950', initialRate: '0.02'},
  {from: '3000000', maintenanceRate: '0.01', deduction: '11450', initialRate: '0.03'},
  {from: '12000000', maintenanceRate: '0.02', deduction: '131450', initialRate: '0.05'},
  {from: '50000000', maintenanceRate: '0.025', deduction: '381450', initialRate: '0.06'},
];

/** A deterministic stream of numbers in [0, 1): every run measures the same account. */
const stream = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

/** One cross pool of so many positions, each on an underlying of its own, about three times its requirement. */
export const wireAccount = (positions: number): WireAccount => {
  const next = stream(positions + 7);
  const made = Array.from({length: positions}, (_, index) => {
    const mark = 10 ** (next() * 5 - 1);
    const entry = mark * (0.9 + next() * 0.2);
    const value = 10 ** (3 + next() * 3);
    return {
      symbol: `C${index}USDT`,
      underlying: `C${index}`,
      contract: 'linear' as const,
      settle: 'USDT',
      multiplier: '1',
      side: next() < 0.6 ? ('long' as const) : ('short' as const),
      size: (value / mark).toFixed(4),
      entryPrice: entry.toPrecision(7),
      markPrice: mark.toPrecision(7),
      indexPrice: mark.toPrecision(7),
      leverage: '10',
      schedule: {kind: 'tiers' as const, tiers: TIERS},
      closingFeeRate: '0.0005',
      fundingRate: '0.0001',
      fundingIntervalHours: '8',
      nextFundingAt: 1_700_006_400_000,
    };
  });
  const requirement = made.reduce(
    (sum, {size, markPrice}) => sum + Number(size) * Number(markPrice) * 0.0055,
    0,
  );
  const profit = made.reduce(
    (sum, {side, size, markPrice, entryPrice}) =>
      sum + (side === 'long' ? 1 : -1) * Number(size) * (Number(markPrice) - Number(entryPrice)),
    0,
  );
  return {
    venue: 'somewhere',
    account: 'main',
    asOf: 1_700_000_000_000,
    pools: [
      {
        id: 'cross:USDT',
        kind: 'cross',
        unit: 'USDT',
        waterline: '1',
        collateral: [{asset: 'USDT', amount: (requirement * 3 - profit).toFixed(6), price: '1', weight: '1'}],
        positions: made,
        orderMargin: '0',
        levels: [{name: 'liquidation', at: '1'}],
      },
    ],
  };
};

/** Tier tables come once in a while and are kept; amounts come with every frame. Both contenders begin here. */
export const SCHEDULE: Schedule = {
  kind: 'tiers',
  tiers: TIERS.map(({from, maintenanceRate, deduction, initialRate}) => ({
    from: new Decimal(from),
    maintenanceRate: new Decimal(maintenanceRate),
    deduction: new Decimal(deduction),
    initialRate: new Decimal(initialRate),
  })),
};

const decimal = (text: string | undefined): Decimal => new Decimal(text ?? '0');

/** The wire's strings as a venue's `account.ts` turns them into the model. */
export const fromWire = ({pools, ...account}: WireAccount): MarginAccount => ({
  ...account,
  pools: pools.map((pool) => ({
    id: pool.id,
    kind: pool.kind,
    unit: pool.unit,
    waterline: decimal(pool.waterline),
    orderMargin: decimal(pool.orderMargin),
    levels: [{name: 'liquidation', at: decimal('1')}],
    collateral: pool.collateral.map(({asset, amount, price, weight}) => ({
      asset,
      amount: decimal(amount),
      price: decimal(price),
      weight: decimal(typeof weight === 'string' ? weight : '1'),
    })),
    positions: pool.positions.map((wire) => ({
      symbol: wire.symbol,
      underlying: wire.underlying,
      contract: wire.contract,
      settle: wire.settle,
      multiplier: decimal(wire.multiplier),
      side: wire.side,
      size: decimal(wire.size),
      entryPrice: decimal(wire.entryPrice),
      markPrice: decimal(wire.markPrice),
      indexPrice: decimal(wire.indexPrice),
      leverage: decimal(wire.leverage),
      schedule: SCHEDULE,
      closingFeeRate: decimal(wire.closingFeeRate),
      fundingRate: decimal(wire.fundingRate),
      fundingIntervalHours: decimal(wire.fundingIntervalHours),
      nextFundingAt: wire.nextFundingAt ?? 0,
    })),
  })),
});
