import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {rateOf} from './market.ts';

export type Entry = {
  readonly coin: string;
  /** In coins, signed. */
  quantity: Decimal;
  /** What it was worth when last settled, and what was bought since. */
  cost: Decimal;
  /** Average price of what is open: for display. */
  open: Decimal;
  /** Cumulative funding at the last settlement. */
  settledFunding: Decimal;
  readonly leverage: number;
  /** Set aside for an isolated position. Undefined: cross. */
  margin: Decimal | undefined;
};

const LIQUIDATION_FEE = '0.006';
const FAR = 1_000;

/**
 * An account counted in USDC. Profit stays with the position, as value − cost, until it is settled into the balance; a
 * position can be gone and its result not settled. Liquidated when equity is no more than the requirement.
 */
export class OrderlyBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** USDC, without the margin of isolated positions. */
  holding: Decimal;
  isChanged = true;
  readonly #marks: Map<string, Decimal>;
  readonly #funding = new Map<string, Decimal>();

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.holding = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      quantity: new Decimal(size),
      cost: new Decimal(size).times(entry),
      open: new Decimal(entry),
      settledFunding: new Decimal(0),
      leverage,
      margin: margin === undefined ? undefined : new Decimal(margin),
    }));
  }

  get open(): Entry[] {
    return this.entries.filter(({quantity}) => !quantity.isZero());
  }

  get stakes() {
    return this.open.map(({coin, quantity, margin}) => ({
      coin,
      size: quantity,
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

  /** A coin's cumulative funding. */
  funding(coin: string): Decimal {
    return this.#funding.get(coin) ?? new Decimal(0);
  }

  unsettled(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    const due = entry.quantity.times(this.funding(entry.coin).minus(entry.settledFunding));
    return entry.quantity.times(mark).minus(entry.cost).minus(due);
  }

  value({quantity, coin}: Entry, mark = this.mark(coin)): Decimal {
    return quantity.times(mark).abs();
  }

  maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    const value = this.value(entry, mark);
    return value.times(rateOf(entry.coin, value));
  }

  /** Isolated: itself alone; cross: all that are, the closed ones too. */
  members(entry: Entry): Entry[] {
    return entry.margin === undefined ? this.entries.filter(({margin}) => margin === undefined) : [entry];
  }

  /** Equity and requirement of a pool; `coin` at `price`, if given. */
  standing(members: readonly Entry[], coin?: string, price?: Decimal): {equity: Decimal; required: Decimal} {
    let equity = members[0]?.margin ?? this.holding;
    let required = new Decimal(0);
    for (const entry of members) {
      const mark = entry.coin === coin ? price : undefined;
      equity = equity.plus(this.unsettled(entry, mark));
      required = required.plus(this.maintenance(entry, mark));
    }
    return {equity, required};
  }

  /** What a pool has beyond its requirement while `coin` moves; what stands still is counted once. */
  #cushion(members: readonly Entry[], coin: string): (price: Decimal) => Decimal {
    const moving = members.filter((entry) => entry.coin === coin);
    const still = this.standing(members);
    let rest = still.equity.minus(still.required);
    for (const entry of moving) rest = rest.minus(this.unsettled(entry)).plus(this.maintenance(entry));
    return (price) =>
      moving.reduce(
        (sum, entry) => sum.plus(this.unsettled(entry, price)).minus(this.maintenance(entry, price)),
        rest,
      );
  }

  liquidationPrice(entry: Entry): Decimal | undefined {
    const mark = this.mark(entry.coin);
    const end = entry.quantity.gt(0) ? new Decimal(0) : mark.times(FAR);
    const price = crossing(this.#cushion(this.members(entry), entry.coin), mark, end);
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
    return this.open
      .filter((entry) => entry.coin === coin)
      .flatMap((entry) => {
        const price = crossing(this.#cushion(this.members(entry), coin), start, end);
        return price === undefined ? [] : [{entry, price}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** Handed over at the mark for the fee, the fallen one first, then the largest, until the rest can stand. */
  #liquidate(fallen: Entry, price: Decimal): void {
    const pool = fallen.margin === undefined ? 'cross' : 'isolated';
    this.liquidations.push({coin: fallen.coin, pool, size: fallen.quantity, price});
    const others = this.members(fallen).filter((entry) => entry !== fallen);
    for (const entry of [fallen, ...others.sort((a, b) => this.value(b).cmp(this.value(a)))]) {
      const fee = this.value(entry).times(LIQUIDATION_FEE);
      const result = this.unsettled(entry).minus(fee);
      if (entry.margin !== undefined) {
        this.holding = this.holding.plus(Decimal.max(0, entry.margin.plus(result)));
        this.entries.splice(this.entries.indexOf(entry), 1);
        break;
      }
      // What it left stays with the symbol until it is settled; the account is never left with less than nothing.
      entry.cost = result.neg();
      entry.quantity = new Decimal(0);
      const {equity, required} = this.standing(this.members(entry));
      if (equity.lt(0)) entry.cost = entry.cost.plus(equity);
      if (equity.gt(required)) break;
    }
    this.isChanged = true;
  }

  /** Results of what is closed go to the balance. */
  settle(): void {
    for (const entry of this.entries.filter(({quantity}) => quantity.isZero())) {
      this.holding = this.holding.minus(entry.cost);
      this.entries.splice(this.entries.indexOf(entry), 1);
    }
  }

  fill(coin: string, amount: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(amount);
    this.isChanged = true;
    const entry = this.open.find((each) => each.coin === coin);
    if (entry === undefined) {
      const settledFunding = this.funding(coin);
      this.entries.push({
        coin,
        quantity: bought,
        cost: bought.times(mark),
        open: mark,
        settledFunding,
        leverage: 20,
        margin: undefined,
      });
      return;
    }
    const after = entry.quantity.plus(bought);
    // Funding due on what was held until now is paid with the trade.
    const due = entry.quantity.times(this.funding(coin).minus(entry.settledFunding));
    entry.settledFunding = this.funding(coin);
    if (entry.quantity.times(bought).gt(0))
      entry.open = entry.open.times(entry.quantity).plus(bought.times(mark)).div(after);
    else if (after.times(bought).gt(0)) entry.open = mark;
    entry.cost = entry.cost.plus(bought.times(mark)).plus(due);
    entry.quantity = after;
  }

  /** A unit of each coin owes its mark × rate more. */
  payFunding(rate: Amount): void {
    for (const coin of this.coins())
      this.#funding.set(coin, this.funding(coin).plus(this.mark(coin).times(rate).toDecimalPlaces(8)));
    this.isChanged = true;
  }

  worst(): Decimal | undefined {
    const ratios = this.open.map((entry) => {
      const {equity, required} = this.standing(this.members(entry));
      return equity.div(required).times(100);
    });
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.open.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
