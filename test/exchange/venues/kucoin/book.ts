import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {crossRate, FEE, isolatedRate} from './contract.ts';

export type Entry = {
  readonly coin: string;
  /** Coins, signed. */
  coins: Decimal;
  /** What they cost, signed as they are. */
  cost: Decimal;
  readonly leverage: number;
  /** Set aside for an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
};

const FAR = 1_000;

/**
 * A one-way account in USDT. Kept as a cross wallet and costs: margin = wallet + value at mark − cost. Isolated
 * positions stand alone. Liquidated when maintenance and closing fees reach the margin (risk rate 100 %).
 */
export class KucoinBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** Without what isolated positions have. */
  wallet: Decimal;
  /** Coins whose position the next events must tell of. */
  readonly changes = new Set<string>();
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.wallet = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      coins: new Decimal(size),
      cost: new Decimal(size).times(entry),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
    }));
  }

  get stakes() {
    return this.entries.map(({coin, coins, margin}) => ({
      coin,
      size: coins,
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

  value({coin, coins}: Entry, mark = this.mark(coin)): Decimal {
    return coins.times(mark);
  }

  rate({coin, coins, margin}: Entry): Decimal {
    return margin === undefined ? crossRate(coin, coins) : isolatedRate(coin);
  }

  /** The position itself, or all cross ones. */
  members(entry: Entry | undefined): Entry[] {
    return entry?.margin === undefined ? this.entries.filter(({margin}) => margin === undefined) : [entry];
  }

  /** Margin with profit, and what is required, if `coin` stood at `price`. */
  standing(members: readonly Entry[], coin?: string, price?: Decimal): {margin: Decimal; required: Decimal} {
    let margin = members[0]?.margin ?? this.wallet;
    let required = new Decimal(0);
    for (const entry of members) {
      const value = this.value(entry, entry.coin === coin ? price : undefined);
      margin = margin.plus(value).minus(entry.cost);
      required = required.plus(value.abs().times(this.rate(entry)));
    }
    return {margin, required};
  }

  #cushion(members: readonly Entry[], coin: string, price: Decimal): Decimal {
    const {margin, required} = this.standing(members, coin, price);
    return margin.minus(required);
  }

  /** Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.coins.gt(0) ? new Decimal(0) : mark.times(FAR);
    const price = crossing((at) => this.#cushion(this.members(entry), entry.coin, at), mark, end);
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
        const price = crossing((at) => this.#cushion(this.members(entry), coin, at), start, end);
        return price === undefined ? [] : [{entry, price}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** Isolated: taken over with all its margin. Cross: closed at the mark for the fee, one by one until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const {coin, coins, margin} = fallen;
    this.liquidations.push({coin, pool: margin === undefined ? 'cross' : 'isolated', size: coins, price});
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others]) {
      this.#close(entry);
      const {margin: left, required} = this.standing(this.members(undefined));
      if (entry.margin !== undefined || left.gt(required)) break;
    }
  }

  #close(entry: Entry): void {
    const lost = this.value(entry).abs().times(FEE);
    const profit = this.value(entry).minus(entry.cost);
    if (entry.margin === undefined) this.wallet = Decimal.max(0, this.wallet.plus(profit).minus(lost));
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.changes.add(entry.coin);
  }

  fill(coin: string, size: Amount): void {
    const bought = new Decimal(size);
    const paid = bought.times(this.mark(coin));
    this.wallet = this.wallet.minus(paid.abs().times(FEE));
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
      if (entry.margin === undefined) this.wallet = this.wallet.plus(profit);
      else entry.margin = entry.margin.plus(profit);
      const turned = before.times(entry.coins).lt(0);
      entry.cost = turned
        ? entry.coins.times(this.mark(coin))
        : entry.cost.times(new Decimal(1).minus(closed));
    }
    if (entry.coins.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** From the wallet or the margin that carries the position. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.value(entry).times(rate).toDecimalPlaces(8);
      if (entry.margin === undefined) this.wallet = this.wallet.minus(due);
      else entry.margin = entry.margin.minus(due);
      this.changes.add(entry.coin);
    }
  }

  worst(): Decimal | undefined {
    const percents = this.entries.map((entry) => {
      const {margin, required} = this.standing(this.members(entry));
      return margin.div(required).times(100);
    });
    return percents.length === 0 ? undefined : Decimal.min(...percents);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
