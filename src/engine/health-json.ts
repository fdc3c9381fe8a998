import {Decimal} from './decimal.ts';
import type {AccountHealth} from './health.ts';
import type {AsJson} from './json.ts';

/** The printed form of a health: every decimal as a string of its digits, without an exponent. */
export const healthToJson = (health: AccountHealth): AsJson<AccountHealth> => toJson(health);

/** Decimals become strings; all else stays. Members that are absent stay absent. */
export const toJson = <Value>(value: Value): AsJson<Value> => plain(value) as AsJson<Value>;

const plain = (value: unknown): unknown => {
  if (value instanceof Decimal) return value.toFixed();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const json: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) json[key] = plain(member);
  return json;
};
