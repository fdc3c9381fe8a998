import type {Session} from '../../exchange/venue.ts';

/** What the badge must say of the simulator's own ledger: whole percent, cut off; thousands as `2k`. */
export function badgeOf({book}: Session): string {
  const worst = book.worst()?.floor();
  if (worst === undefined) return '';
  return worst.lt(1000) ? worst.toFixed() : `${worst.div(1000).floor().toFixed()}k`;
}
