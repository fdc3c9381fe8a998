import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {contractOf, rateOf} from './contract.ts';

export type Entry = {
  readonly coin: string;
  /** Signed. */
  contracts: Decimal;
  /** What the contracts cost, signed as they are: the ledger has no average price but this divided by the coins. */
  cost: Decimal;
  readonly leverage: number;
  /** Set aside for an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
  changed: number;
};

/** Level 1 taker fee: paid at each fill, and held ready in the requirement for closing. */
const FEE = '0.0005';
const FAR = 1_000;

/**
 * A futures-mode account in net mode, margined in USDT. Kept as cash and costs: equity = cash + value at mark − cost.
 * Liquidated when equity is no more than maintenance and closing fees (maintenance margin ratio 100 %).
 */
export class OkxBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  cash: Decimal;
  /** Something that a push has to tell. */
  isChanged = true;
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.cash = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      contracts: new Decimal(size).div(contractOf(coin).size),
      cost: new Decimal(size).times(entry),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
      changed: Date.now(),
    }));
  }

  get cross(): Entry[] {
    return this.entries.filter(({margin}) => margin === undefined);
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
    return contracts.times(contractOf(coin).size);
  }

  value(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark).abs();
  }

  profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark).minus(entry.cost);
  }

  maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(rateOf(entry.coin, entry.contracts));
  }

  /** The isolated position itself, or all cross ones. */
  members(entry: Entry): Entry[] {
    return entry.margin === undefined ? this.cross : [entry];
  }

  /** Equity and what is required, fees in it, if `coin` stood at `price`. */
  standing(members: readonly Entry[], coin?: string, price?: Decimal): {equity: Decimal; required: Decimal} {
    let equity = members[0]?.margin ?? this.cash;
    let required = new Decimal(0);
    for (const entry of members) {
      const mark = entry.coin === coin ? price : undefined;
      equity = equity.plus(this.profit(entry, mark));
      required = required.plus(this.maintenance(entry, mark)).plus(this.value(entry, mark).times(FEE));
    }
    return {equity, required};
  }

  #cushion(members: readonly Entry[], coin: string, price: Decimal): Decimal {
    const {equity, required} = this.standing(members, coin, price);
    return equity.minus(required);
  }

  /** Exact; the page rounds it its own way. Undefined: there is none. */
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

  /** Closed at the mark for the fee; cross: the one that fell first, then the largest, until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const pool = fallen.margin === undefined ? 'cross' : 'isolated';
    this.liquidations.push({coin: fallen.coin, pool, size: this.coinsIn(fallen), price});
    this.isChanged = true;
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others.sort((a, b) => this.value(b).cmp(this.value(a)))]) {
      const left = (entry.margin ?? this.cash).plus(this.profit(entry));
      const kept = Decimal.max(0, left.minus(this.value(entry).times(FEE)));
      this.cash = entry.margin === undefined ? kept : this.cash.plus(kept);
      this.entries.splice(this.entries.indexOf(entry), 1);
      const {equity, required} = this.standing(this.cross);
      if (equity.gt(required)) break;
    }
  }

  fill(coin: string, size: Amount): void {
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
      this.#realise(entry, this.profit(entry));
      entry.cost = this.coinsIn({...entry, contracts: after}).times(mark);
    } else if (entry.contracts.times(contracts).lt(0)) {
      const left = after.div(entry.contracts);
      this.#realise(entry, this.profit(entry).times(new Decimal(1).minus(left)));
      entry.cost = entry.cost.times(left);
    } else entry.cost = entry.cost.plus(bought.times(mark));
    entry.contracts = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  #realise(entry: Entry, profit: Decimal): void {
    if (entry.margin === undefined) this.cash = this.cash.plus(profit);
    else entry.margin = entry.margin.plus(profit);
  }

  /** From the cash or the margin that carries the position. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.coinsIn(entry).times(this.mark(entry.coin)).times(rate).toDecimalPlaces(12);
      if (entry.margin === undefined) this.cash = this.cash.minus(due);
      else entry.margin = entry.margin.minus(due);
    }
    this.isChanged = true;
  }

  /** Of one entry's pool: 3 is 300 %. */
  ratio(entry: Entry): Decimal {
    const {equity, required} = this.standing(this.members(entry));
    return equity.div(required);
  }

  worst(): Decimal | undefined {
    const ratios = this.entries.map((entry) => this.ratio(entry).times(100));
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
