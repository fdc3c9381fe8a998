import {type Amount, crossing, Decimal} from './crossing.ts';
import type {Book, Held, Liquidation, Opening, Stake} from './venue.ts';

/** What every ledger keeps of a position; each venue adds its own. */
export type Carried = {
  readonly coin: string;
  readonly leverage: number;
  /** Set aside for an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
};

export const marginOf = ({margin}: Stake): Decimal | undefined =>
  margin === undefined ? undefined : new Decimal(margin);

/** As far as a price may rise on the way to a liquidation, as a multiple. */
const FAR = 1_000;

/**
 * One wallet: a cross balance, isolated margins apart, and a pool that is liquidated at the very price at which its
 * equity is no more than what is required of it. What is required, what a forced closing costs and how it is rounded are
 * the venue's rules, handed in by its own class; so is how fills and funding are booked.
 */
export abstract class Ledger<Entry extends Carried> implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** Cross: without what isolated positions hold. */
  cash: Decimal;
  readonly #marks: Map<string, Decimal>;

  constructor({cash, prices, positions}: Opening, open: (stake: Stake) => Entry) {
    this.#marks = new Map(Object.entries(prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.cash = new Decimal(cash);
    this.entries = positions.map(open);
  }

  /** Signed. */
  abstract coinsIn(entry: Entry): Decimal;
  abstract profit(entry: Entry, mark?: Decimal): Decimal;
  /** Of one position, with what the venue counts for closing it. */
  abstract required(entry: Entry, mark?: Decimal): Decimal;
  /** What a forced closing at the mark takes of what is left. */
  protected abstract closingCost(entry: Entry): Decimal;
  /** The account is not what it was: pushes have to tell of these coins. */
  protected abstract closed(coins: readonly string[]): void;
  abstract fill(coin: string, size: Amount): void;
  abstract payFunding(rate: Amount): void;

  /** The larger are closed first, when a whole pool has fallen. */
  protected rank(entry: Entry): Decimal {
    return this.value(entry);
  }

  /** As the venue's wallet keeps it. */
  protected kept(amount: Decimal): Decimal {
    return amount;
  }

  get cross(): Entry[] {
    return this.entries.filter(({margin}) => margin === undefined);
  }

  get stakes(): readonly Held[] {
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

  value(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.coinsIn(entry).times(mark).abs();
  }

  /** The isolated position itself, or all cross ones. */
  members(entry: Entry | undefined): Entry[] {
    return entry?.margin === undefined ? this.cross : [entry];
  }

  /** Equity and requirement of a pool, if `coin` stood at `price`. */
  standing(members: readonly Entry[], coin?: string, price?: Decimal): {equity: Decimal; required: Decimal} {
    let equity = members[0]?.margin ?? this.cash;
    let required = new Decimal(0);
    for (const entry of members) {
      const mark = entry.coin === coin ? price : undefined;
      equity = equity.plus(this.profit(entry, mark));
      required = required.plus(this.required(entry, mark));
    }
    return {equity, required};
  }

  #cushion(members: readonly Entry[], coin: string, price: Decimal): Decimal {
    const {equity, required} = this.standing(members, coin, price);
    return equity.minus(required);
  }

  /** Exact; a page rounds it its own way. Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = this.coinsIn(entry).gt(0) ? new Decimal(0) : mark.times(FAR);
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

  /** Closed at the mark; cross: the one that fell first, then by rank, until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const pool = fallen.margin === undefined ? 'cross' : 'isolated';
    this.liquidations.push({coin: fallen.coin, pool, size: this.coinsIn(fallen), price});
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    const closed: string[] = [];
    for (const entry of [fallen, ...others.sort((a, b) => this.rank(b).cmp(this.rank(a)))]) {
      const left = (entry.margin ?? this.cash).plus(this.profit(entry)).minus(this.closingCost(entry));
      const kept = this.kept(Decimal.max(0, left));
      this.cash = entry.margin === undefined ? kept : this.cash.plus(kept);
      this.entries.splice(this.entries.indexOf(entry), 1);
      closed.push(entry.coin);
      const {equity, required} = this.standing(this.cross);
      if (equity.gt(required)) break;
    }
    this.closed(closed);
  }

  /** To the balance or the margin that carries the position. */
  protected pay(entry: Entry, amount: Decimal): void {
    if (entry.margin === undefined) this.cash = this.cash.plus(amount);
    else entry.margin = entry.margin.plus(amount);
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
