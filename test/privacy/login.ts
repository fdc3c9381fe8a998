import type {VenueName} from '../exchange/venues/index.ts';

/** One thing that a page says or is told about who it is. */
export type Word =
  | {readonly via: 'socket'; readonly url: string; readonly direction: 'in' | 'out'; readonly body: string}
  | {readonly via: 'request'; readonly url: string; readonly ask: string; readonly answer: string};

let count = 0;
/** Never the same twice, as long as a real one, and found by `MARK`. */
export const secret = (length = 40): string => `SeCrEt${++count}x`.padEnd(length, 'q');
export const MARK = /SeCrEt\d+x/g;

/** As JSON web tokens look. */
export const jwt = (): string => `eyJhbGciOiJFUzI1NiJ9.${secret()}.${secret()}`;

const said = (url: string, body: unknown): Word => ({
  via: 'socket',
  url,
  direction: 'out',
  body: JSON.stringify(body),
});
const told = (url: string, body: unknown): Word => ({
  via: 'socket',
  url,
  direction: 'in',
  body: JSON.stringify(body),
});
const asked = (url: string, ask: unknown, answer: unknown): Word => ({
  via: 'request',
  url,
  ask: JSON.stringify(ask),
  answer: JSON.stringify(answer),
});

const KRAKEN = 'wss://futures.kraken.com/ws/v1';
const DERIBIT = 'wss://www.deribit.com/ws/api/v2';

