import {Decimal} from '../../engine/decimal.ts';

/** Amounts are cut, not rounded, at so many decimals. */
const CUT = 8;

const plainOf = (text: string) => (/e/i.test(text) ? new Decimal(text).toFixed() : text);

const placesOf = (text: string) => (text.includes('.') ? text.length - 1 - text.indexOf('.') : 0);

/** An amount as a whole number of its last place. */
function unitsOf(text: string, places: number): bigint {
  const units = BigInt(text.replace('.', '') + '0'.repeat(places - placesOf(text)));
  return units < 0n ? -units : units;
}

/**
 * The leverage that an initial margin (above zero) follows: |value| ÷ margin, when that is a whole number but for the cut
 * digits; a Binance leverage always is whole. In whole numbers, because each row of each answer is asked.
 */
export function impliedLeverage(value: string, margin: string): string | undefined {
  const [plain, part] = [plainOf(value), plainOf(margin)];
  const places = Math.max(CUT, placesOf(plain), placesOf(part));
  const [worth, set] = [unitsOf(plain, places), unitsOf(part, places)];
  const leverage = (2n * worth + set) / (2n * set);
  const rest = worth - leverage * set;
  const most = (leverage + 1n) * 10n ** BigInt(places - CUT);
  return leverage >= 1n && rest <= most && -rest <= most ? leverage.toString() : undefined;
}
