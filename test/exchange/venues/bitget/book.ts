import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {type Rule, required, TAKER, tableOf} from './table.ts';

export type Entry = {
  readonly coin: string;
  readonly side: 'long' | 'short';
  /** Coins, always positive. */
  total: Decimal;
  average: Decimal;
  readonly leverage: number;
  /** Set aside for an isolated position, without its profit. Undefined: cross. */
  margin: Decimal | undefined;
  /** ms since 1970. */
  readonly opened: number;
};

/** From then on a position opened pays slice by slice. */
const SLICES = Date.UTC(2025, 10, 10, 8);
/** The customer's short ether is from the summer before; all else was opened since. */
const OPENED: Readonly<Record<string, number>> = {ETH: Date.UTC(2025, 5, 21, 8)};
const LATELY = Date.UTC(2026, 9, 1);
const FAR = 1_000;

/**
 * A classic account in single-asset mode, margined in USDT. Kept as a balance, sides and average prices: equity =
 * balance + what each side has won. Liquidated when requirement ÷ equity reaches 1.
 */
export class BitgetBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** Cross: what isolated margins leave. */
  balance: Decimal;
  /** Something that a push has to tell. */
  isChanged = true;
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.balance = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      side: size.startsWith('-') ? 'short' : 'long',
      total: new Decimal(size).abs(),
      average: new Decimal(entry),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
      opened: OPENED[coin] ?? LATELY,
    }));
  }

  get cross(): Entry[] {
    return this.entries.filter(({margin}) => margin === undefined);
  }

  get stakes() {
    return this.entries.map((entry) => ({
      coin: entry.coin,
      size: entry.side === 'long' ? entry.total : entry.total.neg(),
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

  won({coin, side, total, average}: Entry, mark = this.mark(coin)): Decimal {
    return (side === 'long' ? mark.minus(average) : average.minus(mark)).times(total);
  }

  owed({coin, total, opened}: Entry, mark = this.mark(coin)): Decimal {
    const rule: Rule = opened < SLICES ? 'whole' : 'slices';
    return required(tableOf(coin), total.times(mark), rule);
  }

  members(entry: Entry): Entry[] {
    return entry.margin === undefined ? this.cross : [entry];
  }

  equity(members: readonly Entry[], coin?: string, price?: Decimal): Decimal {
    const own = members[0] === undefined ? this.balance : (members[0].margin ?? this.balance);
    return members.reduce(
      (sum, entry) => sum.plus(this.won(entry, entry.coin === coin ? price : undefined)),
      own,
    );
  }

  requirement(members: readonly Entry[], coin?: string, price?: Decimal): Decimal {
    return members.reduce(
      (sum, entry) => sum.plus(this.owed(entry, entry.coin === coin ? price : undefined)),
      new Decimal(0),
    );
  }

  #cushion(members: readonly Entry[], coin: string, price: Decimal): Decimal {
    return this.equity(members, coin, price).minus(this.requirement(members, coin, price));
  }

  /** The exact root, as Bitget shows it since 2025-09-29. Undefined: there is none. */
  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.side === 'long' ? new Decimal(0) : mark.times(FAR);
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
    const size = fallen.side === 'long' ? fallen.total : fallen.total.neg();
    this.liquidations.push({coin: fallen.coin, pool: fallen.margin ? 'isolated' : 'cross', size, price});
    this.isChanged = true;
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others.sort((a, b) => this.owed(b).cmp(this.owed(a)))]) {
      const fee = entry.total.times(this.mark(entry.coin)).times(TAKER);
      const left = Decimal.max(0, (entry.margin ?? this.balance).plus(this.won(entry)).minus(fee));
      this.balance = entry.margin === undefined ? left : this.balance.plus(left);
      this.entries.splice(this.entries.indexOf(entry), 1);
      if (this.equity(this.cross).gt(this.requirement(this.cross))) break;
    }
  }

  /** One-way: an order against the position closes it first. */
  fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const side = new Decimal(size).gt(0) ? 'long' : 'short';
    let rest = new Decimal(size).abs();
    this.balance = this.balance.minus(rest.times(mark).times(TAKER));
    this.isChanged = true;
    const held = this.entries.find((entry) => entry.coin === coin);
    if (held && held.side !== side) {
      const closed = Decimal.min(rest, held.total);
      this.#pay(held, this.won({...held, total: closed}));
      held.total = held.total.minus(closed);
      rest = rest.minus(closed);
      if (held.total.isZero()) this.entries.splice(this.entries.indexOf(held), 1);
    } else if (held) {
      const cost = held.total.times(held.average).plus(rest.times(mark));
      held.total = held.total.plus(rest);
      held.average = cost.div(held.total).toDecimalPlaces(12);
      return;
    }
    if (rest.gt(0)) {
      this.entries.push({
        coin,
        side,
        total: rest,
        average: mark,
        leverage: 20,
        margin: undefined,
        opened: Date.now(),
      });
    }
  }

  #pay(entry: Entry, amount: Decimal): void {
    if (entry.margin === undefined) this.balance = this.balance.plus(amount);
    else entry.margin = entry.margin.plus(amount);
  }

  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.total.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(10);
      this.#pay(entry, entry.side === 'long' ? due.neg() : due);
    }
    this.isChanged = true;
  }

  /** 0 is safe, 1 is liquidation. */
  risk(entry: Entry): Decimal {
    const members = this.members(entry);
    return this.requirement(members).div(this.equity(members));
  }

  worst(): Decimal | undefined {
    const risks = this.entries.map((entry) => new Decimal(100).div(this.risk(entry)));
    return risks.length === 0 ? undefined : Decimal.min(...risks);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
