import {type Amount, Decimal} from '../crossing.ts';
import type {Opening, Stake} from '../venue.ts';
import {type Entry, LighterBook} from '../venues/lighter/book.ts';

/** Of the size at the entry, which never changes; of the value at the mark. */
const FIXED_RATE = new Decimal('0.01');
const SCALED_RATE = new Decimal('0.025');

const marginFor = ({size, entry, leverage}: Pick<Stake, 'size' | 'entry' | 'leverage'>) =>
  new Decimal(size).times(entry).abs().div(leverage);

/** Each position with its own collateral; what is required is a share of its size when it was opened. */
export class ApartBook extends LighterBook {
  constructor(opening: Opening) {
    const margin = (stake: Stake) => stake.margin ?? marginFor(stake).toFixed();
    super({...opening, positions: opening.positions.map((stake) => ({...stake, margin: margin(stake)}))});
  }

  override maintenance({cost}: Entry): Decimal {
    return cost.abs().times(FIXED_RATE);
  }

  override fee(): Decimal {
    return new Decimal(0);
  }

  override fill(coin: string, amount: Amount): void {
    super.fill(coin, amount);
    for (const entry of this.entries) entry.margin ??= entry.cost.abs().div(entry.leverage);
  }
}

/** One collateral for all positions; what is required grows with their value. */
export class TogetherBook extends LighterBook {
  constructor(opening: Opening) {
    const apart = opening.positions.reduce((sum, {margin}) => sum.plus(margin ?? 0), new Decimal(0));
    super({
      ...opening,
      cash: apart.plus(opening.cash).toFixed(),
      positions: opening.positions.map(({margin: _, ...stake}) => stake),
    });
  }

  override maintenance(entry: Entry, mark = this.mark(entry.coin)): Decimal {
    return this.value(entry, mark).times(SCALED_RATE);
  }

  override fee(): Decimal {
    return new Decimal(0);
  }
}
