import type {Frame} from '../../src/venues/frame.ts';
import {OPENING} from '../exchange/day.ts';
import type {Session} from '../exchange/venue.ts';
import {simulated, type VenueName} from '../exchange/venues/index.ts';
import {visit} from '../exchange/visit.ts';
import {Watch} from './watch.ts';

/** Longest silence in ms after which a figure may still be called live, as each venue's README or code declares it. */
export type Limits = {readonly prices: number; readonly account: number};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const FUNDING = 8 * 60 * MINUTE + 5 * MINUTE;

export const LIMITS: Readonly<Record<VenueName, Limits>> = {
  hyperliquid: {prices: 15 * SECOND, account: 30 * SECOND},
  binance: {prices: 5 * SECOND, account: FUNDING},
  okx: {prices: 20 * SECOND, account: 20 * SECOND},
  bybit: {prices: 10 * SECOND, account: FUNDING},
  gate: {prices: 15 * SECOND, account: FUNDING},
  kucoin: {prices: 5 * SECOND, account: FUNDING},
  krakenfutures: {prices: 10 * SECOND, account: 65 * MINUTE},
  bitget: {prices: 5 * SECOND, account: FUNDING},
  deribit: {prices: 15 * SECOND, account: 5 * MINUTE},
  lighter: {prices: 30 * SECOND, account: 5 * MINUTE},
  dydx: {prices: 30 * SECOND, account: 30 * SECOND},
  orderly: {prices: 30 * SECOND, account: 5 * MINUTE},
  aster: {prices: 5 * SECOND, account: FUNDING},
  pacifica: {prices: 30 * SECOND, account: 65 * MINUTE},
  derive: {prices: 30 * SECOND, account: 5 * MINUTE},
  paradex: {prices: 30 * SECOND, account: 5 * MINUTE},
  mexc: {prices: 30 * SECOND, account: FUNDING},
  aevo: {prices: 30 * SECOND, account: 5 * MINUTE},
  extended: {prices: 30 * SECOND, account: 5 * MINUTE},
};

/** Frames of the market: prices, and what else comes without any account. All others tell of the account. */
const MARKET: Readonly<Record<VenueName, RegExp>> = {
  hyperliquid: /"channel":"allDexsAssetCtxs"/,
  binance: /"e":"markPriceUpdate"/,
  okx: /"channel":"mark-price"/,
  bybit: /"topic":"tickers\./,
  gate: /"channel":"futures\.tickers"/,
  kucoin: /"topic":"\/contract\/instrument/,
  krakenfutures: /"feed":"ticker"/,
  bitget: /"channel":"ticker"/,
  deribit: /"channel":"ticker\./,
  lighter: /"channel":"market_stats:/,
  dydx: /"channel":"v4_(markets|orderbook)"/,
  orderly: /"topic":"markprices"/,
  aster: /"e":"markPriceUpdate"/,
  pacifica: /"channel":"prices"/,
  derive: /"channel":"ticker_slim\./,
  paradex: /"channel":"markets_summary/,
  mexc: /"push\.(fair\.price|tickers?)"/,
  aevo: /"channel":"ticker/,
  extended: /"type":"MP"/,
};

/** What says on an open socket that it is open, and nothing else: as documented, or as public clients answer it. */
const HEARTBEAT: Readonly<Record<VenueName, string>> = {
  hyperliquid: '{"channel":"pong"}',
  binance: '{"result":null,"id":9}',
  okx: 'pong',
  bybit: '{"req_id":"9","op":"pong","args":["1790000000000"],"conn_id":"a4d3ae55"}',
  gate: '{"time":1790000000,"time_ms":1790000000000,"channel":"futures.pong","event":"","result":null}',
  kucoin: '{"id":"9","type":"pong","timestamp":1790000000000000}',
  krakenfutures: '{"feed":"heartbeat","time":1790000000000}',
  bitget: 'pong',
  deribit: '{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"test_request"}}',
  lighter: '{"type":"ping"}',
  dydx: '{"type":"pong","id":9}',
  orderly: '{"event":"ping","ts":1790000000000}',
  aster: '{"result":null,"id":9}',
  pacifica: '{"channel":"pong"}',
  derive: '{"id":"9","result":1790000000000}',
  paradex: '{"jsonrpc":"2.0","result":{},"id":9}',
  mexc: '{"channel":"pong","data":1790000000000}',
  aevo: '{"id":9,"data":{"timestamp":"1790000000000000000"}}',
  extended: '{"ts":1790000000000,"seq":0}',
};

export type Half = 'account' | 'market';

/** A customer's page at one simulated exchange, of which any half can fall silent. */
export class Play {
  readonly watch: Watch;
  readonly session: Session;
  readonly #name: VenueName;
  /** Addresses of sockets that have spoken. */
  readonly #sockets = new Set<string>();
  #muted: readonly Half[] = [];

  private constructor(name: VenueName) {
    this.#name = name;
    this.session = simulated[name].open(OPENING);
    this.watch = new Watch(simulated[name].page);
  }

  static async begin(name: VenueName): Promise<Play> {
    const play = new Play(name);
    await play.watch.pass(0);
    await play.visit();
    await play.second();
    return play;
  }

  /** The page asks for everything, as when it is loaded, or connects again. */
  visit(): Promise<void> {
    return visit(this.#name, this.session, (frame) => this.#hear(frame));
  }

  #hear(frame: Frame): void {
    if (frame.via === 'websocket') this.#sockets.add(frame.url);
    if (!this.#muted.includes(this.#halfOf(frame))) this.watch.hear(frame);
  }

  #halfOf({body, encoding}: Frame): Half {
    // What is binary is Paradex's, and of its market.
    return encoding === 'base64' || MARKET[this.#name].test(body) ? 'market' : 'account';
  }

  mute(...halves: readonly Half[]): void {
    this.#muted = halves;
  }

  /** What the exchange says in a second. */
  async second(ms = SECOND): Promise<void> {
    this.session.publish();
    await this.watch.pass(ms);
  }

  heartbeat(): void {
    for (const url of this.#sockets) {
      this.watch.hear({
        at: Date.now(),
        page: simulated[this.#name].page,
        via: 'websocket',
        url,
        direction: 'in',
        body: HEARTBEAT[this.#name],
      });
    }
  }
}
