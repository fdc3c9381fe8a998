import {addressIn} from '../address.ts';
import {reduce as reduceBinance} from '../binance/reduce.ts';
import type {BinanceState} from '../binance/state.ts';
import type {Frame} from '../frame.ts';
import {ignored} from '../reading.ts';
import type {Reduction} from '../venue.ts';

const isOurs = ({hostname}: URL) => hostname === 'asterdex.com' || hostname.endsWith('.asterdex.com');

const SYMBOLS = /"symbol"\s*:\s*"[^"]{0,40}"/g;

/**
 * `positionRisk` answers for one symbol or for all, and which was asked stands in a query that is signed and not read.
 * Of less than two symbols it may be a part: it is taken as one.
 */
function withScope(frame: Frame, path: string): Frame {
  if (!path.endsWith('/positionRisk') || frame.direction === 'out') return frame;
  const isPart = new Set(frame.body.match(SYMBOLS)).size < 2;
  return isPart ? {...frame, url: `${frame.url.split('?', 1)[0]}?symbol=`} : frame;
}

/** Pure and total. Aster speaks as Binance does; what comes from another host is not its. */
export function reduce(state: BinanceState, frame: Frame): Reduction<BinanceState> {
  const url = addressIn(frame.url);
  return url !== null && isOurs(url) ? reduceBinance(state, withScope(frame, url.pathname)) : ignored(state);
}
