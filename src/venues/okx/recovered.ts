import {Decimal} from '../../engine/decimal.ts';

/**
 * What OKX's own figures of one moment say of each other. A rate so found is taken only when it comes out clean: a
 * whole number of millionths to thirteen places, as far as a double of such a size is sharp. By chance that happens to two
 * rates in ten million.
 */

const PLACES = 6;
const CLEAN = new Decimal('1e-13');

/** Beyond it no taker fee of OKX lies. */
const HIGHEST_FEE = new Decimal('0.002');

export function clean(rate: Decimal): Decimal | undefined {
  const round = rate.toDecimalPlaces(PLACES);
  // A zero that rounding made negative is none.
  return rate.minus(round).abs().lte(CLEAN) && !round.lt(0) ? round.abs() : undefined;
}

/** The account's taker fee: ratio = equity ÷ (maintenance + fee × value). Undefined: these figures do not tell it. */
export function feeFrom(
  equity: Decimal,
  ratio: Decimal,
  maintenance: Decimal,
  value: Decimal,
): Decimal | undefined {
  if (ratio.lte(0) || value.lte(0)) return undefined;
  const fee = clean(equity.div(ratio).minus(maintenance).div(value));
  return fee?.lte(HIGHEST_FEE) ? fee : undefined;
}

/** A profit and a mark of one row that are of one moment agree to the digits; copied or late ones are apart. */
const APART = new Decimal('0.001');

/**
 * The mark that the row's profit was counted with. `markPx` has more digits, so it stands when the two agree.
 * `amount`: coins, or dollars when inverse, signed.
 */
export function markOf(
  said: Decimal | undefined,
  entry: Decimal | undefined,
  profit: Decimal | undefined,
  amount: Decimal,
  kind: 'linear' | 'inverse',
): Decimal | undefined {
  if (entry === undefined || profit === undefined || amount.isZero()) return said;
  const gained = profit.div(amount);
  const rest = kind === 'linear' ? entry.plus(gained) : new Decimal(1).div(entry).minus(gained);
  if (rest.lte(0)) return said;
  const counted = kind === 'linear' ? rest : new Decimal(1).div(rest);
  if (said?.minus(counted).abs().lte(counted.times(APART))) return said;
  return counted;
}
