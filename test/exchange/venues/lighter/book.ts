import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {rateOf} from './market.ts';

export type Entry = {
  readonly coin: string;
  /** In coins, signed. */
  size: Decimal;
  /** What they cost, signed as they are: the ledger has no average price but this divided by the size. */
  cost: Decimal;
  readonly leverage: number;
  /** Set aside for an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
};

/** Of what a liquidation sells, to the insurance pool; never more than is left. Fills are free. */
const LIQUIDATION_FEE = new Decimal('0.01');
const FAR = 1_000;

/**
 * An account margined in USDC. Kept as cash and costs: equity = cash + value at mark − cost. Liquidated when equity is no
 * more than the maintenance requirement.
 */
export class LighterBook implements Book {
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
      size: new Decimal(size),
      cost: new Decimal(size).times(entry),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
    }));
  }

  get cross(): Entry[] {
    return this.entries.filter(({margin}) => margin === undefined);
  }

  get stakes() {
    return this.entries.map((entry) => ({
      coin: entry.coin,
      size: entry.size,
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

  value(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return entry.size.times(mark).abs();
  }

  profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return entry.size.times(mark).minus(entry.cost);
  }

  maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(rateOf(entry.coin));
  }

  /** Of the value that a liquidation sells. */
  fee(_entry: Entry): Decimal {
    return LIQUIDATION_FEE;
  }

  /** The isolated position itself, or all cross ones. */
  members(entry: Entry): Entry[] {
    return entry.margin === undefined ? this.cross : [entry];
  }

  /** Equity and what is required if `coin` stood at `price`. */
  standing(members: readonly Entry[], coin?: string, price?: Decimal): {equity: Decimal; required: Decimal} {
    let equity = members[0]?.margin ?? this.cash;
    let required = new Decimal(0);
    for (const entry of members) {
      const mark = entry.coin === coin ? price : undefined;
      equity = equity.plus(this.profit(entry, mark));
      required = required.plus(this.maintenance(entry, mark));
    }
    return {equity, required};
  }

  #cushion(members: readonly Entry[], coin: string, price: Decimal): Decimal {
    const {equity, required} = this.standing(members, coin, price);
    return equity.minus(required);
  }

  /** Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.size.gt(0) ? new Decimal(0) : mark.times(FAR);
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

  /** Sold at the mark for the fee; cross: the one that fell first, then the largest, until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const pool = fallen.margin === undefined ? 'cross' : 'isolated';
    this.liquidations.push({coin: fallen.coin, pool, size: fallen.size, price});
    this.isChanged = true;
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others.sort((a, b) => this.value(b).cmp(this.value(a)))]) {
      const left = (entry.margin ?? this.cash).plus(this.profit(entry));
      const kept = Decimal.max(0, left.minus(this.value(entry).times(this.fee(entry))));
      this.cash = entry.margin === undefined ? kept : this.cash.plus(kept);
      this.entries.splice(this.entries.indexOf(entry), 1);
      const {equity, required} = this.standing(this.cross);
      if (equity.gt(required)) break;
    }
  }

  fill(coin: string, amount: Amount): void {
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
      this.#realise(entry, this.profit(entry));
      entry.cost = after.times(mark);
    } else if (entry.size.times(bought).lt(0)) {
      const left = after.div(entry.size);
      this.#realise(entry, this.profit(entry).times(new Decimal(1).minus(left)));
      entry.cost = entry.cost.times(left);
    } else entry.cost = entry.cost.plus(bought.times(mark));
    entry.size = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  #realise(entry: Entry, profit: Decimal): void {
    if (entry.margin === undefined) this.cash = this.cash.plus(profit);
    else entry.margin = entry.margin.plus(profit);
  }

  /** From the cash or the margin that carries the position. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.size.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(12);
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
