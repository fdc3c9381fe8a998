import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {maintenance} from './tier.ts';

export type Entry = {
  readonly coin: string;
  /** Base units, signed. */
  amount: Decimal;
  entry: Decimal;
  readonly leverage: number;
  /** Own margin of an isolated position, the fee to close it included. Undefined: cross. */
  margin: Decimal | undefined;
  seq: number;
};

/** Taker fee of an account without a rank. */
const FEE = '0.00055';
const FAR = 1_000;

/**
 * A one-way account in USDT. Margin balance = cash + unrealised profit; liquidated when it is no more than the
 * maintenance margin. Bybit keeps the fee of closing at the bankruptcy price in both margins: of a cross position it
 * goes with the mark, of an isolated one with the entry.
 */
export class BybitBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  cash: Decimal;
  /** Rows that the next push has to tell, closed ones too. */
  readonly changed = new Set<string>();
  readonly #marks: Map<string, Decimal>;
  #seq = 102_138_292_079;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.cash = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      amount: new Decimal(size),
      entry: new Decimal(entry),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
      seq: this.nextSeq(),
    }));
  }

  nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  get cross(): Entry[] {
    return this.entries.filter(({margin}) => margin === undefined);
  }

  get stakes() {
    return this.entries.map(({coin, amount, margin}) => ({
      coin,
      size: amount,
      pool: margin === undefined ? ('cross' as const) : ('isolated' as const),
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

  profit({coin, amount, entry}: Entry, mark = this.mark(coin)): Decimal {
    return mark.minus(entry).times(amount);
  }

  /** Value and fee are counted at this price for the initial margin. */
  #price({coin, margin, entry}: Entry, mark = this.mark(coin)): Decimal {
    return margin === undefined ? mark : entry;
  }

  fee(entry: Entry, mark?: Decimal): Decimal {
    const value = entry.amount.abs().times(this.#price(entry, mark));
    const share = new Decimal(1).div(entry.leverage).times(entry.amount.gt(0) ? -1 : 1);
    return value.times(share.plus(1)).times(FEE);
  }

  initial(entry: Entry): Decimal {
    return entry.amount.abs().times(this.#price(entry)).div(entry.leverage).plus(this.fee(entry));
  }

  required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return maintenance(entry.coin, entry.amount.abs().times(mark)).plus(this.fee(entry, mark));
  }

  /** The isolated position itself, or all cross ones. */
  members(entry: Entry): Entry[] {
    return entry.margin === undefined ? this.cross : [entry];
  }

  /** Margin balance and maintenance margin of a pool, if `coin` stood at `price`. */
  standing(members: readonly Entry[], coin?: string, price?: Decimal): {balance: Decimal; required: Decimal} {
    let balance = members[0]?.margin ?? this.cash;
    let required = new Decimal(0);
    for (const entry of members) {
      const mark = entry.coin === coin ? price : undefined;
      balance = balance.plus(this.profit(entry, mark));
      required = required.plus(this.required(entry, mark));
    }
    return {balance, required};
  }

  #cushion(members: readonly Entry[], coin: string, price: Decimal): Decimal {
    const {balance, required} = this.standing(members, coin, price);
    return balance.minus(required);
  }

  /** Exact; the page rounds it. Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.amount.gt(0) ? new Decimal(0) : mark.times(FAR);
    const members = this.members(entry);
    const price = crossing((at) => this.#cushion(members, entry.coin, at), mark, end);
    return price?.isZero() ? undefined : price;
  }

  move(coin: string, to: Amount): readonly Liquidation[] {
    const before = this.liquidations.length;
    const end = new Decimal(to);
    for (let hit = this.#firstHit(coin, end); hit !== undefined; hit = this.#firstHit(coin, end)) {
      this.#marks.set(coin, hit.price);
      this.#liquidate(hit.entry, hit.price);
    }
    this.#marks.set(coin, end);
    return this.liquidations.slice(before);
  }

  #firstHit(coin: string, end: Decimal) {
    const start = this.mark(coin);
    return this.entries
      .filter((entry) => entry.coin === coin)
      .flatMap((entry) => {
        const members = this.members(entry);
        const price = crossing((at) => this.#cushion(members, coin, at), start, end);
        return price === undefined ? [] : [{entry, price}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** Closed at the mark for its fee; cross: the one that fell first, then the largest, until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const pool = fallen.margin === undefined ? 'cross' : 'isolated';
    this.liquidations.push({coin: fallen.coin, pool, size: fallen.amount, price});
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others.sort((a, b) => this.required(b).cmp(this.required(a)))]) {
      const left = (entry.margin ?? this.cash).plus(this.profit(entry));
      const kept = Decimal.max(0, left.minus(this.fee(entry))).toDecimalPlaces(8, Decimal.ROUND_DOWN);
      this.cash = entry.margin === undefined ? kept : this.cash.plus(kept);
      this.entries.splice(this.entries.indexOf(entry), 1);
      this.changed.add(entry.coin);
      const {balance, required} = this.standing(this.cross);
      if (balance.gt(required)) break;
    }
  }

  fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    this.cash = this.cash.minus(bought.times(mark).abs().times(FEE).toDecimalPlaces(8));
    this.changed.add(coin);
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      this.entries.push({
        coin,
        amount: bought,
        entry: mark,
        leverage: 20,
        margin: undefined,
        seq: this.nextSeq(),
      });
      return;
    }
    const after = entry.amount.plus(bought);
    entry.seq = this.nextSeq();
    if (bought.times(entry.amount).gt(0)) {
      entry.entry = entry.amount.times(entry.entry).plus(bought.times(mark)).div(after).toDecimalPlaces(8);
    } else {
      this.#realise(entry, Decimal.min(bought.abs(), entry.amount.abs()));
      if (after.times(entry.amount).lt(0)) entry.entry = mark;
    }
    entry.amount = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** Profit of `closed` units (positive) goes to the balance that carries the position. */
  #realise(entry: Entry, closed: Decimal): void {
    const profit = this.mark(entry.coin)
      .minus(entry.entry)
      .times(closed)
      .times(entry.amount.gt(0) ? 1 : -1)
      .toDecimalPlaces(8);
    if (entry.margin === undefined) this.cash = this.cash.plus(profit);
    else entry.margin = entry.margin.plus(profit);
  }

  /** Value at the mark × rate, from the balance that carries the position. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.mark(entry.coin).times(entry.amount).times(rate).toDecimalPlaces(8);
      if (entry.margin === undefined) this.cash = this.cash.minus(due);
      else entry.margin = entry.margin.minus(due);
      entry.seq = this.nextSeq();
      this.changed.add(entry.coin);
    }
  }

  worst(): Decimal | undefined {
    const ratios = this.entries.map((entry) => {
      const {balance, required} = this.standing(this.members(entry));
      return balance.div(required).times(100);
    });
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
