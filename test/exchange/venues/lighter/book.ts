import {type Amount, Decimal} from '../../crossing.ts';
import {type Carried, Ledger, marginOf} from '../../ledger.ts';
import type {Opening} from '../../venue.ts';
import {rateOf} from './market.ts';

export type Entry = Carried & {
  /** In coins, signed. */
  size: Decimal;
  /** What they cost, signed as they are: the ledger has no average price but this divided by the size. */
  cost: Decimal;
};

/** Of what a liquidation sells, to the insurance pool; never more than is left. Fills are free. */
const LIQUIDATION_FEE = new Decimal('0.01');

/**
 * An account margined in USDC. Kept as cash and costs: equity = cash + value at mark − cost. Liquidated when equity is no
 * more than the maintenance requirement.
 */
export class LighterBook extends Ledger<Entry> {
  /** Something that a push has to tell. */
  isChanged = true;

  constructor(opening: Opening) {
    super(opening, (stake) => ({
      coin: stake.coin,
      size: new Decimal(stake.size),
      cost: new Decimal(stake.size).times(stake.entry),
      leverage: stake.leverage,
      margin: marginOf(stake),
    }));
  }

  override coinsIn({size}: Entry): Decimal {
    return size;
  }

  override profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return entry.size.times(mark).minus(entry.cost);
  }

  maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(rateOf(entry.coin));
  }

  /** Of the value that a liquidation sells. */
  fee(_entry: Entry): Decimal {
    return LIQUIDATION_FEE;
  }

  override required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.maintenance(entry, mark);
  }

  protected override closingCost(entry: Entry): Decimal {
    return this.value(entry).times(this.fee(entry));
  }

  protected override closed(): void {
    this.isChanged = true;
  }

  override fill(coin: string, amount: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(amount);
    this.isChanged = true;
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      const cost = bought.times(mark);
      this.entries.push({coin, size: bought, cost, leverage: 20, margin: undefined});
      return;
    }
    const after = entry.size.plus(bought);
    if (after.times(bought).gt(0) && entry.size.times(bought).lt(0)) {
      this.pay(entry, this.profit(entry));
      entry.cost = after.times(mark);
    } else if (entry.size.times(bought).lt(0)) {
      const left = after.div(entry.size);
      this.pay(entry, this.profit(entry).times(new Decimal(1).minus(left)));
      entry.cost = entry.cost.times(left);
    } else entry.cost = entry.cost.plus(bought.times(mark));
    entry.size = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** From the cash or the margin that carries the position. */
  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.size.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(12);
      this.pay(entry, due.neg());
    }
    this.isChanged = true;
  }
}
