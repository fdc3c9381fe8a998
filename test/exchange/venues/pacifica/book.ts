import {Decimal} from '../../crossing.ts';
import {type Entry, LighterBook} from '../lighter/book.ts';
import {rateOf} from './market.ts';

/**
 * An account margined in USDC, kept as Lighter's is: cash and costs, isolated margin apart, liquidated when equity is no
 * more than the requirement. Rates and what a liquidation costs are Pacifica's own.
 */
export class PacificaBook extends LighterBook {
  override maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(rateOf(entry.coin));
  }

  override fee({coin}: Entry): Decimal {
    return Decimal.max('0.0075', rateOf(coin).times('0.4'));
  }
}
