import {aevo} from './aevo/venue.ts';
import {aster} from './aster/venue.ts';
import {avantis} from './avantis/venue.ts';
import {binance} from './binance/venue.ts';
import {bitget} from './bitget/venue.ts';
import {bybit} from './bybit/venue.ts';
import {deribit} from './deribit/venue.ts';
import {derive} from './derive/venue.ts';
import {drift} from './drift/venue.ts';
import {dydx} from './dydx/venue.ts';
import {extended} from './extended/venue.ts';
import {gate} from './gate/venue.ts';
import {gmx} from './gmx/venue.ts';
import {hyperliquid} from './hyperliquid/venue.ts';
import {jupiter} from './jupiter/venue.ts';
import {krakenfutures} from './krakenfutures/venue.ts';
import {kucoin} from './kucoin/venue.ts';
import {lighter} from './lighter/venue.ts';
import {mexc} from './mexc/venue.ts';
import {okx} from './okx/venue.ts';
import {orderly} from './orderly/venue.ts';
import {ostium} from './ostium/venue.ts';
import {pacifica} from './pacifica/venue.ts';
import {paradex} from './paradex/venue.ts';
import type {Venue} from './venue.ts';

/** Every exchange Plimsoll knows: the only place outside a venue's folder that names it. */
export const venues: readonly Venue[] = [
  hyperliquid,
  binance,
  bybit,
  okx,
  gate,
  bitget,
  kucoin,
  krakenfutures,
  deribit,
  lighter,
  dydx,
  orderly,
  aster,
  derive,
  paradex,
  extended,
  pacifica,
  aevo,
  drift,
  gmx,
  jupiter,
  ostium,
  avantis,
  mexc,
];
