import {Decimal} from '../../engine/decimal.ts';
import type {Figure} from '../../engine/figure.ts';
import type {Standing} from '../../reading/standing.ts';
import {
  ageText,
  levelText,
  numberText,
  percentText,
  reasonsText,
  type Tongue,
  timeText,
} from '../../reading/tongue.ts';
import type {Call} from './decide.ts';
import {type Lift, liftFrom} from './lift.ts';

/** A notification's words: what has happened, what the venue does there, what lifts the pool out, how old the figure is. */
export type CallText = {readonly title: string; readonly message: string};

const CLOSES_NAMED = 2;

const shortName = (account: string): string =>
  account.length > 14 ? `${account.slice(0, 6)}…${account.slice(-4)}` : account;

/** Upward: what is named must be enough. Dollars to the cent, all else to six digits. */
function enough(value: Decimal, unit: string, tongue: Tongue): string {
  if (/USD/.test(unit)) {
    const places = {minimumFractionDigits: 2, maximumFractionDigits: 2};
    return numberText(value.toDecimalPlaces(2, Decimal.ROUND_UP), places, tongue);
  }
  return numberText(value.toSignificantDigits(6, Decimal.ROUND_UP), {maximumFractionDigits: 20}, tongue);
}

const about = (kind: Figure['kind']): string => (kind === 'estimated' ? '≈ ' : '');

function levelLine({rung, why}: Call, {pool}: Standing, tongue: Tongue): string {
  const at = levelText(rung.at, tongue);
  const line = levelText(pool.waterline.times(100), tongue);
  const told =
    rung.by === 'user'
      ? tongue.getMessage('call_own', [at, line])
      : tongue.getMessage('call_venue', [at, deedOf(rung.name, tongue)]);
  return why === 'still' ? tongue.getMessage('call_still', told) : told;
}

/** What a venue does at a level, by the name that it has in the pool. */
const DEED: ReadonlyMap<string, string> = new Map([
  ['liquidation', 'level_liquidation'],
  ['margin call', 'level_margin_call'],
  ['first margin call', 'level_first_margin_call'],
  ['second margin call', 'level_second_margin_call'],
  ['reminder', 'level_reminder'],
  ['reduce only', 'level_reduce_only'],
  ['forced repayment', 'level_forced_repayment'],
  ['orders cancelled', 'level_orders_cancelled'],
  ['liquidation warning', 'level_liquidation_warning'],
  ['backstop takeover', 'level_backstop_takeover'],
  ['full takeover', 'level_full_takeover'],
]);

/** A name that we have no words for speaks for itself. */
function deedOf(name: string, tongue: Tongue): string {
  const key = DEED.get(name);
  return key === undefined ? name : tongue.getMessage(key);
}

function liftLine({to, deposit, closes}: Lift, unit: string, tongue: Tongue): string {
  const ways: string[] = [];
  if ('value' in deposit) {
    const amount = `${about(deposit.kind)}${enough(deposit.value, unit, tongue)} ${unit}`;
    ways.push(tongue.getMessage('call_deposit', amount));
  }
  for (const {symbol, size, kind} of closes.slice(0, CLOSES_NAMED)) {
    ways.push(tongue.getMessage('call_close', [`${about(kind)}${enough(size, '', tongue)}`, symbol]));
  }
  const aim = levelText(to, tongue);
  if (ways.length === 0) return tongue.getMessage('call_lift_unknown', aim);
  return tongue.getMessage('call_lift', [aim, ways.join(tongue.getMessage('call_or'))]);
}

function ageLine({state, at, page, poolHealth}: Standing, now: number, tongue: Tongue): string {
  const time = timeText(at, tongue);
  const age = ageText(now - at, tongue);
  if (!page.open) return tongue.getMessage('call_closed', [time, age]);
  if (state !== 'live' || poolHealth.feed.verdict === 'stale')
    return tongue.getMessage('call_stale', [time, age]);
  return tongue.getMessage('call_live', [time, age]);
}

export function callText(call: Call, standing: Standing, now: number, tongue: Tongue): CallText {
  const {account, venue, pool, poolHealth} = standing;
  const {accuracy} = poolHealth;
  const who = [venue.name, shortName(account.account)];
  const [first] = pool.positions;
  if (pool.kind === 'isolated' && first !== undefined) who.push(first.symbol);
  const shown = 'value' in accuracy ? `${about(accuracy.kind)}${percentText(accuracy.value, tongue)}` : '?';
  const doubts =
    accuracy.kind === 'estimated'
      ? [tongue.getMessage('estimated', reasonsText(accuracy.because, tongue))]
      : [];
  return {
    title: tongue.getMessage('call_title', [who.join(' '), shown]),
    message: [
      levelLine(call, standing, tongue),
      liftLine(liftFrom(call.rung.at, pool, poolHealth), pool.unit, tongue),
      ageLine(standing, now, tongue),
      ...doubts,
    ].join('\n'),
  };
}
