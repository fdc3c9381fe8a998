import {Decimal} from '../engine/decimal.ts';
import type {Grade} from '../engine/health.ts';
import {WATER} from '../load-line.ts';
import type {Glance} from '../messages.ts';
import type {Settings} from '../settings.ts';

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

const GRADE: Readonly<Record<Grade, string>> = {
  safe: 'safe',
  watch: 'to be watched',
  warning: 'warning',
  'margin-call': 'margin call',
  liquidation: 'in liquidation',
  unknown: 'no verdict',
};

const tenths = (percent: string): string => new Decimal(percent).toFixed(1, Decimal.ROUND_DOWN);

/** Six significant digits, thousands apart. */
function price(value: string): string {
  const [whole = '', part] = new Decimal(value).toSignificantDigits(6).toFixed().split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** An address is told by its ends. */
const shortName = (account: string): string =>
  account.length > 14 ? `${account.slice(0, 4)}…${account.slice(-3)}` : account;

function standingSentence({accuracy, grade, waterline}: Glance): string {
  if (accuracy.kind === 'missing') return `not known, needs ${accuracy.needs.join(', ')}.`;
  if (accuracy.kind === 'none') return 'no requirement.';
  const about = accuracy.kind === 'estimated' ? '≈ ' : '';
  const line = new Decimal(waterline).mul(100).toString();
  return `${about}${tenths(accuracy.value)} % of the requirement, ${GRADE[grade]}; liquidated at ${line} %.`;
}

function nearestSentence({nearest}: Glance): readonly string[] {
  if (nearest === null || !('value' in nearest.distance)) return [];
  const sign = nearest.side === 'down' ? '−' : '+';
  const about = nearest.distance.kind === 'estimated' ? '≈ ' : '';
  const at = nearest.liquidationPrice;
  const where = at !== null && 'value' in at ? ` at ${price(at.value)}` : '';
  return [
    `Nearest: ${nearest.symbol ?? 'everything'} ${about}${sign}${tenths(nearest.distance.value)} %${where}.`,
  ];
}

/** `7 s`, `3 min`, `5 h`: the largest unit that fits. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

/** Local time of day, because a tooltip cannot count: `14:03:12`. */
function timeOfDay(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

function ageSentence({state, at}: Glance, now: number): string {
  if (state === 'live') return `Live, as of ${timeOfDay(at)}.`;
  const since = `last heard at ${timeOfDay(at)}, ${ageText(now - at)} ago`;
  const word = {stale: 'Stale', unknown: 'Incomplete', defect: 'Unreadable'}[state];
  return `${word}: ${since}.`;
}

/** The first few; the popup has them all. What is missing has been said by then. */
function reasonSentence({reasons, accuracy, state}: Glance): readonly string[] {
  if (reasons.length === 0 || (accuracy.kind === 'missing' && state !== 'defect')) return [];
  const text = reasons.slice(0, 3).join('; ');
  return [`${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`];
}

function titleOf(glance: Glance, now: number): string {
  const who = [glance.venueName, shortName(glance.account)].filter((part) => part !== '').join(' ');
  return [
    `${who}: ${standingSentence(glance)}`,
    ...nearestSentence(glance),
    ageSentence(glance, now),
    ...reasonSentence(glance),
  ].join(' ');
}

/** What the toolbar shows. Null: no position on any page, so no badge at all. */
export function face(glance: Glance | null, now: number, shows: Shows = 'accuracy'): Face {
  if (glance === null) {
    return {text: '', fill: WATER.stale, ink: LIGHT_INK, title: 'Plimsoll: no open position seen'};
  }
  const fill = fillOf(glance);
  return {text: textOf(glance, shows), fill, ink: INK[fill] ?? LIGHT_INK, title: titleOf(glance, now)};
}
