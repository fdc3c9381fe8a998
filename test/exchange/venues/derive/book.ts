import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {rateOf} from './market.ts';

export type Entry = {
  readonly coin: string;
  /** In coins, signed. */
  size: Decimal;
  entry: Decimal;
  /** Of the profit since the entry what is in the cash already. */
  settled: Decimal;
  /** Received less paid, not in the cash yet. */
  funding: Decimal;
  readonly subaccount: number;
};

/** A wallet has its main subaccount and one for a position that is to stand alone. */
export const MAIN = 42;
export const APART = 43;

/** Bidders in an auction pay so much less than the mark. */
const DISCOUNT = '0.02';
const FAR = 1_000;
/** Profit was last settled with prices so much below the opening's. */
const SETTLEMENT = '0.99';

/**
 * Subaccounts in standard margin. Kept as cash and what is not in the cash yet; auctioned off when the value is no more
 * than the requirement.
 */
export class DeriveBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  readonly cash = new Map<number, Decimal>();
  /** What the next push has to tell, by subaccount. */
  readonly changed = new Map<number, Set<string>>();
  readonly #marks: Map<string, Decimal>;

  constructor({cash, prices, positions}: Opening) {
    this.#marks = new Map(Object.entries(prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.cash.set(MAIN, new Decimal(cash));
    this.entries = positions.map(({coin, size, entry, margin}) => {
      const subaccount = margin === undefined ? MAIN : APART;
      const settled = this.mark(coin).times(SETTLEMENT).minus(entry).times(size).toDecimalPlaces(6);
      this.cash.set(
        subaccount,
        this.cashOf(subaccount)
          .plus(margin ?? 0)
          .plus(settled),
      );
      const opened = {size: new Decimal(size), entry: new Decimal(entry)};
      return {coin, ...opened, settled, funding: new Decimal(0), subaccount};
    });
  }

  cashOf(subaccount: number): Decimal {
    return this.cash.get(subaccount) ?? new Decimal(0);
  }

  members(subaccount: number): Entry[] {
    return this.entries.filter((entry) => entry.subaccount === subaccount);
  }

  get stakes() {
    return this.entries.map(({coin, size, subaccount}) => ({
      coin,
      size,
      pool: subaccount === MAIN ? ('cross' as const) : ('isolated' as const),
    }));
  }

  coins(): readonly string[] {
    return [...this.#marks.keys()];
  }

  mark(coin: string): Decimal {
    const mark = this.#marks.get(coin);
    if (mark === undefined) throw new Error(`${coin} has no price`);
    return mark;
  }

  profit({coin, size, entry}: Entry, mark = this.mark(coin)): Decimal {
    return mark.minus(entry).times(size);
  }

  /** What is not in the cash yet: Derive's `mark_value`. */
  worth(entry: Entry, mark?: Decimal): Decimal {
    return this.profit(entry, mark).minus(entry.settled).plus(entry.funding);
  }

  required(of: 'maintenance' | 'initial', {coin, size}: Entry, mark = this.mark(coin)): Decimal {
    return size.abs().times(mark).times(rateOf(coin)[of]);
  }

  /** Value and requirement, if `coin` stood at `price`. */
  standing(subaccount: number, coin?: string, price?: Decimal) {
    let value = this.cashOf(subaccount);
    let required = new Decimal(0);
    let initial = new Decimal(0);
    for (const entry of this.members(subaccount)) {
      const mark = entry.coin === coin ? price : undefined;
      value = value.plus(this.worth(entry, mark));
      required = required.plus(this.required('maintenance', entry, mark));
      initial = initial.plus(this.required('initial', entry, mark));
    }
    return {value, required, initial};
  }

  #cushion({subaccount, coin}: Entry, price: Decimal): Decimal {
    const {value, required} = this.standing(subaccount, coin, price);
    return value.minus(required);
  }

  /** Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.size.gt(0) ? new Decimal(0) : mark.times(FAR);
    const price = crossing((at) => this.#cushion(entry, at), mark, end);
    return price?.isZero() ? undefined : price;
  }

  move(coin: string, to: Amount): readonly Liquidation[] {
    const before = this.liquidations.length;
    const end = new Decimal(to);
    for (let hit = this.#firstHit(coin, end); hit !== undefined; hit = this.#firstHit(coin, end)) {
      this.#marks.set(coin, hit.price);
      this.#auction(hit.entry, hit.price);
    }
    this.#marks.set(coin, end);
    return this.liquidations.slice(before);
  }

  #firstHit(coin: string, end: Decimal) {
    const start = this.mark(coin);
    return this.entries
      .filter((entry) => entry.coin === coin)
      .flatMap((entry) => {
        const price = crossing((at) => this.#cushion(entry, at), start, end);
        return price === undefined ? [] : [{entry, price}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** The one that fell goes first, then the largest, until the rest can stand. */
  #auction(fallen: Entry, price: Decimal): void {
    const {subaccount, coin, size} = fallen;
    const pool = subaccount === MAIN ? 'cross' : 'isolated';
    this.liquidations.push({coin, pool, size, price});
    const notional = (entry: Entry) => entry.size.times(this.mark(entry.coin)).abs();
    const others = this.members(subaccount).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others.sort((a, b) => notional(b).cmp(notional(a)))]) {
      const left = this.cashOf(subaccount).plus(this.worth(entry));
      this.cash.set(subaccount, Decimal.max(0, left.minus(notional(entry).times(DISCOUNT))));
      this.entries.splice(this.entries.indexOf(entry), 1);
      this.#tell(entry);
      const {value, required} = this.standing(subaccount);
      if (value.gt(required)) break;
    }
  }

  #touch(subaccount: number): Set<string> {
    const coins = this.changed.get(subaccount) ?? new Set();
    this.changed.set(subaccount, coins);
    return coins;
  }

  #tell({subaccount, coin}: Entry): void {
    this.#touch(subaccount).add(coin);
  }

  /** A trade settles all that was not in the cash yet. */
  fill(coin: string, amount: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(amount);
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      const nothing = {settled: new Decimal(0), funding: new Decimal(0)};
      const opened = {coin, size: bought, entry: mark, ...nothing, subaccount: MAIN};
      this.entries.push(opened);
      this.#tell(opened);
      return;
    }
    this.cash.set(entry.subaccount, this.cashOf(entry.subaccount).plus(this.worth(entry)));
    const after = entry.size.plus(bought);
    const isMore = bought.times(entry.size).gt(0);
    const isTurned = after.times(entry.size).lt(0);
    if (isMore) entry.entry = entry.entry.times(entry.size).plus(mark.times(bought)).div(after);
    else if (isTurned) entry.entry = mark;
    entry.size = after;
    entry.settled = this.profit(entry);
    entry.funding = new Decimal(0);
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
    this.#tell(entry);
  }

  /** It is due, and in the cash when the position is next traded. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.size.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(12);
      entry.funding = entry.funding.minus(due);
      this.#touch(entry.subaccount);
    }
  }

  worst(): Decimal | undefined {
    const ratios = [MAIN, APART]
      .filter((subaccount) => this.members(subaccount).length > 0)
      .map((subaccount) => {
        const {value, required} = this.standing(subaccount);
        return value.div(required).times(100);
      });
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
