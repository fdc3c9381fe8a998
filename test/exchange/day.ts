import {Decimal} from './crossing.ts';
import type {Book, Opening, Session, SimulatedVenue} from './venue.ts';

/** A day has this many steps; at speed 1 each takes a second. */
export const STEPS = 180;
const MINUTES_A_STEP = (24 * 60) / STEPS;

/** A trader with too much of it: long bitcoin and short ether in one cross pool, long solana on its own. */
export const OPENING: Opening = {
  cash: '30000',
  prices: {BTC: '86500', ETH: '2835', SOL: '131.2'},
  positions: [
    {coin: 'BTC', size: '3.2', entry: '86900', leverage: 20},
    {coin: 'ETH', size: '-24', entry: '2850', leverage: 20},
    {coin: 'SOL', size: '900', entry: '132', leverage: 20, margin: '7000'},
  ],
};

/** Hour of the day → how far the price is on its way from the opening to the position's liquidation price. */
type Course = readonly (readonly [hour: number, share: number])[];

const COURSES: Readonly<Record<string, Course>> = {
  BTC: [
    [0, 0],
    [4, -0.12],
    [9, 0.2],
    [12, 0.35],
    [16, 0.6],
    [18.5, 0.9],
    [19.5, 0.94],
    [21, 0.7],
    [22, 0.8],
    [23.3, 1.06],
    [24, 1.1],
  ],
  SOL: [
    [0, 0],
    [6, 0.4],
    [9, 0.25],
    [13.5, 0.9],
    [14.5, 1.1],
    [24, 1.2],
  ],
};

/** A resting bid for more bitcoin, filled at this hour. */
const FILL = {hour: 10, coin: 'BTC', size: '1.2'} as const;

/** mulberry32: the same day for the same seed, on every machine. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shareAt(course: Course, hour: number): number {
  const next = course.findIndex(([at]) => at > hour);
  const [to, end] = course[next] ?? [24, course.at(-1)?.[1] ?? 0];
  const [from, start] = course[next - 1] ?? [0, 0];
  return next < 0 ? end : start + ((end - start) * (hour - from)) / (to - from);
}

export type Moment = {
  readonly step: number;
  /** `18:24` */
  readonly clock: string;
  /** What happened, for people. */
  readonly news: readonly string[];
};

const clockAt = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;

/** One step of a coin towards where the day wants it, with noise: a third of the way, plus up to 0.05 %. */
function wander(
  book: Book,
  coin: string,
  hour: number,
  roll: () => number,
  brinks: Map<string, Decimal>,
): Decimal {
  const mark = book.mark(coin);
  const opening = new Decimal(OPENING.prices[coin] ?? mark);
  const brink = book.brink(coin) ?? brinks.get(coin);
  if (brink !== undefined) brinks.set(coin, brink);
  const course = COURSES[coin];
  const target =
    course === undefined || brink === undefined
      ? opening
      : opening.plus(brink.minus(opening).times(shareAt(course, hour)));
  const noise = mark.times((roll() - 0.5) * 0.001);
  return mark.plus(target.minus(mark).times(0.35)).plus(noise).toSignificantDigits(6);
}

/** Plays the day on the venue's book, a step at a time; what is to be sent is left to the caller. */
export function* playDay(venue: SimulatedVenue, {book}: Session, seed = 7): Generator<Moment> {
  const roll = dice(seed);
  const brinks = new Map<string, Decimal>();
  let paid = 0;
  let filled = false;
  for (let step = 0; step < STEPS; step++) {
    const minutes = step * MINUTES_A_STEP;
    const hour = minutes / 60;
    const news: string[] = [];
    if (!filled && hour >= FILL.hour) {
      filled = true;
      book.fill(FILL.coin, FILL.size);
      news.push(`your bid fills: ${FILL.size} ${FILL.coin} at ${book.mark(FILL.coin).toFixed(1)}`);
    }
    if (Math.floor(hour / venue.funding.hours) > paid) {
      paid = Math.floor(hour / venue.funding.hours);
      book.payFunding(venue.funding.rate);
      if (venue.funding.hours > 1 || paid % 8 === 0)
        news.push(`funding is paid: ${venue.funding.rate} of value`);
    }
    for (const coin of Object.keys(OPENING.prices)) {
      for (const {pool, price} of book.move(coin, wander(book, coin, hour, roll, brinks))) {
        news.push(
          `LIQUIDATED: the ${pool} position in ${coin}, at ${price.toSignificantDigits(9).toFixed()}`,
        );
      }
    }
    yield {step, clock: clockAt(minutes), news};
  }
}
