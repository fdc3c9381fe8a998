import type {Grade} from '../../../src/engine/health.ts';
import type {CallMark, Point, PoolEntry, PoolName} from '../../../src/history/record.ts';

/** A made-up week of one account, ending at `NOW`: calm, a fall through every level, hours without a page, a repair. */

export const NOW = Date.UTC(2026, 10, 22, 14, 3, 20);
const MINUTE = 60_000;

const NAME: PoolName = {
  venue: 'harbour',
  account: '0x8f3a52c07d21e9b4d3f0a1c2b3d4e5f60718b21c',
  pool: 'cross:USDC',
};

export const POOL: PoolEntry = {
  ...NAME,
  venueName: 'Harbour',
  kind: 'cross',
  unit: 'USDC',
  bounds: {watch: '300', warning: '150', marginCall: '120', liquidation: '100'},
};

const gradeOf = (accuracy: number): Grade => {
  if (accuracy <= 100) return 'liquidation';
  if (accuracy <= 120) return 'margin-call';
  if (accuracy <= 150) return 'warning';
  return accuracy <= 300 ? 'watch' : 'safe';
};

/** Hours before now, and the accuracy there; straight lines between. */
const COURSE = [
  [168, 640],
  [120, 700],
  [70, 420],
  [30, 460],
  [14, 210],
  [10, 128],
  [8, 112],
  [7, 104],
  [6.5, 260],
  [0, 318],
] as const;

function accuracyAt(hours: number): number {
  const next = COURSE.findIndex(([until]) => until <= hours);
  const [from, high] = COURSE[Math.max(0, next - 1)] ?? [0, 0];
  const [to, low] = COURSE[next] ?? [0, 0];
  const share = from === to ? 0 : (from - hours) / (from - to);
  const wave = 1 + 0.02 * Math.sin(hours * 7) + 0.008 * Math.sin(hours * 53);
  return (high + (low - high) * share) * wave;
}

function pointAt(at: number): Point {
  const hours = (NOW - at) / (60 * MINUTE);
  const accuracy = accuracyAt(hours);
  const requirement = 41_208.55 + 900 * Math.sin(hours / 9);
  const isGuess = hours > 12.5 && hours < 13.5;
  const isLost = hours > 5 && hours < 5.2;
  const mark = isGuess ? '~' : '';
  return {
    ...NAME,
    at,
    grade: isLost ? 'unknown' : gradeOf(accuracy),
    accuracy: isLost ? 'missing' : `${mark}${accuracy.toFixed(4)}`,
    equity: isLost ? 'missing' : `${mark}${((accuracy * requirement) / 100).toFixed(2)}`,
    requirement: requirement.toFixed(2),
    distance: isLost ? 'missing' : `${mark}${Math.max(0, (accuracy - 100) / 12).toFixed(4)}`,
  };
}

/** Minutes of the last `days`; from 4 to 3 hours ago the page was closed. */
export function points(days = 7): readonly Point[] {
  const last = NOW - (NOW % MINUTE);
  const all: Point[] = [];
  for (let at = last - days * 1440 * MINUTE; at <= last; at += MINUTE) {
    const hours = (NOW - at) / (60 * MINUTE);
    if (hours < 3 || hours > 4) all.push(pointAt(at));
  }
  return all;
}

const call = (hours: number, level: string, levelAt: string, why: CallMark['why']): CallMark => ({
  ...NAME,
  at: NOW - hours * 60 * MINUTE,
  level,
  levelAt,
  accuracy: accuracyAt(hours).toFixed(4),
  why,
});

export const CALLS: readonly CallMark[] = [
  call(11, '', '150', 'crossed'),
  call(10, '', '150', 'still'),
  call(9, 'reduce only', '120', 'crossed'),
  call(8, 'reduce only', '120', 'still'),
];
