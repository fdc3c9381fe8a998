import type {SimulatedVenue} from '../../venue.ts';
import {FUNDING, symbolOf} from './messages.ts';
import {BinanceSession, PAGE_HOST, STREAM_HOST} from './session.ts';

export const binance: SimulatedVenue = {
  id: 'binance',
  title: 'Binance USDⓈ-M',
  page: `https://${PAGE_HOST}/en/futures/BTCUSDT`,
  hosts: [PAGE_HOST, STREAM_HOST],
  sockets: 3,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open: (opening) => new BinanceSession(opening),
};
