import {type Amount, Decimal} from '../../crossing.ts';
import type {Liquidation} from '../../venue.ts';
import {type Entry, LighterBook} from '../lighter/book.ts';
import {MAINTENANCE} from './market.ts';

/** Of what a liquidation closes, to the insurance fund; never more than is left. Fills are free. */
const LIQUIDATION_FEE = new Decimal('0.005');

/** One ledger in USDC as Lighter's, at Aevo's rate; positions that changed are told one by one. */
export class AevoBook extends LighterBook {
  /** Coins whose row the next push has to tell, closed ones too. */
  readonly changed = new Set<string>();

  override maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(MAINTENANCE);
  }

  override fee(_: Entry): Decimal {
    return LIQUIDATION_FEE;
  }

  override move(coin: string, to: Amount): readonly Liquidation[] {
    const before = this.entries.map((entry) => entry.coin);
    const fallen = super.move(coin, to);
    const left = new Set(this.entries.map((entry) => entry.coin));
    for (const name of before) if (!left.has(name)) this.changed.add(name);
    return fallen;
  }

  override fill(coin: string, amount: Amount): void {
    super.fill(coin, amount);
    this.changed.add(coin);
  }
}
