import type {Frame} from '../../src/venues/frame.ts';
import {venues} from '../../src/venues/index.ts';
import {withTable} from '../../src/venues/table/with-table.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {HOUR as aevo} from './aevo/hour.ts';
import {HOUR as aster} from './aster/hour.ts';
import {HOUR as binance} from './binance/hour.ts';
import {HOUR as bitget} from './bitget/hour.ts';
import {HOUR as bybit} from './bybit/hour.ts';
import {HOUR as deribit} from './deribit/hour.ts';
import {HOUR as derive} from './derive/hour.ts';
import {HOUR as dydx} from './dydx/hour.ts';
import {HOUR as extended} from './extended/hour.ts';
import {HOUR as gate} from './gate/hour.ts';
import {HOUR as hyperliquid} from './hyperliquid/hour.ts';
import {HOUR as krakenfutures} from './krakenfutures/hour.ts';
import {HOUR as kucoin} from './kucoin/hour.ts';
import {HOUR as lighter} from './lighter/hour.ts';
import {HOUR as mexc} from './mexc/hour.ts';
import {HOUR as okx} from './okx/hour.ts';
import {HOUR as orderly} from './orderly/hour.ts';
import {HOUR as pacifica} from './pacifica/hour.ts';
import {HOUR as paradex} from './paradex/hour.ts';
import {tableHour} from './table/hour.ts';

/** One line a venue that reads messages; a test says which is missing. */
export const OWN: Readonly<Record<string, readonly Frame[]>> = {
  aevo,
  aster,
  binance,
  bitget,
  bybit,
  deribit,
  derive,
  dydx,
  extended,
  gate,
  hyperliquid,
  krakenfutures,
  kucoin,
  lighter,
  mexc,
  okx,
  orderly,
  pacifica,
  paradex,
};

export type VenueHour = {
  readonly id: string;
  /** As the background reads it: its page's table too. */
  readonly venue: Venue<unknown>;
  /** Every kind of frame that the venue's page brings; of one that is read off its page, readings of the table. */
  readonly hour: readonly Frame[];
};

/** Every venue with frames of every kind that its page brings. */
export const hours: readonly VenueHour[] = venues.map((venue) => ({
  id: venue.id,
  venue: withTable(venue) as Venue<unknown>,
  hour: [...(OWN[venue.id] ?? []), ...tableHour(venue)],
}));
