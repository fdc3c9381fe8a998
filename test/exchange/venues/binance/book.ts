import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {maintenance} from './bracket.ts';

export type Entry = {
  readonly coin: string;
  /** Base units, signed. */
  amount: Decimal;
  entry: Decimal;
  readonly leverage: number;
  /** USDT set aside for an isolated position, without its profit. Undefined: cross. */
  wallet: Decimal | undefined;
};

/** Why the account changed, in the words of the user stream. */
export type Reason = 'ORDER' | 'FUNDING_FEE';
/** What the user stream still has to tell: rows of the contracts that changed. */
export type Change = {readonly reason: Reason; readonly coins: readonly string[]};

/** The taker fee of the lowest tier, and what the insurance fund takes of a liquidated position's value at most. */
const FEE = '0.0005';
const CLEARANCE = '0.0125';
const FAR = 1_000;

/**
 * A one-way, single-asset USDT account. Kept as wallet balances and entry prices: margin balance = wallet + unrealised
 * profit. Liquidated when the maintenance margin reaches the margin balance (margin ratio 100 %).
 */
export class BinanceBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  /** Cross wallet: what is left when the isolated wallets are taken out. */
  wallet: Decimal;
  readonly changes: Change[] = [];
  readonly #marks: Map<string, Decimal>;

  constructor(opening: Opening) {
    this.#marks = new Map(Object.entries(opening.prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.wallet = new Decimal(opening.cash);
    this.entries = opening.positions.map(({coin, size, entry, leverage, margin}) => ({
      coin,
      amount: new Decimal(size),
      entry: new Decimal(entry),
      leverage,
      wallet: margin === undefined ? undefined : new Decimal(margin),
    }));
  }

  get cross(): Entry[] {
    return this.entries.filter(({wallet}) => wallet === undefined);
  }

  get stakes() {
    return this.entries.map(({coin, amount, wallet}) => ({
      coin,
      size: amount,
      pool: wallet === undefined ? ('cross' as const) : ('isolated' as const),
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

  unrealised({coin, amount, entry}: Entry, mark = this.mark(coin)): Decimal {
    return mark.minus(entry).times(amount);
  }

  required({coin, amount}: Entry, mark = this.mark(coin)): Decimal {
    return maintenance(coin, mark.times(amount).abs());
  }

  #pools(): readonly (Entry | 'cross')[] {
    const isolated = this.entries.filter(({wallet}) => wallet !== undefined);
    return this.cross.length > 0 ? [...isolated, 'cross'] : isolated;
  }

  /** Margin balance and maintenance margin of a pool, if `coin` stood at `price`. */
  #standing(pool: Entry | 'cross', coin?: string, price?: Decimal): {balance: Decimal; required: Decimal} {
    const members = pool === 'cross' ? this.cross : [pool];
    const wallet = pool === 'cross' ? this.wallet : (pool.wallet ?? new Decimal(0));
    return members.reduce(
      ({balance, required}, entry) => {
        const mark = entry.coin === coin ? price : undefined;
        return {
          balance: balance.plus(this.unrealised(entry, mark)),
          required: required.plus(this.required(entry, mark)),
        };
      },
      {balance: wallet, required: new Decimal(0)},
    );
  }

  #cushion(pool: Entry | 'cross', coin: string, price: Decimal): Decimal {
    const {balance, required} = this.#standing(pool, coin, price);
    return balance.minus(required);
  }

  /** Zero: there is none. */
  liquidationPrice(entry: Entry): Decimal {
    const mark = this.mark(entry.coin);
    const end = entry.amount.gt(0) ? new Decimal(0) : mark.times(FAR);
    const pool = entry.wallet === undefined ? 'cross' : entry;
    return crossing((price) => this.#cushion(pool, entry.coin, price), mark, end) ?? new Decimal(0);
  }

  #fall(pool: Entry | 'cross', coin: string, price: Decimal): Liquidation {
    const entry = pool === 'cross' ? this.cross.find((each) => each.coin === coin) : pool;
    return {
      coin,
      pool: pool === 'cross' ? 'cross' : 'isolated',
      size: entry?.amount ?? new Decimal(0),
      price,
    };
  }

  move(coin: string, to: Amount): readonly Liquidation[] {
    const before = this.liquidations.length;
    const end = new Decimal(to);
    for (let hit = this.#firstHit(coin, end); hit !== undefined; hit = this.#firstHit(coin, end)) {
      this.#marks.set(coin, hit.price);
      this.liquidations.push(this.#fall(hit.pool, coin, hit.price));
      this.#liquidate(hit.pool);
    }
    this.#marks.set(coin, end);
    return this.liquidations.slice(before);
  }

  #firstHit(coin: string, end: Decimal) {
    const start = this.mark(coin);
    return this.#pools()
      .filter((pool) => pool === 'cross' || pool.coin === coin)
      .flatMap((pool) => {
        const price = crossing((at) => this.#cushion(pool, coin, at), start, end);
        return price === undefined ? [] : [{pool, price}];
      })
      .sort((a, b) => a.price.minus(start).abs().cmp(b.price.minus(start).abs()))[0];
  }

  /** Closed at the mark, less the clearance fee. Cross: the largest requirement first, until the rest can stand. */
  #liquidate(pool: Entry | 'cross'): void {
    const queue =
      pool === 'cross' ? this.cross.sort((a, b) => this.required(b).cmp(this.required(a))) : [pool];
    const closed: string[] = [];
    for (const entry of queue) {
      const fee = this.mark(entry.coin).times(entry.amount).abs().times(CLEARANCE);
      const left = (entry.wallet ?? this.wallet).plus(this.unrealised(entry));
      const kept = Decimal.max(0, left.minus(fee));
      if (entry.wallet === undefined) this.wallet = kept;
      else this.wallet = this.wallet.plus(kept);
      this.entries.splice(this.entries.indexOf(entry), 1);
      closed.push(entry.coin);
      const {balance, required} = this.#standing('cross');
      if (balance.gt(required)) break;
    }
    this.changes.push({reason: 'ORDER', coins: closed});
  }

  fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    this.wallet = this.wallet.minus(bought.times(mark).abs().times(FEE));
    this.changes.push({reason: 'ORDER', coins: [coin]});
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      this.entries.push({coin, amount: bought, entry: mark, leverage: 20, wallet: undefined});
      return;
    }
    const after = entry.amount.plus(bought);
    if (bought.times(entry.amount).gt(0)) {
      entry.entry = entry.amount.times(entry.entry).plus(bought.times(mark)).div(after).toDecimalPlaces(8);
    } else {
      this.#realise(entry, Decimal.min(bought.abs(), entry.amount.abs()));
      if (after.times(entry.amount).lt(0)) entry.entry = mark;
    }
    entry.amount = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  /** Profit of `closed` units (positive) goes to the wallet that carries the position. */
  #realise(entry: Entry, closed: Decimal): void {
    const profit = this.mark(entry.coin)
      .minus(entry.entry)
      .times(closed)
      .times(entry.amount.gt(0) ? 1 : -1);
    if (entry.wallet === undefined) this.wallet = this.wallet.plus(profit);
    else entry.wallet = entry.wallet.plus(profit);
  }

  /** Every eight hours; notional at the mark × rate, from the wallet that carries the position. */
  payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = this.mark(entry.coin).times(entry.amount).times(rate).toDecimalPlaces(8);
      if (entry.wallet === undefined) this.wallet = this.wallet.minus(due);
      else entry.wallet = entry.wallet.minus(due);
    }
    this.changes.push({
      reason: 'FUNDING_FEE',
      coins: this.entries.filter(({wallet}) => wallet !== undefined).map(({coin}) => coin),
    });
  }

  worst(): Decimal | undefined {
    const ratios = this.#pools().map((pool) => {
      const {balance, required} = this.#standing(pool);
      return balance.div(required).times(100);
    });
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const price = this.entries
      .filter((each) => each.coin === coin)
      .map((entry) => this.liquidationPrice(entry))[0];
    return price?.isZero() === false ? price : undefined;
  }
}
