import {Decimal} from '../../crossing.ts';
import {type Entry, LighterBook} from '../lighter/book.ts';
import {FEE, rateOf} from './contract.ts';

/**
 * A futures wallet in USDT, kept as Lighter's is: cash and costs, isolated margin apart, liquidated when equity is no more
 * than the requirement. That stays put at the entry but for the closing fee, and whoever is liquidated loses all of the margin.
 */
export class MexcBook extends LighterBook {
  override maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return entry.cost.abs().times(rateOf(entry.coin, entry.size)).plus(this.value(entry, mark).times(FEE));
  }

  override fee(): Decimal {
    return new Decimal(1);
  }
}
