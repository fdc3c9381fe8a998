import {type Amount, Decimal} from '../../crossing.ts';
import {type Carried, Ledger, marginOf} from '../../ledger.ts';
import type {Opening} from '../../venue.ts';
import {crossRate, FEE, isolatedRate} from './contract.ts';

export type Entry = Carried & {
  /** Coins, signed. */
  coins: Decimal;
  /** What they cost, signed as they are. */
  cost: Decimal;
};

/**
 * A one-way account in USDT. Kept as a cross wallet and costs: margin = wallet + value at mark − cost. Isolated
 * positions stand alone. Liquidated when maintenance and closing fees reach the margin (risk rate 100 %).
 */
export class KucoinBook extends Ledger<Entry> {
  /** Coins whose position the next events must tell of. */
  readonly changes = new Set<string>();

  constructor(opening: Opening) {
    super(opening, (stake) => ({
      coin: stake.coin,
      coins: new Decimal(stake.size),
      cost: new Decimal(stake.size).times(stake.entry),
      leverage: stake.leverage,
      margin: marginOf(stake),
    }));
  }

  override coinsIn({coins}: Entry): Decimal {
    return coins;
  }

  /** Signed, as the position is. */
  worth({coin, coins}: Entry, mark = this.mark(coin)): Decimal {
    return coins.times(mark);
  }

  override profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.worth(entry, mark).minus(entry.cost);
  }

  rate({coin, coins, margin}: Entry): Decimal {
    return margin === undefined ? crossRate(coin, coins) : isolatedRate(coin);
  }

  override required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(this.rate(entry));
  }

  /** An isolated position is taken over with all its margin. */
  protected override closingCost(entry: Entry): Decimal {
    return entry.margin?.plus(this.profit(entry)) ?? this.value(entry).times(FEE);
  }

  /** In the order in which they were opened. */
  protected override rank(): Decimal {
    return new Decimal(0);
  }

  protected override closed(coins: readonly string[]): void {
    for (const coin of coins) this.changes.add(coin);
  }

  override fill(coin: string, size: Amount): void {
    const bought = new Decimal(size);
    const paid = bought.times(this.mark(coin));
    this.cash = this.cash.minus(paid.abs().times(FEE));
    this.changes.add(coin);
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      this.entries.push({coin, coins: bought, cost: paid, leverage: 20, margin: undefined});
      return;
    }
    const isLess = entry.coins.times(bought).lt(0);
    const before = entry.coins;
    entry.coins = before.plus(bought);
    if (!isLess) entry.cost = entry.cost.plus(paid);
    else {
      const closed = Decimal.min(1, bought.div(before).abs());
      const profit = before.times(this.mark(coin)).minus(entry.cost).times(closed);
      this.pay(entry, profit);
      const turned = before.times(entry.coins).lt(0);
      entry.cost = turned
        ? entry.coins.times(this.mark(coin))
        : entry.cost.times(new Decimal(1).minus(closed));
    }
    if (entry.coins.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** From the wallet or the margin that carries the position. */
  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.worth(entry).times(rate).toDecimalPlaces(8);
      this.pay(entry, due.neg());
      this.changes.add(entry.coin);
    }
  }
}
