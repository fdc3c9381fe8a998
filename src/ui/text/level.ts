import {type MessageKey, t} from './message.ts';

const WORD: ReadonlyMap<string, MessageKey> = new Map([
  ['liquidation', 'rung_liquidation'],
  ['margin call', 'rung_margin_call'],
  ['first margin call', 'rung_first_margin_call'],
  ['second margin call', 'rung_second_margin_call'],
  ['reminder', 'rung_reminder'],
  ['reduce only', 'rung_reduce_only'],
  ['forced repayment', 'rung_forced_repayment'],
  ['orders cancelled', 'rung_orders_cancelled'],
  ['liquidation warning', 'rung_liquidation_warning'],
  ['backstop takeover', 'rung_backstop_takeover'],
  ['full takeover', 'rung_full_takeover'],
]);

/** A level by the name that its venue gives it; a name that we have no word for speaks for itself. */
export function levelWord(name: string): string {
  const key = WORD.get(name);
  return key === undefined ? name : t(key);
}
