import {Decimal} from '../engine/decimal.ts';
import {WATER} from '../load-line.ts';
import type {Glance} from '../messages.ts';
import type {Settings} from '../settings.ts';
import {ageText, levelText, numberText, percentText, reasonsText, type Tongue, timeText} from './tongue.ts';

/**
 * The badge's wording. Toolbar rules, not the popup's: three characters at best, because Firefox clips more, and every
 * figure is cut off rather than rounded, so that none looks better than it is.
 */
export type Face = {
  readonly text: string;
  readonly fill: string;
  readonly ink: string;
  readonly title: string;
};

/** Which of a glance's figures the badge has room for. */
export type Shows = Settings['badge'];

const DARK_INK = '#14202b';
const LIGHT_INK = '#ffffff';

/** Both stand out from their fill at 4.5 : 1 or better. */
const INK: Readonly<Record<string, string>> = {[WATER.watch]: DARK_INK, [WATER.warning]: DARK_INK};

/** Percent as whole digits without a sign: `342`, `99`; `1k` from a thousand on, `9k+` from ten thousand. */
export function accuracyDigits(percent: string): string {
  const value = Decimal.max(0, percent);
  if (value.gte(10_000)) return '9k+';
  if (value.gte(1000)) return `${value.div(1000).floor()}k`;
  return value.floor().toString();
}

/** Percent without a sign: `8.4` below ten, `34` above; `99` from there on, because beyond it all distances are far. */
export function distanceDigits(percent: string): string {
  const value = Decimal.min(99, Decimal.max(0, percent));
  return value.toFixed(value.lt(10) ? 1 : 0, Decimal.ROUND_DOWN);
}

/** Where nothing can reach the line there is no distance; where no level is below, the accuracy itself says it. */
function textOf({state, accuracy, nearest, level}: Glance, shows: Shows): string {
  if (state === 'defect') return '!';
  if (accuracy.kind === 'none') return '–';
  if (accuracy.kind === 'missing') return '?';
  if (shows === 'distance') {
    return nearest !== null && 'value' in nearest.distance ? distanceDigits(nearest.distance.value) : '–';
  }
  if (shows === 'level' && level !== undefined)
    return accuracyDigits(new Decimal(level).times(100).toFixed());
  return accuracyDigits(accuracy.value);
}

const fillOf = ({state, grade}: Glance): string => (state === 'live' ? WATER[grade] : WATER.stale);

/** Cut off, and with its sign. */
function moveText({side, distance}: NonNullable<Glance['nearest']>, tongue: Tongue): string | null {
  if (!('value' in distance)) return null;
  const about = distance.kind === 'estimated' ? '≈ ' : '';
  return `${about}${side === 'down' ? '−' : '+'}${percentText(new Decimal(distance.value), tongue)}`;
}

/** An address is told by its ends. */
const shortName = (account: string): string =>
  account.length > 14 ? `${account.slice(0, 4)}…${account.slice(-3)}` : account;

function standingSentence({accuracy, grade, waterline}: Glance, who: string, tongue: Tongue): string {
  if (accuracy.kind === 'missing')
    return tongue.getMessage('tip_needs', [who, reasonsText(accuracy.needs, tongue)]);
  if (accuracy.kind === 'none') return tongue.getMessage('tip_no_requirement', who);
  const about = accuracy.kind === 'estimated' ? '≈ ' : '';
  return tongue.getMessage('tip_standing', [
    who,
    `${about}${percentText(new Decimal(accuracy.value), tongue)}`,
    tongue.getMessage(`grade_${grade.replace('-', '_')}`),
    levelText(new Decimal(waterline).times(100), tongue),
  ]);
}

const PRICE = {maximumSignificantDigits: 6} as const;

function nearestSentence({nearest}: Glance, tongue: Tongue): readonly string[] {
  const move = nearest === null ? null : moveText(nearest, tongue);
  if (nearest === null || move === null) return [];
  const what = nearest.symbol ?? tongue.getMessage('all');
  const at = nearest.liquidationPrice;
  if (at === null || !('value' in at)) return [tongue.getMessage('tip_nearest', [what, move])];
  const price = numberText(new Decimal(at.value), PRICE, tongue);
  return [tongue.getMessage('tip_nearest_at', [what, move, price])];
}

/** With the time of day, because a tooltip cannot count. */
function ageSentence({state, at}: Glance, now: number, tongue: Tongue): string {
  const time = timeText(at, tongue);
  if (state === 'live') return tongue.getMessage('tip_live', time);
  const key = {stale: 'tip_stale', unknown: 'tip_unknown', defect: 'tip_defect'}[state];
  return tongue.getMessage(key, [time, ageText(now - at, tongue)]);
}

/** The first few; the popup has them all. What is missing has been said by then. */
function reasonSentence({reasons, accuracy, state}: Glance, tongue: Tongue): readonly string[] {
  if (reasons.length === 0 || (accuracy.kind === 'missing' && state !== 'defect')) return [];
  const text = reasonsText(reasons.slice(0, 3), tongue);
  const first = text.charAt(0).toLocaleUpperCase(tongue.getMessage('language'));
  return [`${first}${text.slice(1)}${/[.。]$/.test(text) ? '' : '.'}`];
}

function titleOf(glance: Glance, now: number, tongue: Tongue): string {
  const who = [glance.venueName, shortName(glance.account)].filter((part) => part !== '').join(' ');
  return [
    standingSentence(glance, who, tongue),
    ...nearestSentence(glance, tongue),
    ageSentence(glance, now, tongue),
    ...reasonSentence(glance, tongue),
  ].join(' ');
}

/** What the toolbar shows. Null: no position on any page, so no badge at all. */
export function face(glance: Glance | null, now: number, tongue: Tongue, shows: Shows = 'accuracy'): Face {
  if (glance === null) {
    return {text: '', fill: WATER.stale, ink: LIGHT_INK, title: tongue.getMessage('tip_nothing')};
  }
  const fill = fillOf(glance);
  return {
    text: textOf(glance, shows),
    fill,
    ink: INK[fill] ?? LIGHT_INK,
    title: titleOf(glance, now, tongue),
  };
}
