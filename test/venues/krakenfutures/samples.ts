import {captured, ofPayload, type Sample} from '../sample.ts';
import {frame, instrument, instruments, position, positions, REST, SOCKET, single} from './wire.ts';

/** Real accounts as the page of Kraken Futures would tell of them. */

/** One real account of October 2023: ccxt 4.5.84, sample in pro/krakenfutures (long). */
export const LONG = position('PF_LTCUSD', 0.5, {
  pnl: -0.8628305877699987,
  entry_price: 70.53,
  mark_price: 68.80433882446,
  index_price: 68.8091,
  liquidation_threshold: 0,
  unrealized_funding: 6.90610530935388e-5,
  initial_margin: 0.7053,
  initial_margin_with_orders: 0.7053,
  maintenance_margin: 0.35265,
});
/** The same account a little later: ccxt pull request 15622. */
export const SHORT = position('PF_LTCUSD', -0.1, {
  entry_price: 69,
  mark_price: 68.98898419586,
  liquidation_threshold: 50240.80989607903,
  initial_margin: 0.138,
  maintenance_margin: 0.069,
});

export const XBT = instrument('PI_XBTUSD', [
  [0, 0.02, 0.01],
  [500000, 0.04, 0.02],
]);

const payload = (name: string, via: 'websocket' | 'fetch') =>
  ofPayload(`krakenfutures/${name}.json`, (body) => ({
    name,
    from: 'real accounts',
    frames: [frame({via, url: via === 'fetch' ? `${REST}/accounts` : SOCKET, body})],
  }));

const MAINTENANCE = 1000 / 7500 / 100;

export const samples: readonly Sample[] = [
  {name: 'LTC long of 2023', from: 'real accounts', frames: [positions([LONG])]},
  {name: 'LTC short of 2023', from: 'real accounts', frames: [positions([SHORT])]},
  ...payload('ws-balances-flex', 'websocket'),
  ...payload('accounts-flex-and-single', 'fetch'),
  {
    name: 'inverse example: 1,000 contracts at 8,000 on 0.01 BTC',
    from: 'documents',
    frames: [
      instruments(XBT),
      single({balance: 0.01, maintenance_margin: MAINTENANCE}),
      positions([
        position('PI_XBTUSD', 1000, {
          entry_price: 8000,
          mark_price: 7500,
          maintenance_margin: MAINTENANCE,
          liquidation_threshold: 7481,
          pnl_currency: 'XBT',
        }),
      ]),
    ],
  },
  {
    name: 'flex-and-single before its sale',
    from: 'worked by hand',
    frames: captured('./captures/flex-and-single.ndjson', import.meta.url).slice(0, 5),
  },
];
