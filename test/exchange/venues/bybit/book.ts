import {type Amount, Decimal} from '../../crossing.ts';
import {type Carried, Ledger, marginOf} from '../../ledger.ts';
import type {Opening} from '../../venue.ts';
import {maintenance} from './tier.ts';

/** `margin` of an isolated position has the fee to close it in it. */
export type Entry = Carried & {
  /** Base units, signed. */
  amount: Decimal;
  entry: Decimal;
  seq: number;
};

/** Taker fee of an account without a rank. */
const FEE = '0.00055';
const FIRST_SEQ = 102_138_292_079;

/**
 * A one-way account in USDT. Margin balance = cash + unrealised profit; liquidated when it is no more than the
 * maintenance margin. Bybit keeps the fee of closing at the bankruptcy price in both margins: of a cross position it
 * goes with the mark, of an isolated one with the entry.
 */
export class BybitBook extends Ledger<Entry> {
  /** Rows that the next push has to tell, closed ones too. */
  readonly changed = new Set<string>();
  #seq = FIRST_SEQ;

  constructor(opening: Opening) {
    super(opening, (stake) => ({
      coin: stake.coin,
      amount: new Decimal(stake.size),
      entry: new Decimal(stake.entry),
      leverage: stake.leverage,
      margin: marginOf(stake),
      seq: FIRST_SEQ,
    }));
    for (const entry of this.entries) entry.seq = this.nextSeq();
  }

  nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  override coinsIn({amount}: Entry): Decimal {
    return amount;
  }

  override profit({coin, amount, entry}: Entry, mark = this.mark(coin)): Decimal {
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

  override required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return maintenance(entry.coin, entry.amount.abs().times(mark)).plus(this.fee(entry, mark));
  }

  protected override closingCost(entry: Entry): Decimal {
    return this.fee(entry);
  }

  protected override rank(entry: Entry): Decimal {
    return this.required(entry);
  }

  protected override kept(amount: Decimal): Decimal {
    return amount.toDecimalPlaces(8, Decimal.ROUND_DOWN);
  }

  protected override closed(coins: readonly string[]): void {
    for (const coin of coins) this.changed.add(coin);
  }

  override fill(coin: string, size: Amount): void {
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
    this.pay(entry, profit);
  }

  /** Value at the mark × rate, from the balance that carries the position. */
  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.mark(entry.coin).times(entry.amount).times(rate).toDecimalPlaces(8);
      this.pay(entry, due.neg());
      entry.seq = this.nextSeq();
      this.changed.add(entry.coin);
    }
  }
}
