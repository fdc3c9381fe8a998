import {type Amount, Decimal} from '../../crossing.ts';
import {type Carried, Ledger, marginOf} from '../../ledger.ts';
import type {Opening} from '../../venue.ts';
import {contractOf, rateOf} from './contract.ts';

export type Entry = Carried & {
  /** Signed. */
  contracts: Decimal;
  /** What the contracts cost, signed as they are: the ledger has no average price but this divided by the coins. */
  cost: Decimal;
  changed: number;
};

/** Level 1 taker fee: paid at each fill, and held ready in the requirement for closing. */
const FEE = '0.0005';

/**
 * A futures-mode account in net mode, margined in USDT. Kept as cash and costs: equity = cash + value at mark − cost.
 * Liquidated when equity is no more than maintenance and closing fees (maintenance margin ratio 100 %).
 */
export class OkxBook extends Ledger<Entry> {
  /** Something that a push has to tell. */
  isChanged = true;

  constructor(opening: Opening) {
    super(opening, (stake) => ({
      coin: stake.coin,
      contracts: new Decimal(stake.size).div(contractOf(stake.coin).size),
      cost: new Decimal(stake.size).times(stake.entry),
      leverage: stake.leverage,
      margin: marginOf(stake),
      changed: Date.now(),
    }));
  }

  override coinsIn({coin, contracts}: Entry): Decimal {
    return contracts.times(contractOf(coin).size);
  }

  override profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark).minus(entry.cost);
  }

  maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(rateOf(entry.coin, entry.contracts));
  }

  override required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.maintenance(entry, mark).plus(this.value(entry, mark).times(FEE));
  }

  protected override closingCost(entry: Entry): Decimal {
    return this.value(entry).times(FEE);
  }

  protected override closed(): void {
    this.isChanged = true;
  }

  override fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    this.cash = this.cash.minus(bought.times(mark).abs().times(FEE));
    this.isChanged = true;
    const contracts = bought.div(contractOf(coin).size);
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      const cost = bought.times(mark);
      this.entries.push({coin, contracts, cost, leverage: 20, margin: undefined, changed: Date.now()});
      return;
    }
    const after = entry.contracts.plus(contracts);
    entry.changed = Date.now();
    if (after.times(contracts).gt(0) && entry.contracts.times(contracts).lt(0)) {
      this.pay(entry, this.profit(entry));
      entry.cost = this.coinsIn({...entry, contracts: after}).times(mark);
    } else if (entry.contracts.times(contracts).lt(0)) {
      const left = after.div(entry.contracts);
      this.pay(entry, this.profit(entry).times(new Decimal(1).minus(left)));
      entry.cost = entry.cost.times(left);
    } else entry.cost = entry.cost.plus(bought.times(mark));
    entry.contracts = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** From the cash or the margin that carries the position. */
  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.coinsIn(entry).times(this.mark(entry.coin)).times(rate).toDecimalPlaces(12);
      this.pay(entry, due.neg());
    }
    this.isChanged = true;
  }
}
