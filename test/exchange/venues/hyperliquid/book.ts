import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {maintenance, marketOf} from './market.ts';

/** One position as the clearinghouse keeps it. */
export type Entry = {
  readonly coin: string;
  /** Signed. */
  szi: Decimal;
  entryPx: Decimal;
  readonly leverage: number;
  /** Isolated: the position's own cash leg, `margin − size × entry`. Undefined: cross. */
  rawUsd: Decimal | undefined;
};

/** What the customer is told of besides the state: a fill (forced or not) or a funding payment. */
export type Happening =
  | {
      readonly kind: 'fill';
      readonly coin: string;
      readonly size: Decimal;
      readonly price: Decimal;
      readonly forced: 'no' | 'yes';
    }
  | {
      readonly kind: 'funding';
      readonly coin: string;
      readonly size: Decimal;
      readonly paid: Decimal;
      readonly rate: string;
    };

/** The taker fee of the lowest tier. */
const FEE = '0.00045';
/** Beyond this many times the mark no liquidation price is reported. */
const FAR = 1_000;

/**
 * One customer's account on the venue's own perpetuals, standard or unified: how it is told differs, what it is worth does
 * not. There are no profits in this ledger, only a cash leg
 * that pays for what is bought: account value = cash + Σ size × mark. Liquidated when that is below maintenance.
 */
