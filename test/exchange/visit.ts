import type {WebSocket} from 'ws';
import type {Frame} from '../../src/venues/frame.ts';
import type {Session} from './venue.ts';
import {simulated, type VenueName} from './venues/index.ts';

/** What each page asks for by request, and the sockets it opens. */
const PAGES: Record<
  VenueName,
  {calls: readonly [string, string][]; sockets: readonly [string, readonly object[]][]}
> = {
  hyperliquid: {
    calls: [
      ['https://api-ui.hyperliquid.xyz/info', '{"type":"meta"}'],
      [
        'https://api-ui.hyperliquid.xyz/info',
        '{"type":"userAbstraction","user":"0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f"}',
      ],
    ],
    sockets: [
      [
        'wss://api-ui.hyperliquid.xyz/ws',
        [
          'webData3',
          'spotState',
          'allDexsAssetCtxs',
          'allDexsClearinghouseState',
          'userEvents',
          'userFundings',
        ].map((type) => ({
          method: 'subscribe',
          subscription: {type, user: '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f'},
        })),
      ],
    ],
  },
  binance: {
    calls: [
      ['https://www.binance.com/bapi/futures/v1/friendly/future/common/brackets', '{}'],
      ['https://www.binance.com/bapi/futures/v6/private/future/user-data/get-join-margin', '{}'],
      ['https://www.binance.com/bapi/futures/v6/private/future/user-data/user-balance', '{}'],
      ['https://www.binance.com/bapi/futures/v6/private/future/user-data/user-position', '{}'],
    ],
    sockets: [
      ['wss://fstream.binance.com/private?listenKey=k', []],
      [
        'wss://fstream.binance.com/market/stream?streams=btcusdt@markPrice/ethusdt@markPrice/solusdt@markPrice',
        [],
      ],
    ],
  },
  bybit: {
    calls: [
      [
        'https://www.bybit.com/x-api/unified/integrated/v5/queryPositions',
        '{"category":"linear","baseCoin":"","limit":200,"cursor":""}',
      ],
      ['https://www.bybit.com/x-api/v5/account/wallet-balance?accountType=UNIFIED', ''],
      ...['BTC', 'ETH', 'SOL'].map((coin): [string, string] => [
        `https://www.bybit.com/x-api/v5/market/risk-limit?category=linear&symbol=${coin}USDT`,
        '',
      ]),
    ],
    sockets: [
      ['wss://ws2.bybit.com/private', [{op: 'subscribe', args: ['position', 'wallet']}]],
      [
        'wss://stream.bybit.com/v5/public/linear',
        [{op: 'subscribe', args: ['BTC', 'ETH', 'SOL'].map((coin) => `tickers.${coin}USDT`)}],
      ],
    ],
  },
  gate: {
    calls: [
      ['https://www.gate.com/apiw/v2/futures/usdt/accounts', ''],
      ['https://www.gate.com/apiw/v2/futures/usdt/positions', ''],
      ...['BTC_USDT', 'ETH_USDT', 'SOL_USDT'].flatMap((name): [string, string][] => [
        [`https://www.gate.com/apiw/v2/futures/usdt/contracts/${name}`, ''],
        [`https://www.gate.com/apiw/v2/futures/usdt/risk_limit_tiers?contract=${name}`, ''],
      ]),
    ],
    sockets: [
      [
        'wss://fx-webws.gateio.live/v4/ws/usdt?device_type=0',
        [
          {channel: 'futures.positions', event: 'subscribe', payload: ['15564602', '!all']},
          {channel: 'futures.balances', event: 'subscribe', payload: ['15564602']},
          {
            channel: 'futures.tickers',
            event: 'subscribe',
            payload: ['BTC_USDT', 'ETH_USDT', 'SOL_USDT'],
          },
        ],
      ],
    ],
  },
  okx: {
    calls: [
      ['https://www.okx.com/priapi/v5/account/config', ''],
      ['https://www.okx.com/priapi/v5/public/instruments?instType=SWAP', ''],
      ...['BTC', 'ETH', 'SOL'].map((coin): [string, string] => [
        `https://www.okx.com/priapi/v5/public/position-tiers?instType=SWAP&tdMode=cross&instFamily=${coin}-USDT`,
        '',
      ]),
    ],
    sockets: [
      [
        'wss://wspri.okx.com:8443/ws/v5/iprivate',
        [{op: 'subscribe', args: [{channel: 'account'}, {channel: 'positions', instType: 'ANY'}]}],
      ],
      [
        'wss://wspri.okx.com:8443/ws/v5/ipublic',
        [
          {
            op: 'subscribe',
            args: ['BTC', 'ETH', 'SOL'].map((coin) => ({
              channel: 'mark-price',
              instId: `${coin}-USDT-SWAP`,
            })),
          },
        ],
      ],
    ],
  },
  kucoin: {
    calls: [
      'kumex-contract/contracts/active',
      'web-front/account/total-equity-l3-new',
      'futures-trade-proxy/activeOrderStatistics',
      'web-front/positions',
    ].map((path): [string, string] => [`https://www.kucoin.com/_api_kumex/${path}`, '']),
    sockets: [
      [
        'wss://ws-api-futures.kucoin.com/?token=t',
        [
          '/contract/positionAll',
          '/contractAccount/wallet',
          '/contract/instrument:XBTUSDTM,ETHUSDTM,SOLUSDTM',
        ].map((topic) => ({id: '1', type: 'subscribe', topic, response: true})),
      ],
    ],
  },
  krakenfutures: {
    calls: [['https://futures.kraken.com/derivatives/api/v3/instruments', '']],
    sockets: [
      [
        'wss://futures.kraken.com/ws/v1',
        [
          {event: 'subscribe', feed: 'balances'},
          {event: 'subscribe', feed: 'open_positions'},
          {event: 'subscribe', feed: 'ticker', product_ids: ['PF_XBTUSD', 'PF_ETHUSD', 'PF_SOLUSD']},
        ],
      ],
    ],
  },
  bitget: {
    calls: [
      ...['BTC', 'ETH', 'SOL'].map((coin): [string, string] => [
        'https://www.bitget.com/v1/mix/market/levels',
        `{"productType":"USDT-FUTURES","symbol":"${coin}USDT"}`,
      ]),
      ['https://www.bitget.com/v1/mix/holdings/funds', '{"productType":"USDT-FUTURES"}'],
      ['https://www.bitget.com/v1/mix/holdings/list', '{"productType":"USDT-FUTURES"}'],
    ],
    sockets: [
      [
        'wss://ws.bitget.com/v2/ws/private',
        [
          {
            op: 'subscribe',
            args: [
              {instType: 'USDT-FUTURES', channel: 'account', coin: 'default'},
              {instType: 'USDT-FUTURES', channel: 'positions', instId: 'default'},
            ],
          },
        ],
      ],
      [
        'wss://ws.bitget.com/v2/ws/public',
        [
          {
            op: 'subscribe',
            args: ['BTC', 'ETH', 'SOL'].map((coin) => ({
              instType: 'USDT-FUTURES',
              channel: 'ticker',
              instId: `${coin}USDT`,
            })),
          },
        ],
      ],
    ],
  },
  deribit: {
    calls: [],
    sockets: [
      [
        'wss://www.deribit.com/ws/api/v2',
        [
          {jsonrpc: '2.0', id: 1, method: 'private/get_positions', params: {currency: 'any'}},
          {jsonrpc: '2.0', id: 2, method: 'private/get_account_summaries', params: {extended: true}},
          {
            jsonrpc: '2.0',
            id: 3,
            method: 'private/subscribe',
            params: {
              channels: [
                'user.changes.any.any.raw',
                'user.portfolio.any',
                ...['BTC_USDC', 'ETH_USDC', 'SOL_USDT'].map((pair) => `ticker.${pair}-PERPETUAL.100ms`),
              ],
            },
          },
        ],
      ],
    ],
  },
  lighter: {
    calls: [
      ['https://mainnet.zklighter.elliot.ai/api/v1/orderBookDetails', ''],
      ['https://mainnet.zklighter.elliot.ai/api/v1/account?by=index&value=281474976710001', ''],
    ],
    sockets: [
      [
        'wss://mainnet.zklighter.elliot.ai/stream',
        ['account_all_positions/281474976710001', 'user_stats/281474976710001', 'market_stats/all'].map(
          (channel) => ({type: 'subscribe', channel}),
        ),
      ],
    ],
  },
  dydx: {
    calls: [],
    sockets: [
      [
        'wss://indexer.dydx.trade/v4/ws',
        [
          {type: 'subscribe', channel: 'v4_markets', batched: true},
          {
            type: 'subscribe',
            channel: 'v4_parent_subaccounts',
            id: 'dydx155va0m7wz5n8zcqscn9afswwt04n4usj46wvp5/0',
            batched: true,
          },
          {type: 'subscribe', channel: 'v4_orderbook', id: 'BTC-USD', batched: true},
        ],
      ],
    ],
  },
  orderly: {
    calls: ['public/info', 'client/info', 'public/funding_rates', 'client/holding', 'positions'].map(
      (path): [string, string] => [`https://api-evm.orderly.org/v1/${path}`, ''],
    ),
    sockets: [
      [
        'wss://ws-private-evm.orderly.org/v2/ws/private/stream/0x5e',
        [
          {id: 'auth', event: 'auth'},
          ...['position', 'balance'].map((topic) => ({id: topic, event: 'subscribe', topic})),
        ],
      ],
      ['wss://ws-evm.orderly.org/ws/stream/0x5e', [{id: 'm', event: 'subscribe', topic: 'markprices'}]],
    ],
  },
  aster: {
    calls: ['multiAssetsMargin', 'leverageBracket', 'balance', 'positionRisk'].map(
      (name): [string, string] => [`https://fapi.asterdex.com/fapi/v3/${name}`, ''],
    ),
    sockets: [
      ['wss://fstream.asterdex.com/ws/k', []],
      ['wss://fstream.asterdex.com/stream?streams=btcusdt@markPrice/ethusdt@markPrice/solusdt@markPrice', []],
    ],
  },
  pacifica: {
    calls: [
      ['https://api.pacifica.fi/api/v1/info', ''],
      ['https://api.pacifica.fi/api/v1/account?account=7kNd5hXvQ2mZpR9sTtUuVwWxYyZ1a2b3c4D5e6F7g8H9', ''],
    ],
    sockets: [
      [
        'wss://ws.pacifica.fi/ws',
        [
          {source: 'account_info', account: '7kNd5hXvQ2mZpR9sTtUuVwWxYyZ1a2b3c4D5e6F7g8H9'},
          {source: 'account_positions', account: '7kNd5hXvQ2mZpR9sTtUuVwWxYyZ1a2b3c4D5e6F7g8H9'},
          {source: 'prices'},
        ].map((params) => ({method: 'subscribe', params})),
      ],
    ],
  },
  derive: {
    calls: [],
    sockets: [
      [
        'wss://api.lyra.finance/ws',
        [
          ...[42, 43].map((subaccount_id) => ({
            id: `${subaccount_id}`,
            method: 'private/get_subaccount',
            params: {subaccount_id},
          })),
          {
            id: 'c',
            method: 'subscribe',
            params: {
              channels: [
                '42.balances',
                '43.balances',
                ...['BTC', 'ETH', 'SOL'].map((coin) => `ticker_slim.${coin}-PERP.1000`),
              ],
            },
          },
        ],
      ],
    ],
  },
  paradex: {
    calls: ['markets', 'account/info', 'account/summary', 'balance', 'positions'].map(
      (path): [string, string] => [`https://api.prod.paradex.trade/v1/${path}`, ''],
    ),
    sockets: [
      [
        'wss://ws.api.prod.paradex.trade/v1?sbeSchemaId=1&sbeSchemaVersion=1',
        ['positions', 'account', 'markets_summary'].map((channel) => ({
          jsonrpc: '2.0',
          method: 'subscribe',
          params: {channel},
          id: 1,
        })),
      ],
    ],
  },
  mexc: {
    calls: [
      ['https://www.mexc.com/api/platform/futures/api/v1/contract/detailV2?client=web', ''],
      ['https://www.mexc.com/api/platform/futures/api/v1/private/account/assets', ''],
      ['https://www.mexc.com/api/platform/futures/api/v1/private/position/open_positions', ''],
    ],
    sockets: [
      [
        'wss://contract.mexc.com/edge',
        [
          {method: 'login', param: {token: 'WEB0', reqTime: '1', signature: '0'}},
          {method: 'sub.tickers', param: {}, gzip: false},
          {method: 'sub.fair.price', param: {symbol: 'BTC_USDT'}, gzip: false},
        ],
      ],
    ],
  },
  aevo: {
    calls: [
      ['https://api.aevo.xyz/markets', ''],
      ['https://api.aevo.xyz/account', ''],
    ],
    sockets: [
      [
        'wss://ws.aevo.xyz',
        [
          {
            op: 'subscribe',
            data: [
              'positions',
              'account',
              ...['BTC', 'ETH', 'SOL'].map((coin) => `ticker:${coin}:PERPETUAL`),
            ],
          },
        ],
      ],
    ],
  },
  extended: {
    calls: ['info/markets', 'user/account/info', 'user/spot/balances'].map((path): [string, string] => [
      `https://api.starknet.extended.exchange/api/v1/${path}`,
      '',
    ]),
    sockets: ['account', 'prices/mark'].map((path): [string, readonly object[]] => [
      `wss://api.starknet.extended.exchange/stream.extended.exchange/v1/${path}`,
      [],
    ]),
  },
};

