import {type Amount, Decimal} from '../../crossing.ts';
import {type Carried, Ledger, marginOf} from '../../ledger.ts';
import type {Opening} from '../../venue.ts';
import {contractOf, maintenance, TAKER} from './contract.ts';

export type Entry = Carried & {
  /** Signed. */
  contracts: Decimal;
  /** Average, cut at twelve decimals. */
  entry: Decimal;
  /** One more with each change. */
  updates: number;
};

/** What the socket still has to tell. */
export type Change = {readonly type: 'pnl' | 'fee' | 'fund'; readonly coins: readonly string[]};

/** What the account itself pays; the requirement holds the contract's own rate. */
const FEE = '0.0005';
const DIGITS = 12;

/**
 * A classic USDT account in one-way mode. Liquidated when margin balance is no more than maintenance margin, which holds
 * the taker fee.
 */
export class GateBook extends Ledger<Entry> {
  readonly changes: Change[] = [];

  constructor(opening: Opening) {
    super(opening, (stake) => ({
      coin: stake.coin,
      contracts: new Decimal(stake.size).div(contractOf(stake.coin).multiplier),
      entry: new Decimal(stake.entry),
      leverage: stake.leverage,
      margin: marginOf(stake),
      updates: 1,
    }));
  }

  get isolatedMargin(): Decimal {
    return this.entries.reduce((sum, {margin}) => sum.plus(margin ?? 0), new Decimal(0));
  }

  get total(): Decimal {
    return this.cash.plus(this.isolatedMargin);
  }

  override coinsIn({coin, contracts}: Entry): Decimal {
    return contracts.times(contractOf(coin).multiplier);
  }

  override profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark.minus(entry.entry));
  }

  override required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    const value = this.value(entry, mark);
    return maintenance(entry.coin, value).plus(value.times(TAKER));
  }

  /** The contract's own fee. */
  protected override closingCost(entry: Entry): Decimal {
    return this.value(entry).times(TAKER);
  }

  protected override kept(amount: Decimal): Decimal {
    return amount.toDecimalPlaces(DIGITS);
  }

  protected override closed(coins: readonly string[]): void {
    this.changes.push({type: 'pnl', coins});
  }

  override fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    const contracts = bought.div(contractOf(coin).multiplier);
    this.cash = this.cash.minus(bought.times(mark).abs().times(FEE)).toDecimalPlaces(DIGITS);
    this.changes.push({type: 'fee', coins: [coin]});
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      this.entries.push({coin, contracts, entry: mark, leverage: 20, margin: undefined, updates: 1});
      return;
    }
    const after = entry.contracts.plus(contracts);
    entry.updates++;
    if (entry.contracts.times(contracts).gt(0)) {
      const cost = entry.contracts.times(entry.entry).plus(contracts.times(mark));
      entry.entry = cost.div(after).toDecimalPlaces(DIGITS);
    } else {
      const closed = Decimal.min(contracts.abs(), entry.contracts.abs()).div(entry.contracts.abs());
      this.#realise(entry, this.profit(entry).times(closed));
      if (after.times(entry.contracts).lt(0)) entry.entry = mark;
    }
    entry.contracts = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  #realise(entry: Entry, profit: Decimal): void {
    if (entry.margin === undefined) this.cash = this.cash.plus(profit).toDecimalPlaces(DIGITS);
    else entry.margin = entry.margin.plus(profit).toDecimalPlaces(DIGITS);
  }

  /** From the balance or the margin that carries the position. */
  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.coinsIn(entry).times(this.mark(entry.coin)).times(rate);
      this.#realise(entry, due.neg());
      entry.updates++;
    }
    this.changes.push({type: 'fund', coins: this.entries.map(({coin}) => coin)});
  }
}
