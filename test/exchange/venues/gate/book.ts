import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {contractOf, maintenance, TAKER} from './contract.ts';

export type Entry = {
  readonly coin: string;
  /** Signed. */
  contracts: Decimal;
  /** Average, cut at twelve decimals. */
  entry: Decimal;
  readonly leverage: number;
  /** Of an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
  /** One more with each change. */
  updates: number;
};

/** What the socket still has to tell. */
export type Change = {readonly type: 'pnl' | 'fee' | 'fund'; readonly coins: readonly string[]};

/** What the account itself pays; the requirement holds the contract's own rate. */
const FEE = '0.0005';
const FAR = 1_000;
const DIGITS = 12;

/**
 * A classic USDT account in one-way mode. Liquidated when margin balance is no more than maintenance margin, which holds
 * the taker fee.
 */
export class GateBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  readonly changes: Change[] = [];
  /** Cross balance: the total less what isolated positions hold. */
  cash: Decimal;
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.cash = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      contracts: new Decimal(size).div(contractOf(coin).multiplier),
      entry: new Decimal(entry),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
      updates: 1,
    }));
  }

  get cross(): Entry[] {
    return this.entries.filter(({margin}) => margin === undefined);
  }

  get isolatedMargin(): Decimal {
    return this.entries.reduce((sum, {margin}) => sum.plus(margin ?? 0), new Decimal(0));
  }

  get total(): Decimal {
    return this.cash.plus(this.isolatedMargin);
  }

  get stakes() {
    return this.entries.map((entry) => ({
      coin: entry.coin,
      size: this.coinsIn(entry),
      pool: entry.margin === undefined ? ('cross' as const) : ('isolated' as const),
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

  coinsIn({coin, contracts}: Entry): Decimal {
    return contracts.times(contractOf(coin).multiplier);
  }

  value(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark).abs();
  }

  profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark.minus(entry.entry));
  }

  required(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    const value = this.value(entry, mark);
    return maintenance(entry.coin, value).plus(value.times(TAKER));
  }

  /** The isolated position itself, or all cross ones. */
  members(entry: Entry): Entry[] {
    return entry.margin === undefined ? this.cross : [entry];
  }

  /** Margin balance and maintenance margin, if `coin` stood at `price`. */
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

  /** Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.contracts.gt(0) ? new Decimal(0) : mark.times(FAR);
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

  /** Closed at the mark for the contract's fee; cross: the one that fell first, then the largest, until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const pool = fallen.margin === undefined ? 'cross' : 'isolated';
    this.liquidations.push({coin: fallen.coin, pool, size: this.coinsIn(fallen), price});
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    const closed: string[] = [];
    for (const entry of [fallen, ...others.sort((a, b) => this.value(b).cmp(this.value(a)))]) {
      const left = (entry.margin ?? this.cash).plus(this.profit(entry));
      const kept = Decimal.max(0, left.minus(this.value(entry).times(TAKER))).toDecimalPlaces(DIGITS);
      this.cash = entry.margin === undefined ? kept : this.cash.plus(kept);
      this.entries.splice(this.entries.indexOf(entry), 1);
      closed.push(entry.coin);
      const {balance, required} = this.standing(this.cross);
      if (balance.gt(required)) break;
    }
    this.changes.push({type: 'pnl', coins: closed});
  }

  fill(coin: string, size: Amount): void {
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
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.coinsIn(entry).times(this.mark(entry.coin)).times(rate);
      this.#realise(entry, due.neg());
      entry.updates++;
    }
    this.changes.push({type: 'fund', coins: this.entries.map(({coin}) => coin)});
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