/** Joins the session as the page would, and gives each text to `hear`. */
export async function visit(name: VenueName, session: Session, hear: (frame: Frame) => void): Promise<void> {
  const venue = simulated[name];
  const frame = (rest: Pick<Frame, 'url' | 'body' | 'via' | 'direction'>): Frame => ({
    at: Date.now(),
    page: venue.page,
    ...rest,
  });
  for (const [url, body] of PAGES[name].calls) {
    const answer = await session.answer({method: 'POST', url: new URL(url), headers: {}, body});
    hear(frame({via: 'fetch', url, direction: 'out', body}));
    hear(frame({via: 'fetch', url, direction: 'in', body: String(answer?.body)}));
  }
  for (const [url, words] of PAGES[name].sockets) {
    let say = (_text: string) => {};
    const socket = {
      OPEN: 1,
      readyState: 1,
      send: (said: string | Uint8Array) => {
        const packed = {body: Buffer.from(said).toString('base64'), encoding: 'base64'} as const;
        const told = typeof said === 'string' ? {body: said} : packed;
        hear({...frame({via: 'websocket', url, direction: 'in', body: ''}), ...told});
      },
      on: (event: string, listener: (text: string) => void) => {
        if (event === 'message') say = listener;
      },
    };
    // Of a socket the session uses these four members only.
    session.connect?.(socket as unknown as WebSocket, new URL(url), []);
    for (const word of words) {
      const body = JSON.stringify(word);
      hear(frame({via: 'websocket', url, direction: 'out', body}));
      say(body);
    }
  }
}
