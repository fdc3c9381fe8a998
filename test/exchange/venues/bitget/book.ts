import {type Amount, Decimal} from '../../crossing.ts';
import {type Carried, Ledger, marginOf} from '../../ledger.ts';
import type {Opening} from '../../venue.ts';
import {type Rule, required as requiredBy, TAKER, tableOf} from './table.ts';

export type Entry = Carried & {
  readonly side: 'long' | 'short';
  /** Coins, always positive. */
  total: Decimal;
  average: Decimal;
  /** ms since 1970. */
  readonly opened: number;
};

/** From then on a position opened pays slice by slice. */
const SLICES = Date.UTC(2025, 10, 10, 8);
/** The customer's short ether is from the summer before; all else was opened since. */
const OPENED: Readonly<Record<string, number>> = {ETH: Date.UTC(2025, 5, 21, 8)};
const LATELY = Date.UTC(2026, 9, 1);

/**
 * A classic account in single-asset mode, margined in USDT. Kept as a balance, sides and average prices: equity =
 * balance + what each side has won. Liquidated when requirement ÷ equity reaches 1.
 */
export class BitgetBook extends Ledger<Entry> {
  /** Something that a push has to tell. */
  isChanged = true;

  constructor(opening: Opening) {
    super(opening, (stake) => ({
      coin: stake.coin,
      side: stake.size.startsWith('-') ? 'short' : 'long',
      total: new Decimal(stake.size).abs(),
      average: new Decimal(stake.entry),
      leverage: stake.leverage,
      margin: marginOf(stake),
      opened: OPENED[stake.coin] ?? LATELY,
    }));
  }

  override coinsIn({side, total}: Entry): Decimal {
    return side === 'long' ? total : total.neg();
  }

  override profit({coin, side, total, average}: Entry, mark = this.mark(coin)): Decimal {
    return (side === 'long' ? mark.minus(average) : average.minus(mark)).times(total);
  }

  override required({coin, total, opened}: Entry, mark = this.mark(coin)): Decimal {
    const rule: Rule = opened < SLICES ? 'whole' : 'slices';
    return requiredBy(tableOf(coin), total.times(mark), rule);
  }

  protected override closingCost(entry: Entry): Decimal {
    return this.value(entry).times(TAKER);
  }

  protected override rank(entry: Entry): Decimal {
    return this.required(entry);
  }

  protected override closed(): void {
    this.isChanged = true;
  }

  /** One-way: an order against the position closes it first. */
  override fill(coin: string, size: Amount): void {
    const mark = this.mark(coin);
    const side = new Decimal(size).gt(0) ? 'long' : 'short';
    let rest = new Decimal(size).abs();
    this.cash = this.cash.minus(rest.times(mark).times(TAKER));
    this.isChanged = true;
    const held = this.entries.find((entry) => entry.coin === coin);
    if (held && held.side !== side) {
      const closed = Decimal.min(rest, held.total);
      this.pay(held, this.profit({...held, total: closed}));
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

  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.total.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(10);
      this.pay(entry, entry.side === 'long' ? due.neg() : due);
    }
    this.isChanged = true;
  }

  /** 0 is safe, 1 is liquidation. */
  risk(entry: Entry): Decimal {
    return new Decimal(1).div(this.ratio(entry));
  }
}
