import Decimal from 'decimal.js';
import type {Opening, Session} from '../../exchange/venue.ts';
import {simulated, type VenueName} from '../../exchange/venues/index.ts';
import type {Random} from '../random.ts';

/** Exchanges whose accounts come whole (Hyperliquid) and as changes to what was said before (the others). */
export const VENUES = ['hyperliquid', 'binance', 'bybit', 'okx'] as const satisfies readonly VenueName[];

/** A cross pool and an isolated one; each falls and rises with a coin of its own. */
const COINS = ['BTC', 'ETH'] as const;
type Coin = (typeof COINS)[number];
const OPENING: Opening = {
  cash: '6000',
  prices: {BTC: '86500', ETH: '2835'},
  positions: [
    {coin: 'BTC', size: '1', entry: '86500', leverage: 20},
    {coin: 'ETH', size: '20', entry: '2835', leverage: 20, margin: '4000'},
  ],
};

/** Accuracies in percent. Between neighbours lie one bound of a grade and one level of a margin call at most: 300, 150, 125 or 120. */
const STATIONS = [450, 220, 135, 110] as const;

/** The price of a coin at which its pool has that accuracy. */
function priceAt(venue: VenueName, coin: Coin, accuracy: number): Decimal {
  const alone: Opening = {...OPENING, positions: OPENING.positions.filter((each) => each.coin === coin)};
  const {book} = simulated[venue].open(alone);
  let [low, high] = [book.brink(coin) ?? new Decimal(0), book.mark(coin).times(2)];
  for (let step = 0; step < 40; step++) {
    const middle = low.plus(high).div(2);
    book.move(coin, middle);
    if (book.worst()?.lt(accuracy)) low = middle;
    else high = middle;
  }
  return high.toSignificantDigits(6);
}

/** From its start until the next. */
type Leg = {readonly since: number; readonly low: number; readonly high: number};
const LAG_MS = 1000;

/** One pool on its way over the stations. */
class Vessel {
  readonly venue: VenueName;
  readonly coin: Coin;
  readonly #prices: readonly Decimal[];
  readonly #legs: Leg[] = [];
  #at = 0;
  #from = 0;

  constructor(venue: VenueName, coin: Coin) {
    this.venue = venue;
    this.coin = coin;
    this.#prices = STATIONS.map((accuracy) => priceAt(venue, coin, accuracy));
  }

  /** To a neighbouring station, or nowhere. */
  depart(by: -1 | 0 | 1): void {
    this.#from = this.#at;
    this.#at = Math.min(STATIONS.length - 1, Math.max(0, this.#at + by));
    const ends = [STATIONS[this.#from] ?? 0, STATIONS[this.#at] ?? 0];
    this.#legs.push({since: Date.now(), low: Math.min(...ends), high: Math.max(...ends)});
  }

  /** `done`: 0 at the last station, 1 at the next. */
  price(done: number): Decimal {
    const [from, to] = [this.#prices[this.#from], this.#prices[this.#at]];
    if (from === undefined || to === undefined) throw new Error('no such station');
    return from.plus(to.minus(from).times(done)).toSignificantDigits(6);
  }

  /** Between which accuracies, in percent, it was at that time, or shortly before: not every frame is newest at once. */
  range(at: number): {readonly low: number; readonly high: number} {
    const legs = this.#legs.filter(
      ({since}, index) => since <= at && (this.#legs[index + 1]?.since ?? Infinity) >= at - LAG_MS,
    );
    return {low: Math.min(...legs.map(({low}) => low)), high: Math.max(...legs.map(({high}) => high))};
  }
}

/** Exchanges on which prices wander, orders fill and funding is paid, as a seed will have it. */
export class Course {
  readonly sessions: ReadonlyMap<VenueName, Session>;
  readonly vessels: readonly Vessel[];
  readonly #random: Random;
  readonly #filled = new Map<VenueName, number>();
  #paid = 1;

  constructor(venues: readonly VenueName[], random: Random) {
    this.#random = random;
    this.sessions = new Map(venues.map((venue) => [venue, simulated[venue].open(OPENING)]));
    this.vessels = venues.flatMap((venue) => COINS.map((coin) => new Vessel(venue, coin)));
    for (const vessel of this.vessels) vessel.depart(0);
    this.sail(1);
  }

  /** A new leg begins: some pools leave for a neighbouring station. */
  depart(): void {
    for (const vessel of this.vessels) vessel.depart(this.#random.pick([-1, 0, 0, 1, 1, 0, -1, 0]));
  }

  sail(done: number): void {
    for (const vessel of this.vessels)
      this.sessions.get(vessel.venue)?.book.move(vessel.coin, vessel.price(done));
  }

  /** All pools at once from one grade to another and back, turn by turn. */
  swing(turn: number): void {
    for (const vessel of this.vessels) vessel.depart(turn % 2 === 0 ? 1 : -1);
    this.sail(1);
  }

  /** The customer trades a little, to and fro; or is paid what was paid before. */
  trade(): void {
    for (const [venue, {book}] of this.sessions) {
      const filled = this.#filled.get(venue) ?? 1;
      if (this.#random.next() < 0.3) {
        book.fill('BTC', filled > 0 ? '0.0001' : '-0.0001');
        this.#filled.set(venue, -filled);
      }
    }
    if (this.#random.next() < 0.1) {
      for (const {book} of this.sessions.values()) book.payFunding(this.#paid > 0 ? '0.00001' : '-0.00001');
      this.#paid = -this.#paid;
    }
  }

  /** Every customer trades, so that every account is told anew: what a page heard while it was opening came in an order of its own. */
  stir(): void {
    for (const {book} of this.sessions.values())
      for (const size of ['0.0001', '-0.0001']) book.fill('BTC', size);
  }

  publish(): void {
    for (const session of this.sessions.values()) session.publish();
  }
}
