import {type Amount, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {maintenance} from './contract.ts';

export type Entry = {
  readonly coin: string;
  /** Coins, signed, and what they cost, signed as they are. */
  coins: Decimal;
  cost: Decimal;
  /** Set aside for an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
};

/** Taker fee. */
const FEE = '0.0005';

/**
 * A multi-collateral wallet of US dollars. Requirements are of the cost, so they do not move with the mark: equity less
 * requirement is a straight line in every price.
 */
export class KrakenBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** Without what isolated positions have. */
  wallet: Decimal;
  isChanged = false;
  /** Coins whose position has gone since the last message. */
  readonly gone = new Set<string>();
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.wallet = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, margin}) => ({
      coin,
      coins: new Decimal(size),
      cost: new Decimal(size).times(entry),
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

  profit({coin, coins, cost}: Entry): Decimal {
    return coins.times(this.mark(coin)).minus(cost);
  }

  required({coin, cost}: Entry): Decimal {
    return maintenance(coin, cost);
  }

  /** The position itself, or all cross ones. */
  members(entry: Entry | undefined): readonly Entry[] {
    return entry?.margin === undefined ? this.entries.filter(({margin}) => margin === undefined) : [entry];
  }

  standing(members: readonly Entry[]): {equity: Decimal; required: Decimal} {
    const sum = (amounts: readonly Decimal[]) =>
      amounts.reduce((total, one) => total.plus(one), new Decimal(0));
    return {
      equity: sum(members.map((entry) => this.profit(entry))).plus(members[0]?.margin ?? this.wallet),
      required: sum(members.map((entry) => this.required(entry))),
    };
  }

  /** Where the cushion is used up; undefined: below zero. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const {equity, required} = this.standing(this.members(entry));
    const price = this.mark(entry.coin).minus(equity.minus(required).div(entry.coins));
    return price.gt(0) ? price : undefined;
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

  #firstHit(coin: string, end: Decimal): {entry: Entry; price: Decimal} | undefined {
    const start = this.mark(coin);
    const [low, high] = [Decimal.min(start, end), Decimal.max(start, end)];
    return this.entries
      .filter((entry) => entry.coin === coin)
      .flatMap((entry) => {
        const price = this.liquidationPrice(entry);
        const isOnTheWay = price?.gte(low) && price.lte(high);
        return price !== undefined && isOnTheWay ? [{entry, price}] : [];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** Isolated: taken over with its margin. Cross: closed one by one until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const {coin, coins, margin} = fallen;
    this.liquidations.push({coin, pool: margin === undefined ? 'cross' : 'isolated', size: coins, price});
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others]) {
      if (entry.margin === undefined) this.wallet = Decimal.max(0, this.wallet.plus(this.profit(entry)));
      this.#drop(entry);
      const {equity, required} = this.standing(this.members(undefined));
      if (entry.margin !== undefined || equity.gt(required)) break;
    }
  }

  #drop(entry: Entry): void {
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.gone.add(entry.coin);
    this.isChanged = true;
  }

  fill(coin: string, size: Amount): void {
    const bought = new Decimal(size);
    const paid = bought.times(this.mark(coin));
    this.wallet = this.wallet.minus(paid.abs().times(FEE));
    this.isChanged = true;
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      this.entries.push({coin, coins: bought, cost: paid, margin: undefined});
      return;
    }
    const before = entry.coins;
    entry.coins = before.plus(bought);
    if (before.times(bought).gt(0)) entry.cost = entry.cost.plus(paid);
    else {
      const closed = Decimal.min(1, bought.div(before).abs());
      const gain = before.times(this.mark(coin)).minus(entry.cost).times(closed);
      if (entry.margin === undefined) this.wallet = this.wallet.plus(gain);
      else entry.margin = entry.margin.plus(gain);
      const isTurned = before.times(entry.coins).lt(0);
      entry.cost = isTurned
        ? entry.coins.times(this.mark(coin))
        : entry.cost.times(new Decimal(1).minus(closed));
    }
    if (entry.coins.isZero()) this.#drop(entry);
  }

  /** Taken out of the wallet, or the margin that carries the position, at once. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.coins.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(6);
      if (entry.margin === undefined) this.wallet = this.wallet.minus(due);
      else entry.margin = entry.margin.minus(due);
    }
    this.isChanged = true;
  }

  worst(): Decimal | undefined {
    const percents = this.entries.map((entry) => {
      const {equity, required} = this.standing(this.members(entry));
      return equity.div(required).times(100);
    });
    return percents.length === 0 ? undefined : Decimal.min(...percents);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
