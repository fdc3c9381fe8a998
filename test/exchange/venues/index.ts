import type {SimulatedVenue} from '../venue.ts';
import {aevo} from './aevo/venue.ts';
import {aster} from './aster/venue.ts';
import {binance} from './binance/venue.ts';
import {bitget} from './bitget/venue.ts';
import {bybit} from './bybit/venue.ts';
import {deribit} from './deribit/venue.ts';
import {derive} from './derive/venue.ts';
import {dydx} from './dydx/venue.ts';
import {extended} from './extended/venue.ts';
import {gate} from './gate/venue.ts';
import {hyperliquid} from './hyperliquid/venue.ts';
import {krakenfutures} from './krakenfutures/venue.ts';
import {kucoin} from './kucoin/venue.ts';
import {lighter} from './lighter/venue.ts';
import {mexc} from './mexc/venue.ts';
import {okx} from './okx/venue.ts';
import {orderly} from './orderly/venue.ts';
import {pacifica} from './pacifica/venue.ts';
import {paradex} from './paradex/venue.ts';

/** Every exchange that can be played, by the name on the command line. */
export const simulated = {
  hyperliquid,
  binance,
  okx,
  bybit,
  gate,
  kucoin,
  krakenfutures,
  bitget,
  deribit,
  lighter,
  dydx,
  orderly,
  aster,
  pacifica,
  derive,
  paradex,
  mexc,
  aevo,
  extended,
} satisfies Readonly<Record<string, SimulatedVenue>>;
export type VenueName = keyof typeof simulated;
