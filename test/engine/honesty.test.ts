import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Collateral, MarginPool, Position} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {numberOf} from '../../src/engine/figure.ts';
import {ghostLegs} from '../../src/engine/ghost.ts';
import type {AccountHealth, PoolHealth} from '../../src/engine/health.ts';
import {toJson} from '../../src/engine/health-json.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {healthOf, pool, position} from './build.ts';
import {accountOf, anyPool, anySchedule, oddPool} from './random-account.ts';
import {RUNS} from './runs.ts';

/** Every figure in a health with its path. */
const figures = (
  value: unknown,
  path = '',
): readonly (readonly [string, {readonly kind: string; readonly value?: unknown}])[] => {
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return [];
  const found = Object.entries(value).flatMap(([key, member]) => figures(member, `${path}.${key}`));
  const {kind} = value as {kind?: unknown};
  return kind === 'exact' || kind === 'estimated' || kind === 'none' || kind === 'missing'
    ? [[path, value as {kind: string}], ...found]
    : found;
};

const expectHonest = (health: AccountHealth): void => {
  const text = JSON.stringify(toJson(health));
  expect(text).not.toMatch(/NaN|Infinity|null|undefined/);
  for (const [path, figure] of figures(health)) {
    if (figure.kind === 'exact' || figure.kind === 'estimated')
      expect(figure.value instanceof Decimal && figure.value.isFinite(), path).toBe(true);
    if (figure.kind === 'estimated')
      expect((figure as {because?: readonly string[]}).because?.length, path).toBeGreaterThan(0);
    if (figure.kind === 'missing')
      expect((figure as {needs?: readonly string[]}).needs?.length, path).toBeGreaterThan(0);
  }
};

const without = <Whole extends object>(whole: Whole, key: PropertyKey): Whole => {
  const {[key as keyof Whole]: _, ...rest} = whole;
  return rest as Whole;
};

/** What a page may not have shown yet. */
const POSITION_FIELDS = [
  'entryPrice',
  'markPrice',
  'indexPrice',
  'leverage',
  'schedule',
  'fundingRate',
  'fundingIntervalHours',
  'nextFundingAt',
] as const;
const COLLATERAL_FIELDS = ['price', 'weight', 'borrowRate'] as const;

/** Each way to leave one field out that the format allows to be missing, and whose absence means that it is unknown. */
const holes = (pool: MarginPool): readonly (readonly [string, MarginPool])[] => [
  ...pool.positions.flatMap((position, index) =>
    POSITION_FIELDS.filter((key) => position[key] !== undefined).map(
      (key) =>
        [
          `positions.${index}.${key}`,
          {...pool, positions: pool.positions.with(index, without<Position>(position, key))},
        ] as const,
    ),
  ),
  ...pool.collateral.flatMap((row, index) =>
    COLLATERAL_FIELDS.filter((key) => row[key] !== undefined).map(
      (key) =>
        [
          `collateral.${index}.${key}`,
          {...pool, collateral: pool.collateral.with(index, without<Collateral>(row, key))},
        ] as const,
    ),
  ),
  ['orderMargin', without(pool, 'orderMargin')],
];

const expectNoFalseExact = (hole: string, whole: PoolHealth, holed: PoolHealth): void => {
  const before = new Map(figures(whole));
  for (const [path, figure] of figures(holed)) {
    if (figure.kind !== 'exact') continue;
    const old = before.get(path);
    const same =
      old !== undefined &&
      old.value instanceof Decimal &&
      figure.value instanceof Decimal &&
      // Sums in another order may differ in their fortieth digit.
      figure.value.minus(old.value).abs().lte(old.value.abs().times('1e-36'));
    expect(
      same,
      `${path} without ${hole} is called exact: ${JSON.stringify(figure)}, was ${JSON.stringify(old)}`,
    ).toBe(true);
  }
};

const odd = fc.oneof(anyPool(anySchedule), oddPool());

describe('no number that is not known', () => {
  it('nothing but finite numbers, reasons and needs leaves the engine', () => {
    fc.assert(
      fc.property(fc.array(odd, {minLength: 0, maxLength: 2}), (pools) => {
        expectHonest(assess(accountOf(...pools.map((pool, index) => ({...pool, id: `${index}`})))));
      }),
      {numRuns: RUNS},
    );
  });

  it('nor when any one field is not there yet', () => {
    fc.assert(
      fc.property(fc.tuple(odd, fc.nat()), ([pool, at]) => {
        const all = holes(pool);
        const [, holed] = all[at % all.length] ?? ['', pool];
        expectHonest(assess(accountOf(holed)));
      }),
      {numRuns: RUNS},
    );
  });

  it('a figure that a missing field would have changed is never exact', () => {
    fc.assert(
      fc.property(odd, (pool) => {
        const whole = healthOf(pool);
        for (const [hole, holed] of holes(pool)) expectNoFalseExact(hole, whole, healthOf(holed));
      }),
      {numRuns: Math.ceil(RUNS / 5)},
    );
  });

  it('nor when a venue writes zeros for what it does not know, or a table without tiers', () => {
    const zero = new Decimal(0);
    const zeros = fc.constantFrom<Partial<Position>>(
      {markPrice: zero},
      {entryPrice: zero},
      {indexPrice: zero},
      {leverage: zero},
      {size: zero},
      {fundingIntervalHours: zero},
      {schedule: {kind: 'tiers', tiers: []}},
      {schedule: {kind: 'fixed', maintenance: zero}},
    );
    fc.assert(
      fc.property(fc.tuple(odd, zeros, fc.nat()), ([pool, change, at]) => {
        const index = at % pool.positions.length;
        const position = {...(pool.positions[index] as Position), ...change};
        const changed = {...pool, positions: pool.positions.with(index, position)};
        expectHonest(assess(accountOf(changed), {target: new Decimal(5)}));
        for (const {accuracy} of ghostLegs(poolBook(changed)))
          expect(numberOf(accuracy)?.isFinite() ?? true).toBe(true);
      }),
      {numRuns: RUNS},
    );
  });

  it('a mark of zero is no mark', () => {
    const blind = position({size: '1', entry: '100', mark: '0'});
    const {equity, maintenanceMargin} = healthOf(pool('10', [blind]));
    expect(equity).toEqual({kind: 'missing', needs: ['mark price of BTCUSDT']});
    expect(maintenanceMargin).toEqual({kind: 'missing', needs: ['mark price of BTCUSDT']});
  });
});
