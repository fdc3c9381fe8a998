import type {SimulatedVenue} from '../../venue.ts';
import {FUNDING} from './messages.ts';
import {HOSTS, HyperliquidSession, PAGE_HOST} from './session.ts';

export const hyperliquid: SimulatedVenue = {
  id: 'hyperliquid',
  title: 'Hyperliquid',
  page: `https://${PAGE_HOST}/trade`,
  hosts: HOSTS,
  sockets: 1,
  symbol: (coin) => coin,
  funding: {hours: 1, rate: FUNDING},
  open: (opening) => new HyperliquidSession(opening),
};
