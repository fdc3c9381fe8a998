import type {Decimal} from '../../crossing.ts';
import {type Entry, LighterBook} from '../lighter/book.ts';
import {maintenance} from './market.ts';

/**
 * A wallet with one sub-account, or two where something is isolated; kept as Lighter's account is: cash and costs, the
 * other sub-account's cash apart, liquidated when equity is no more than the requirement.
 */
export class ExtendedBook extends LighterBook {
  /** A sub-account stays when its position is gone. */
  readonly hasApart = this.entries.some(({margin}) => margin !== undefined);

  override maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return maintenance(entry.coin, this.value(entry, mark));
  }

  /** At the bankruptcy price a position takes its own requirement with it; it is sold half way there. */
  override fee(entry: Entry): Decimal {
    return this.maintenance(entry).div(this.value(entry)).div(2);
  }
}