export class HyperliquidBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** Not told yet. */
  readonly happenings: Happening[] = [];
  readonly mode: 'standard' | 'unified';
  /** Cash leg of the cross account, USDC. */
  rawUsd: Decimal;
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.mode = opening.mode ?? 'standard';
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, px]) => [coin, new Decimal(px)]));
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      szi: new Decimal(size),
      entryPx: new Decimal(entry),
      leverage,
      rawUsd: margin === undefined ? undefined : new Decimal(margin).minus(new Decimal(size).times(entry)),
    }));
    this.rawUsd = this.cross.reduce(
      (cash, {szi, entryPx}) => cash.minus(szi.times(entryPx)),
      new Decimal(opening.cash),
    );
  }

  get cross(): Entry[] {
    return this.entries.filter(({rawUsd}) => rawUsd === undefined);
  }

  get stakes() {
    return this.entries.map(({coin, szi, rawUsd}) => ({
      coin,
      size: szi,
      pool: rawUsd === undefined ? ('cross' as const) : ('isolated' as const),
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

  notional({coin, szi}: Entry, mark = this.mark(coin)): Decimal {
    return szi.times(mark).abs();
  }

  /** Account value of the cross account, or of one isolated position. */
  value(pool: Entry | 'cross', coin = '', price = new Decimal(0)): Decimal {
    const at = (name: string) => (name === coin ? price : this.mark(name));
    if (pool !== 'cross') return (pool.rawUsd ?? new Decimal(0)).plus(pool.szi.times(at(pool.coin)));
    return this.cross.reduce((sum, entry) => sum.plus(entry.szi.times(at(entry.coin))), this.rawUsd);
  }

  required(pool: Entry | 'cross', coin = '', price = new Decimal(0)): Decimal {
    const members = pool === 'cross' ? this.cross : [pool];
    return members.reduce((sum, entry) => {
      const mark = entry.coin === coin ? price : this.mark(entry.coin);
      return sum.plus(maintenance(entry.coin, this.notional(entry, mark)));
    }, new Decimal(0));
  }

  /** What is left above maintenance if `coin` stood at `price` and all else where it is. */
  cushion(pool: Entry | 'cross', coin: string, price: Decimal): Decimal {
    return this.value(pool, coin, price).minus(this.required(pool, coin, price));
  }

  /** The price that the venue reports beside a position; null where there is none. */
  liquidationPx(entry: Entry): Decimal | null {
    const pool = entry.rawUsd === undefined ? 'cross' : entry;
    const mark = this.mark(entry.coin);
    const end = entry.szi.gt(0) ? new Decimal(0) : mark.times(FAR);
    return crossing((price) => this.cushion(pool, entry.coin, price), mark, end) ?? null;
  }

  #fall(pool: Entry | 'cross', coin: string, price: Decimal): Liquidation {
    const entry = pool === 'cross' ? this.cross.find((each) => each.coin === coin) : pool;
    return {coin, pool: pool === 'cross' ? 'cross' : 'isolated', size: entry?.szi ?? new Decimal(0), price};
  }

  move(coin: string, price: Amount): readonly Liquidation[] {
    const before = this.liquidations.length;
    const end = new Decimal(price);
    for (;;) {
      const hit = this.#firstHit(coin, end);
      if (hit === undefined) break;
      this.#marks.set(coin, hit.price);
      this.liquidations.push(this.#fall(hit.pool, coin, hit.price));
      this.#liquidate(hit.pool, coin);
    }
    this.#marks.set(coin, end);
    return this.liquidations.slice(before);
  }

  /** The pool that is reached first on the way, and where. */
  #firstHit(coin: string, end: Decimal) {
    const start = this.mark(coin);
    const own = this.entries.filter((entry) => entry.coin === coin);
    const pools = [
      ...own.filter(({rawUsd}) => rawUsd !== undefined),
      ...(this.cross.length > 0 ? ['cross' as const] : []),
    ];
    return pools
      .flatMap((pool) => {
        const at = crossing((price) => this.cushion(pool, coin, price), start, end);
        return at === undefined ? [] : [{pool, price: at}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /**
   * Isolated: closed in the book at the mark, what is left goes back to the cross cash. Cross: the position that moved
   * first, then the largest requirements, until the rest can stand by itself. No fee on book liquidations.
   */
  #liquidate(pool: Entry | 'cross', coin: string): void {
    if (pool !== 'cross') {
      this.#tellSale(pool);
      this.rawUsd = this.rawUsd.plus(this.value(pool));
      this.entries.splice(this.entries.indexOf(pool), 1);
      return;
    }
    const weight = (entry: Entry) => this.required(entry).plus(entry.coin === coin ? 1e15 : 0);
    const queue = this.cross.sort((a, b) => weight(b).cmp(weight(a)));
    for (const entry of queue) {
      this.#tellSale(entry);
      this.rawUsd = this.rawUsd.plus(entry.szi.times(this.mark(entry.coin)));
      this.entries.splice(this.entries.indexOf(entry), 1);
      if (this.value('cross').gt(this.required('cross'))) return;
    }
  }

  #tellSale({coin, szi}: Entry): void {
    this.happenings.push({kind: 'fill', coin, size: szi.neg(), price: this.mark(coin), forced: 'yes'});
  }

  fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    this.happenings.push({kind: 'fill', coin, size: bought, price: mark, forced: 'no'});
    const cost = bought.times(mark);
    const entry = this.entries.find((each) => each.coin === coin);
    this.rawUsd = this.rawUsd.minus(cost.abs().times(FEE));
    if (entry === undefined) {
      const {maxLeverage} = marketOf(coin);
      this.entries.push({
        coin,
        szi: bought,
        entryPx: mark,
        leverage: Math.min(20, maxLeverage),
        rawUsd: undefined,
      });
      this.rawUsd = this.rawUsd.minus(cost);
      return;
    }
    const after = entry.szi.plus(bought);
    if (bought.times(entry.szi).gt(0)) entry.entryPx = entry.szi.times(entry.entryPx).plus(cost).div(after);
    else if (after.times(entry.szi).lt(0)) entry.entryPx = mark;
    entry.szi = after;
    if (entry.rawUsd === undefined) this.rawUsd = this.rawUsd.minus(cost);
    else entry.rawUsd = entry.rawUsd.minus(cost);
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** Hourly; size × oracle × rate, from the cross cash or the isolated position's own. The oracle stands at the mark here. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.szi.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(6);
      if (entry.rawUsd === undefined) this.rawUsd = this.rawUsd.minus(due);
      else entry.rawUsd = entry.rawUsd.minus(due);
      const {coin, szi: size} = entry;
      this.happenings.push({kind: 'funding', coin, size, paid: due, rate: new Decimal(rate).toFixed()});
    }
  }

  worst(): Decimal | undefined {
    const pools = [
      ...this.entries.filter(({rawUsd}) => rawUsd !== undefined),
      ...(this.cross.length > 0 ? ['cross' as const] : []),
    ];
    const ratios = pools.map((pool) => this.value(pool).div(this.required(pool)).times(100));
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry === undefined ? undefined : (this.liquidationPx(entry) ?? undefined);
  }
}
