import {Decimal} from '../engine/decimal.ts';
import type {Figure} from '../engine/figure.ts';
import type {AsJson} from '../engine/json.ts';
import type {DistanceTag} from '../messages.ts';
import {holdings, type Read, type Standing, standings} from './standing.ts';

/** More digits than a tag shows; fewer than would make every tick another message. */
const PLACES = 4;

const UNTOLD: AsJson<Figure> = {kind: 'missing', needs: []};

/** Downward, as it is shown: the line is never farther than said. Reasons stay here, the popup has them. */
function told(distance: Figure): AsJson<Figure> {
  if (distance.kind !== 'exact' && distance.kind !== 'estimated') return UNTOLD;
  const value = distance.value.toDecimalPlaces(PLACES, Decimal.ROUND_FLOOR).toFixed();
  return distance.kind === 'exact' ? {kind: 'exact', value} : {kind: 'estimated', value, because: []};
}

function tagsOfPool({pool, poolHealth, state}: Standing): readonly DistanceTag[] {
  // Beside the venue's own price a figure that contradicts it would only puzzle: the popup shows both, and why.
  const isLive = state === 'live' && poolHealth.feed.verdict === 'live';
  return poolHealth.positions.map(({symbol, side, distance}) => ({
    symbol,
    underlying: pool.positions.find((position) => position.symbol === symbol)?.underlying ?? symbol,
    side,
    distance: isLive ? told(distance) : UNTOLD,
  }));
}

/**
 * Every position of these pages, with its distance where that is live: the others keep a row from being taken for one
 * that it only resembles. Empty: there is no distance to tell.
 */
export function tagsOf(reads: readonly Read[], now: number): readonly DistanceTag[] {
  const tags = holdings(reads)
    .flatMap((holding) => standings(holding, now))
    .flatMap(tagsOfPool);
  return tags.some(({distance}) => distance.kind !== 'missing') ? tags : [];
}
