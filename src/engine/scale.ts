import type {Collateral, MarginAccount, MarginPool, Position, Schedule, WeightTier} from './account.ts';
import type {Decimal} from './decimal.ts';

type By = (amount: Decimal) => Decimal;

/** Amounts of a record that may be absent, each by the factor. */
const each = <Name extends string>(names: readonly Name[], of: {readonly [Key in Name]?: Decimal}, by: By) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const amount = of[name];
      return amount === undefined ? [] : [[name, by(amount)]];
    }),
  );

function schedule(of: Schedule, factor: Decimal): Schedule {
  switch (of.kind) {
    case 'tiers':
      return {
        ...of,
        tiers: of.tiers.map((tier) => ({
          ...tier,
          from: tier.from.times(factor),
          ...(tier.deduction && {deduction: tier.deduction.times(factor)}),
        })),
      };
    case 'sized':
      return {...of, slope: of.slope.div(factor)};
    case 'power':
      return {...of, factor: of.factor.div(factor.pow(of.exponent))};
    case 'fixed':
    case 'reported':
      return {...of, maintenance: of.maintenance.times(factor)};
  }
}

const weightTier = (tier: WeightTier, by: By): WeightTier => ({...tier, from: by(tier.from)});
const isTiers = (weight: Collateral['weight']): weight is readonly WeightTier[] => Array.isArray(weight);

const collateral = (of: Collateral, by: By): Collateral => ({
  ...of,
  amount: by(of.amount),
  ...(isTiers(of.weight) && {weight: of.weight.map((tier) => weightTier(tier, by))}),
});

const position = (of: Position, factor: Decimal, by: By): Position => ({
  ...of,
  size: by(of.size),
  ...(of.schedule && {schedule: schedule(of.schedule, factor)}),
  ...(of.reported && {
    reported: {...of.reported, ...each(['maintenanceMargin', 'unrealisedPnl'], of.reported, by)},
  }),
});

const pool = (of: MarginPool, factor: Decimal, by: By): MarginPool => ({
  ...of,
  collateral: of.collateral.map((one) => collateral(one, by)),
  positions: of.positions.map((one) => position(one, factor, by)),
  ...each(['orderMargin'], of, by),
  ...(of.deductions && {deductions: of.deductions.map((one) => ({...one, amount: by(one.amount)}))}),
  ...(of.reported && {
    reported: {...of.reported, ...each(['equity', 'maintenanceMargin', 'initialMargin'], of.reported, by)},
  }),
});

/**
 * The same account so many times as large (`factor` above zero), with limits of tiers that have grown as much: every ratio,
 * distance and price of liquidation stays, and no amount does.
 */
export function scaled(account: MarginAccount, factor: Decimal): MarginAccount {
  const by: By = (amount) => amount.times(factor);
  return {...account, pools: account.pools.map((one) => pool(one, factor, by))};
}