/** How each exchange's page proves who it is, as its documents write it, with made-up secrets. */
export const LOGINS: Readonly<Record<VenueName, readonly Word[]>> = {
  hyperliquid: [
    said('wss://api-ui.hyperliquid.xyz/ws', {
      method: 'post',
      id: 1,
      request: {
        type: 'action',
        payload: {action: {type: 'order'}, nonce: 1, signature: {r: secret(64), s: secret(64), v: 27}},
      },
    }),
    asked(
      'https://api-ui.hyperliquid.xyz/exchange',
      {action: {type: 'approveAgent', agentAddress: secret(42)}, signature: {r: secret(64)}},
      {status: 'ok'},
    ),
  ],
  binance: [
    asked(
      'https://www.binance.com/bapi/futures/v1/private/future/user-stream/get-listen-key',
      {},
      {data: {listenKey: secret(64)}},
    ),
    told(`wss://fstream.binance.com/stream?streams=${secret(64)}`, {
      stream: secret(64),
      data: {e: 'ACCOUNT_UPDATE', E: 1, T: 1, a: {m: 'ORDER', B: [], P: []}},
    }),
    told(`wss://fstream.binance.com/ws/${secret(64)}`, {e: 'listenKeyExpired', E: 1, listenKey: secret(64)}),
    told(`wss://fstream.binance.com/private?listenKey=${secret(64)}`, {
      e: 'listenKeyExpired',
      E: 1,
      listenKey: secret(64),
    }),
  ],
  okx: [
    said('wss://wspri.okx.com:8443/ws/v5/iprivate', {
      op: 'login',
      args: [{apiKey: secret(36), passphrase: secret(12), timestamp: '1', sign: secret(44)}],
    }),
    said('wss://wspri.okx.com:8443/ws/v5/iprivate', {op: 'login', args: [{token: jwt()}]}),
    asked(
      `https://www.okx.com/priapi/v5/account/config?t=1&token=${secret()}`,
      {},
      {
        code: '0',
        data: [{acctLv: '2', posMode: 'net_mode', uid: '1', label: 'web', apiKey: secret(36), ip: ''}],
      },
    ),
  ],
  bybit: [
    said('wss://ws2.bybit.com/private', {op: 'auth', args: [secret(18), 1, secret(64)]}),
    told('wss://ws2.bybit.com/private', {success: true, op: 'auth', conn_id: 'a', token: secret()}),
  ],
  gate: [
    said('wss://fx-webws.gateio.live/v4/ws/usdt', {
      time: 1,
      channel: 'futures.positions',
      event: 'subscribe',
      payload: ['1', '!all'],
      auth: {method: 'api_key', KEY: secret(32), SIGN: secret(128)},
    }),
    told('wss://fx-webws.gateio.live/v4/ws/usdt', {
      time: 1,
      channel: 'futures.positions',
      event: 'subscribe',
      auth: {method: 'api_key', KEY: secret(32), SIGN: secret(128)},
      result: {status: 'success'},
    }),
  ],
  kucoin: [
    told(`wss://ws-api-futures.kucoin.com/?token=${secret()}&connectId=1`, {id: '1', type: 'welcome'}),
    asked(`https://www.kucoin.com/_api_kumex/web-front/positions?c=${secret()}&lang=en`, '', {
      code: '200',
      data: [],
      csrf: secret(),
    }),
    asked('https://www.kucoin.com/_api/bullet-private', '', {data: {token: secret()}}),
  ],
  krakenfutures: [
    said(KRAKEN, {event: 'challenge', api_key: secret(56)}),
    told(KRAKEN, {event: 'challenge', message: secret(36)}),
    said(KRAKEN, {
      event: 'subscribe',
      feed: 'balances',
      api_key: secret(56),
      original_challenge: secret(36),
      signed_challenge: secret(88),
    }),
    told(KRAKEN, {
      event: 'subscribed',
      feed: 'balances',
      api_key: secret(56),
      original_challenge: secret(36),
      signed_challenge: secret(88),
    }),
    told(KRAKEN, {
      feed: 'balances',
      event: 'subscribed',
      api_key: secret(56),
      original_challenge: secret(36),
      signed_challenge: secret(88),
    }),
  ],
  bitget: [
    said('wss://ws.bitget.com/v2/ws/private', {
      op: 'login',
      args: [{apiKey: secret(35), passphrase: secret(12), timestamp: '1', sign: secret(44)}],
    }),
  ],
  deribit: [
    said(DERIBIT, {
      jsonrpc: '2.0',
      id: 9,
      method: 'public/auth',
      params: {grant_type: 'client_credentials', client_id: secret(8), client_secret: secret(43)},
    }),
    told(DERIBIT, {
      jsonrpc: '2.0',
      id: 9,
      result: {access_token: secret(200), expires_in: 900, refresh_token: secret(200), scope: 'session:web'},
    }),
    told(DERIBIT, {jsonrpc: '2.0', id: 9, result: {scope: 'session:web', access_token: secret(200)}}),
    told(DERIBIT, {
      jsonrpc: '2.0',
      id: 9,
      result: [{client_secret: secret(43), client_id: secret(8), id: 1}],
    }),
    said(DERIBIT, {
      jsonrpc: '2.0',
      id: 10,
      method: 'private/get_positions',
      params: {currency: 'any', access_token: secret(200)},
    }),
  ],
  lighter: [
    said('wss://mainnet.zklighter.elliot.ai/stream', {
      type: 'subscribe',
      channel: 'account_all_positions/1',
      auth: secret(120),
    }),
    asked(`https://mainnet.zklighter.elliot.ai/api/v1/account?by=index&value=1&auth=${secret(120)}`, '', {
      code: 200,
      accounts: [],
      auth: secret(120),
    }),
  ],
  dydx: [
    asked(`https://indexer.dydx.trade/v4/addresses/dydx1?signature=${secret(88)}`, '', {
      subaccounts: [],
      signature: secret(88),
      mnemonic: secret(20),
    }),
  ],
  orderly: [
    said('wss://ws-private-evm.orderly.org/v2/ws/private/stream/0x5e', {
      id: 'auth',
      event: 'auth',
      params: {orderly_key: `ed25519:${secret(44)}`, sign: secret(88), timestamp: 1},
    }),
    told('wss://ws-private-evm.orderly.org/v2/ws/private/stream/0x5e', {
      id: 'auth',
      event: 'auth',
      success: true,
      orderly_key: `ed25519:${secret(44)}`,
    }),
    asked('https://api-evm.orderly.org/v1/client/key_info?key_status=ACTIVE', '', {
      data: {rows: [{orderly_key: secret(44)}]},
    }),
  ],
  aster: [
    told(`wss://fstream.asterdex.com/ws/${secret(64)}`, {e: 'listenKeyExpired', E: 1, listenKey: secret(64)}),
    asked(`https://fapi.asterdex.com/fapi/v3/positionRisk?signature=${secret(130)}&nonce=1`, '', []),
    asked('https://fapi.asterdex.com/fapi/v3/listenKey', '', {listenKey: secret(64)}),
  ],
  pacifica: [
    said('wss://ws.pacifica.fi/ws', {
      id: '1',
      params: {create_order: {account: 'a', signature: secret(88), agent_wallet: secret(44)}},
    }),
    told('wss://ws.pacifica.fi/ws', {
      channel: 'subscribe',
      data: {source: 'account_info', account: 'a', signature: secret(88)},
    }),
    asked(`https://api.pacifica.fi/api/v1/account?account=a&signature=${secret(88)}`, '', {
      success: true,
      data: {},
      api_key: secret(),
    }),
  ],
  derive: [
    said('wss://api.lyra.finance/ws', {
      id: '1',
      method: 'public/login',
      params: {wallet: '0x1', timestamp: '1', signature: secret(132)},
    }),
    told('wss://api.lyra.finance/ws', {id: '1', result: [42, 43], session_key: secret(42)}),
  ],
  paradex: [
    said('wss://ws.api.prod.paradex.trade/v1', {
      jsonrpc: '2.0',
      method: 'auth',
      params: {bearer: jwt()},
      id: 1,
    }),
    asked('https://api.prod.paradex.trade/v1/auth', '', {jwt_token: jwt()}),
    asked('https://api.prod.paradex.trade/v1/account', '', {
      account: '0x1',
      status: 'ACTIVE',
      jwt_token: jwt(),
    }),
  ],
  mexc: [
    said('wss://contract.mexc.com/edge', {
      method: 'login',
      param: {token: `WEB${secret()}`, reqTime: '1', signature: secret(64), apiKey: secret(20)},
    }),
    told('wss://contract.mexc.com/edge', {channel: 'rs.login', data: 'success', token: secret(), ts: 1}),
  ],
  aevo: [
    said('wss://ws.aevo.xyz', {op: 'auth', id: 1, data: {key: secret(), secret: secret()}}),
    asked('https://api.aevo.xyz/account', '', {
      account: '0x1',
      api_keys: [{api_key: secret(), api_secret: secret(64), name: 'web'}],
      signing_keys: [{signing_key: secret(42)}],
    }),
  ],
  extended: [
    asked('https://api.starknet.extended.exchange/api/v1/user/account/info', '', {
      status: 'OK',
      data: {accountId: 1, apiKey: secret(32), l2PrivateKey: secret(64)},
    }),
    asked('https://api.starknet.extended.exchange/api/v1/user/account/api-key', '', {
      data: {key: secret(32)},
    }),
  ],
};
