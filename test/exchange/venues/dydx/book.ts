import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {marketOf} from './market.ts';

export type Entry = {readonly coin: string; size: Decimal; price: Decimal};

/** What the chain keeps: USDC, which pays for what is bought, and positions. Number 0 is the parent's own. */
export type Subaccount = {readonly number: number; usdc: Decimal; readonly entries: Entry[]};

/** Of the taker, in the lowest tier. */
const FEE = '0.0005';
const FAR = 1_000;
/** Child numbers of one parent lie so far apart. */
const STEP = 128;
const PLACES = 6;

/** Liquidated when the maintenance requirement of a subaccount is above its equity at oracle prices. */
export class DydxBook implements Book {
  readonly subaccounts: Subaccount[];
  readonly liquidations: Liquidation[] = [];
  /** Positions that are gone and not told of. */
  closed: {readonly number: number; readonly coin: string}[] = [];
  /** Balances or positions that are not told of. */
  isChanged = false;
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    const cross: Subaccount = {number: 0, usdc: new Decimal(opening.cash), entries: []};
    this.subaccounts = [cross];
    for (const {coin, size, entry, margin} of opening.positions) {
      const owner = margin === undefined ? cross : this.#child(margin);
      owner.entries.push({coin, size: new Decimal(size), price: new Decimal(entry)});
      owner.usdc = owner.usdc.minus(new Decimal(size).times(entry));
    }
  }

  #child(usdc: Amount): Subaccount {
    const child = {number: STEP * this.subaccounts.length, usdc: new Decimal(usdc), entries: []};
    this.subaccounts.push(child);
    return child;
  }

  get stakes() {
    return this.subaccounts.flatMap(({number, entries}) =>
      entries.map(({coin, size}) => ({
        coin,
        size,
        pool: number === 0 ? ('cross' as const) : ('isolated' as const),
      })),
    );
  }

  coins(): readonly string[] {
    return [...this.#marks.keys()];
  }

  mark(coin: string): Decimal {
    const mark = this.#marks.get(coin);
    if (mark === undefined) throw new Error(`${coin} has no price`);
    return mark;
  }

  /** Equity and the requirement of one rate, if `coin` stood at `price`. */
  standing({usdc, entries}: Subaccount, rate: 'initial' | 'maintenance', coin?: string, price?: Decimal) {
    let equity = usdc;
    let required = new Decimal(0);
    for (const entry of entries) {
      const value = entry.size.times((entry.coin === coin && price) || this.mark(entry.coin));
      equity = equity.plus(value);
      required = required.plus(value.abs().times(marketOf(entry.coin)[rate]));
    }
    return {equity, required};
  }

  #cushion(owner: Subaccount, coin: string, price: Decimal): Decimal {
    const {equity, required} = this.standing(owner, 'maintenance', coin, price);
    return equity.minus(required);
  }

  #ownersOf(coin: string) {
    return this.subaccounts.filter(({entries}) => entries.some((entry) => entry.coin === coin));
  }

  move(coin: string, to: Amount): readonly Liquidation[] {
    const before = this.liquidations.length;
    const end = new Decimal(to);
    for (let hit = this.#firstHit(coin, end); hit !== undefined; hit = this.#firstHit(coin, end)) {
      this.#marks.set(coin, hit.price);
      this.#liquidate(hit.owner, coin);
    }
    this.#marks.set(coin, end);
    return this.liquidations.slice(before);
  }

  #firstHit(coin: string, end: Decimal) {
    const start = this.mark(coin);
    return this.#ownersOf(coin)
      .flatMap((owner) => {
        const price = crossing((at) => this.#cushion(owner, coin, at), start, end);
        return price === undefined ? [] : [{owner, price}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** At the oracle price and without a fee: the one that moved first, then the others, until the rest can stand. */
  #liquidate(owner: Subaccount, coin: string): void {
    const size = owner.entries.find((entry) => entry.coin === coin)?.size ?? new Decimal(0);
    this.liquidations.push({
      coin,
      pool: owner.number === 0 ? 'cross' : 'isolated',
      size,
      price: this.mark(coin),
    });
    for (const entry of owner.entries.toSorted((a, b) => +(b.coin === coin) - +(a.coin === coin))) {
      owner.usdc = owner.usdc.plus(entry.size.times(this.mark(entry.coin))).toDecimalPlaces(PLACES);
      this.#drop(owner, entry);
      const {equity, required} = this.standing(owner, 'maintenance');
      if (owner.number === 0 && equity.gt(required)) break;
    }
    // The page sends what is left of a child back to its parent.
    const [cross] = this.subaccounts;
    if (owner === cross || cross === undefined) return;
    cross.usdc = cross.usdc.plus(owner.usdc);
    owner.usdc = new Decimal(0);
  }

  #drop(owner: Subaccount, entry: Entry): void {
    owner.entries.splice(owner.entries.indexOf(entry), 1);
    this.closed.push({number: owner.number, coin: entry.coin});
    this.isChanged = true;
  }

  fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    const owner = this.#ownersOf(coin)[0] ?? this.subaccounts[0];
    if (owner === undefined) throw new Error('no account');
    const cost = bought.times(mark);
    owner.usdc = owner.usdc.minus(cost).minus(cost.abs().times(FEE)).toDecimalPlaces(PLACES);
    this.isChanged = true;
    const entry = owner.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      owner.entries.push({coin, size: bought, price: mark});
      return;
    }
    const after = entry.size.plus(bought);
    if (bought.times(entry.size).gt(0)) entry.price = entry.size.times(entry.price).plus(cost).div(after);
    else if (after.times(entry.size).lt(0)) entry.price = mark;
    entry.size = after;
    if (after.isZero()) this.#drop(owner, entry);
  }

  /** Here every subaccount is touched at once, so that the payment is told. */
  payFunding(rate: Amount): void {
    for (const owner of this.subaccounts) {
      for (const {coin, size} of owner.entries) {
        const due = size.times(this.mark(coin)).times(rate);
        owner.usdc = owner.usdc.minus(due).toDecimalPlaces(PLACES);
      }
    }
    this.isChanged = true;
  }

  worst(): Decimal | undefined {
    const ratios = this.subaccounts
      .filter(({entries}) => entries.length > 0)
      .map((owner) => this.standing(owner, 'maintenance'))
      .map(({equity, required}) => equity.div(required).times(100));
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const [owner] = this.#ownersOf(coin);
    const size = owner?.entries.find((entry) => entry.coin === coin)?.size;
    if (owner === undefined || size === undefined) return undefined;
    const mark = this.mark(coin);
    const end = size.gt(0) ? new Decimal(0) : mark.times(FAR);
    const price = crossing((at) => this.#cushion(owner, coin, at), mark, end);
    return price?.isZero() ? undefined : price;
  }
}
