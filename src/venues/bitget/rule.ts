import {Decimal} from '../../engine/decimal.ts';
import {type Leg, valueAt} from './leg.ts';
import {levelAt, type Rule} from './tiers.ts';

const SLICES_SINCE = Date.UTC(2025, 10, 10, 8);

/** Of the value, for closing. Demo accounts pay less. */
export const TAKER = {main: new Decimal('0.0006'), demo: new Decimal('0.0004')} as const;

/** A row's opening time decides; without one the dearer rule is taken. */
const ruleByTime = ({row}: Leg): Rule =>
  row.openedAt !== undefined && row.openedAt >= SLICES_SINCE ? 'slices' : 'whole';

/** What Bitget asked of the leg at the mark of its frame, in the settle coin. Undefined: mark or rate was not told. */
function requiredThen(leg: Leg, rule: Rule, fee: Decimal): Decimal | undefined {
  const {row, toldMark, levels, contract, size, multiplier, share} = leg;
  if (toldMark === undefined) return undefined;
  const value = valueAt(leg, toldMark);
  const measured = (contract.inverse ? size.times(multiplier) : value).div(share);
  const level = levelAt(levels, measured);
  if (level === undefined) return row.rate === undefined ? undefined : value.times(fee.plus(row.rate));
  const off = rule === 'slices' ? level.offset.times(share) : new Decimal(0);
  return value.times(level.rate.plus(fee)).minus(contract.inverse ? off.div(toldMark) : off);
}

const sumOf = (legs: readonly Leg[], rules: readonly Rule[], fee: Decimal): Decimal | undefined =>
  legs.reduce<Decimal | undefined>((sum, leg, index) => {
    const required = requiredThen(leg, rules[index] ?? 'whole', fee);
    return sum && required && sum.plus(required.times(leg.price));
  }, new Decimal(0));

/** Bitget's own figure for the legs together, and how far off one that fits may be. */
export type Target = {readonly required: Decimal; readonly slack: Decimal};

export type Settled = {
  /** For each leg. */
  readonly rules: readonly Rule[];
  readonly fee: Decimal;
  /** All legs, at the marks of their frames. */
  readonly required?: Decimal;
  readonly fits: boolean;
  /** The two rules ask for different amounts here. */
  readonly differ: boolean;
};

/** Which rule the legs follow: by their opening times when that fits Bitget's own figure, else the one that fits. */
export function settle(legs: readonly Leg[], fees: readonly Decimal[], target: Target | undefined): Settled {
  const alike = (rule: Rule): readonly Rule[] => legs.map(() => rule);
  const candidates = fees.flatMap((fee) =>
    [legs.map(ruleByTime), alike('slices'), alike('whole')].map((rules) => ({
      rules,
      fee,
      required: sumOf(legs, rules, fee),
    })),
  );
  const [byTime, slices, whole] = candidates;
  const fitting =
    target && candidates.find(({required}) => required?.minus(target.required).abs().lte(target.slack));
  const {rules = [], fee = new Decimal(0), required} = fitting ?? byTime ?? {};
  const differ =
    slices?.required !== undefined && whole?.required !== undefined && !slices.required.eq(whole.required);
  return {rules, fee, ...(required && {required}), fits: fitting !== undefined, differ};
}

/** Why the rule that was taken may be the wrong one. */
export function ruleDoubts(
  {fits, differ}: Settled,
  legs: readonly Leg[],
  target: Target | undefined,
): readonly string[] {
  if (fits || !differ) return [];
  if (target !== undefined) {
    return ["Bitget's own margin ratio follows neither of its two tier rules here; the opening time decides"];
  }
  return legs
    .filter(({row}) => row.openedAt === undefined)
    .map(
      ({row}) => `when ${row.symbol} was opened is not known; the dearer of Bitget's two tier rules is taken`,
    );
}
