import {type Amount, crossing, Decimal} from '../../crossing.ts';
import type {Book, Liquidation, Opening} from '../../venue.ts';
import {CURRENCIES, type Currency, currencyOf, rateOf} from './contract.ts';

export type Entry = {
  readonly coin: string;
  /** Coins, signed. */
  amount: Decimal;
  entry: Decimal;
  /** Profit that former sessions have brought into the balance already. */
  settled: Decimal;
};

/** Taker. */
const FEE = '0.0005';
const FAR = 1_000;
/** The session began with prices so much below the opening's. */
const SETTLEMENT = '0.99';

/**
 * A segregated account in standard margin: what is margined in USDC and what is margined in USDT do not help each
 * other. Kept as cash and profit since the entry; liquidated when cash and profit are no more than the maintenance
 * margin.
 */
export class DeribitBook implements Book {
  readonly entries: Entry[];
  readonly liquidations: Liquidation[] = [];
  readonly cash: Record<Currency, Decimal>;
  /** Realised since the session began. */
  readonly realised: Record<Currency, Decimal> = {USDC: new Decimal(0), USDT: new Decimal(0)};
  /** Coins whose row the next push has to tell, closed ones too. */
  readonly changed = new Set<string>();
  readonly #marks: Map<string, Decimal>;

  constructor({cash, prices, positions}: Opening) {
    this.#marks = new Map(Object.entries(prices).map(([coin, price]) => [coin, new Decimal(price)]));
    this.cash = {USDC: new Decimal(cash), USDT: new Decimal(0)};
    for (const {coin, margin} of positions) {
      const currency = currencyOf(coin);
      this.cash[currency] = this.cash[currency].plus(margin ?? 0);
    }
    this.entries = positions.map(({coin, size, entry}) => ({
      coin,
      amount: new Decimal(size),
      entry: new Decimal(entry),
      settled: this.mark(coin).times(SETTLEMENT).minus(entry).times(size).toDecimalPlaces(6),
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

  get stakes() {
    return this.entries.map(({coin, amount}) => ({coin, size: amount, pool: 'cross' as const}));
  }

  members(currency: Currency): Entry[] {
    return this.entries.filter(({coin}) => currencyOf(coin) === currency);
  }

  value({coin, amount}: Entry, mark = this.mark(coin)): Decimal {
    return amount.times(mark).abs();
  }

  profit({coin, amount, entry}: Entry, mark = this.mark(coin)): Decimal {
    return mark.minus(entry).times(amount);
  }

  margin(of: 'maintenance' | 'initial', entry: Entry, mark = this.mark(entry.coin)): Decimal {
    const rate = rateOf(entry.coin);
    const grown = entry.amount.abs().times(rate.slope).plus(rate[of]);
    return this.value(entry, mark).times(grown);
  }

  /** Margin balance and maintenance margin of a currency, if `coin` stood at `price`. */
  standing(currency: Currency, coin?: string, price?: Decimal): {balance: Decimal; required: Decimal} {
    let balance = this.cash[currency];
    let required = new Decimal(0);
    for (const entry of this.members(currency)) {
      const mark = entry.coin === coin ? price : undefined;
      balance = balance.plus(this.profit(entry, mark));
      required = required.plus(this.margin('maintenance', entry, mark));
    }
    return {balance, required};
  }

  #cushion(coin: string, price: Decimal): Decimal {
    const {balance, required} = this.standing(currencyOf(coin), coin, price);
    return balance.minus(required);
  }

  /** Exact. Undefined: there is none. */
  liquidationPrice({coin, amount}: Entry): Decimal | undefined {
    const mark = this.mark(coin);
    const end = amount.gt(0) ? new Decimal(0) : mark.times(FAR);
    const price = crossing((at) => this.#cushion(coin, at), mark, end);
    return price?.isZero() ? undefined : price;
  }

  move(coin: string, to: Amount): readonly Liquidation[] {
    const before = this.liquidations.length;
    const end = new Decimal(to);
    const hit = () => {
      if (!this.entries.some((entry) => entry.coin === coin)) return undefined;
      return crossing((at) => this.#cushion(coin, at), this.mark(coin), end);
    };
    for (let price = hit(); price !== undefined; price = hit()) {
      this.#marks.set(coin, price);
      this.#liquidate(coin, price);
    }
    this.#marks.set(coin, end);
    return this.liquidations.slice(before);
  }

  /** Closed at the mark for the fee: the one that fell first, then the largest, until the rest can stand. */
  #liquidate(coin: string, price: Decimal): void {
    const currency = currencyOf(coin);
    const [fallen, ...others] = this.members(currency).sort((a, b) =>
      a.coin === coin ? -1 : b.coin === coin ? 1 : this.value(b).cmp(this.value(a)),
    );
    if (fallen === undefined) return;
    this.liquidations.push({coin, pool: 'cross', size: fallen.amount, price});
    for (const entry of [fallen, ...others]) {
      this.#realise(entry, new Decimal(1));
      this.#pay(currency, this.value(entry).times(FEE));
      this.cash[currency] = Decimal.max(0, this.cash[currency]);
      this.entries.splice(this.entries.indexOf(entry), 1);
      this.changed.add(entry.coin);
      const {balance, required} = this.standing(currency);
      if (balance.gt(required)) break;
    }
  }

  #pay(currency: Currency, amount: Decimal): void {
    this.cash[currency] = this.cash[currency].minus(amount);
    this.realised[currency] = this.realised[currency].minus(amount);
  }

  /** A share of the position's profit becomes cash; what was settled before is the session's no more. */
  #realise(entry: Entry, share: Decimal): void {
    const currency = currencyOf(entry.coin);
    const profit = this.profit(entry).times(share);
    const settled = entry.settled.times(share);
    this.cash[currency] = this.cash[currency].plus(profit);
    this.realised[currency] = this.realised[currency].plus(profit.minus(settled));
    entry.settled = entry.settled.minus(settled);
  }

  fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const bought = new Decimal(size);
    this.#pay(currencyOf(coin), bought.times(mark).abs().times(FEE));
    this.changed.add(coin);
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry === undefined) {
      this.entries.push({coin, amount: bought, entry: mark, settled: new Decimal(0)});
      return;
    }
    const after = entry.amount.plus(bought);
    if (bought.times(entry.amount).gt(0)) {
      entry.entry = entry.entry.times(entry.amount).plus(mark.times(bought)).div(after);
    } else {
      const isTurned = after.times(bought).gt(0);
      this.#realise(entry, isTurned ? new Decimal(1) : bought.div(entry.amount).neg());
      if (isTurned) entry.entry = mark;
    }
    entry.amount = after;
    if (after.isZero()) this.entries.splice(this.entries.indexOf(entry), 1);
  }

  payFunding(rate: Amount): void {
    for (const {coin, amount} of this.entries)
      this.#pay(currencyOf(coin), amount.times(this.mark(coin)).times(rate).toDecimalPlaces(6));
  }

  worst(): Decimal | undefined {
    const ratios = CURRENCIES.filter((currency) => this.members(currency).length > 0).map((currency) => {
      const {balance, required} = this.standing(currency);
      return balance.div(required).times(100);
    });
    return ratios.length === 0 ? undefined : Decimal.min(...ratios);
  }

  brink(coin: string): Decimal | undefined {
    const entry = this.entries.find((each) => each.coin === coin);
    return entry && this.liquidationPrice(entry);
  }
}
