import type {Wanted, WantedText} from '../venue.ts';

/** What of the page's traffic the tap hands on. */

const channel = (name: string, row: Omit<WantedText, 'head'> = {}): WantedText => ({
  head: `"channel":"${name}"`,
  ...row,
});

/** The most frequent first: the tap stops at the first head that occurs. */
const received: readonly WantedText[] = [
  channel('activeAssetCtx', {latest: ['"coin":"']}),
  channel('allDexsAssetCtxs', {latest: []}),
  channel('assetCtxs', {latest: ['"dex":"']}),
  // Changes only: none may be left out.
  channel('fastAssetCtxs'),
  channel('clearinghouseState', {latest: ['"user":"', '"dex":"']}),
  channel('allDexsClearinghouseState', {latest: ['"user":"']}),
  channel('spotState', {latest: ['"user":"']}),
  // Some 85 KB, of which markets, prices and order lists are the most; the account's own part travels.
  channel('webData2', {
    latest: ['"user":"'],
    cut: {after: '"data":{', members: ['clearinghouseState', 'user', 'spotState'], close: '}}'},
  }),
  channel('webData3', {latest: ['"user":"']}),
  channel('post'),
  channel('userFundings'),
  channel('user'),
  channel('subscriptionResponse'),
];

/** Questions posted over the socket. An order is `"request":{"type":"action"` and never matches. */
const sent: readonly WantedText[] = [{head: '"request":{"type":"info"'}];

const asks = [
  'clearinghouseState',
  'spotClearinghouseState',
  'userAbstraction',
  'meta',
  'metaAndAssetCtxs',
  'allPerpMetas',
  'perpDexs',
  'subAccounts',
  'subAccounts2',
  'webData2',
].map((type) => `"type":"${type}"`);

export const wanted: readonly Wanted[] = ['api-ui.hyperliquid.xyz', 'api.hyperliquid.xyz'].flatMap(
  (host): Wanted[] => [
    {via: 'websocket', host, path: '/ws', in: received, out: sent},
    {via: 'request', host, path: '/info', asks},
  ],
);
