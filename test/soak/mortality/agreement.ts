import type {View} from '../../../src/messages.ts';
import {lastGrades, readNotices, viewNow} from '../own-page.ts';
import type {Berth} from './berth.ts';
import type {Course} from './course.ts';
import {differences, figuresOf} from './figures.ts';
import {compareCalls} from './notices.ts';

/** The fills that come and go, of an accuracy. */
const SLACK = 0.02;

/** Exact live figures that the exchange's own book did not have at the time that they say. */
export function impossible({accounts}: View, {vessels}: Course): readonly string[] {
  return accounts.flatMap(({account, health}) =>
    health.pools.flatMap(({id, accuracy, feed}) => {
      const coin = account.pools.find((pool) => pool.id === id)?.positions[0]?.underlying;
      const vessel = vessels.find((each) => account.venue.startsWith(each.venue) && each.coin === coin);
      if (vessel === undefined || accuracy.kind !== 'exact' || feed.verdict === 'stale') return [];
      const {low, high} = vessel.range(health.asOf);
      const value = Number(accuracy.value);
      const possible = value >= low * (1 - SLACK) && value <= high * (1 + SLACK);
      return possible
        ? []
        : [`${account.venue} ${id} was shown at ${value}% while between ${low} and ${high}`];
    }),
  );
}

type AccountView = View['accounts'][number];
const percentOf = (figure: AccountView['health']['pools'][number]['accuracy']): number =>
  'value' in figure ? Number(figure.value) : Number.NaN;

/** Of each exchange's worst pool, beside that exchange's own book. Venues round what they send; a book does not. */
function besideBooks({accounts}: View, {sessions}: Course): readonly string[] {
  return [...sessions].flatMap(([venue, {book}]) => {
    const pools = accounts
      .filter(({account}) => account.venue.startsWith(venue))
      .flatMap(({health}) => health.pools);
    const shown = Math.min(...pools.map(({accuracy}) => percentOf(accuracy)));
    const truth = book.worst()?.toNumber() ?? Number.NaN;
    const agrees = Math.abs(shown / truth - 1) < 0.0001;
    return agrees ? [] : [`${venue} is shown at ${shown}%, its book says ${truth}%`];
  });
}

/** Pools of which the newest point on disk tells another grade than the popup. */
function besideHistory({accounts}: View, grades: Readonly<Record<string, string>>): readonly string[] {
  return accounts.flatMap(({account: {venue, account}, health}) =>
    health.pools.flatMap(({id, grade}) => {
      const kept = grades[`${venue} ${account} ${id}`];
      return kept === grade ? [] : [`${venue} ${id} is ${grade}, on disk ${kept}`];
    }),
  );
}

/** In what the two browsers differ now, and the mortal one from the exchanges' books. */
export async function disagreements(
  mortal: Berth,
  immortal: Berth,
  course: Course,
): Promise<readonly string[]> {
  const [mine, other, badge, grades, myCalls, otherCalls] = await Promise.all([
    viewNow(mortal.own),
    viewNow(immortal.own),
    mortal.driver.badge(),
    lastGrades(mortal.own),
    readNotices(mortal.own),
    readNotices(immortal.own),
  ]);
  const expected = other.glance === null ? '' : String(Math.floor(percentOf(other.glance.accuracy)));
  const {lost, surplus} = compareCalls(myCalls, otherCalls);
  return [
    ...differences(figuresOf(mine), figuresOf(other)),
    ...besideBooks(mine, course),
    ...besideHistory(mine, grades),
    ...(badge.text === expected ? [] : [`the badge says ${badge.text}, not ${expected}`]),
    ...lost.map((call) => `lost: ${call}`),
    ...surplus.map((call) => `surplus: ${call}`),
  ];
}
