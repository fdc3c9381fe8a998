import {type Amount, Decimal} from '../../crossing.ts';
import {type Entry, LighterBook} from '../lighter/book.ts';
import {rateOf} from './market.ts';

/** Of the requirement of what is sold. */
const PENALTY = '0.7';

/**
 * An account counted in USD, kept as Lighter's is: cash and costs, isolated margin apart, liquidated when its value is no
 * more than the requirement. Funding waits beside a position until that is traded.
 */
export class ParadexBook extends LighterBook {
  /** An isolated account stays when its position is gone. */
  readonly hasApart = this.entries.some(({margin}) => margin !== undefined);
  readonly #waiting = new Map<Entry, Decimal>();

  waiting(entry: Entry): Decimal {
    return this.#waiting.get(entry) ?? new Decimal(0);
  }

  override profit(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return super.profit(entry, mark).plus(this.waiting(entry));
  }

  override maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(rateOf(entry.coin));
  }

  override fee({coin}: Entry): Decimal {
    return rateOf(coin).times(PENALTY);
  }

  override fill(coin: string, amount: Amount): void {
    const entry = this.entries.find((each) => each.coin === coin);
    if (entry) {
      const received = this.waiting(entry);
      if (entry.margin === undefined) this.cash = this.cash.plus(received);
      else entry.margin = entry.margin.plus(received);
      this.#waiting.delete(entry);
    }
    super.fill(coin, amount);
  }

  override payFunding(rate: Amount): void {
    for (const entry of this.entries) {
      const due = entry.size.times(this.mark(entry.coin)).times(rate).toDecimalPlaces(8);
      this.#waiting.set(entry, this.waiting(entry).minus(due));
    }
    this.isChanged = true;
  }
}
