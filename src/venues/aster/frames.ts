import {STREAMS} from '../binance/streams.ts';
import type {Wanted} from '../venue.ts';

/** What of Aster's traffic is wanted. The frames themselves are Binance's: schemas and events stand in that folder. */

/** The page's own host, and that of the REST API, which answers the web's calls too. */
export const HOSTS = ['www.asterdex.com', 'fapi.asterdex.com'] as const;
const STREAM_HOST = '*.asterdex.com';

/**
 * The web's calls, as Binance's page makes them: the group is attested on Aster's, the calls in it are not, so the whole
 * group is asked for and answers are known by what they hold. The request travels with the answer (`''` occurs in every
 * body): with a `portfolioId` in it the answer is somebody else's.
 */
const WEB: readonly {readonly path: string; readonly asks?: readonly string[]}[] = [
  {path: '/bapi/futures/:version/private/future/user-data', asks: ['']},
  {path: '/bapi/futures/:version/friendly/future/common'},
  {path: '/bapi/futures/:version/public/future/common'},
];

/** Documented. Requests are signed, so neither their query nor their body is ever handed on. */
const REST = [
  'account',
  'accountWithJoinMargin',
  'balance',
  'positionRisk',
  'leverageBracket',
  'multiAssetsMargin',
  'assetIndex',
].map((call) => ({path: `/fapi/:version/${call}`}));

export const wanted: readonly Wanted[] = [
  // What follows the path is a listen key, so no path is named.
  {via: 'websocket', host: STREAM_HOST, in: STREAMS},
  ...HOSTS.flatMap((host) => [...WEB, ...REST].map((call): Wanted => ({via: 'request', host, ...call}))),
];
