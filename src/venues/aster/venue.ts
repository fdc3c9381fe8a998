import {type BinanceState, initial} from '../binance/state.ts';
import type {Venue} from '../venue.ts';
import {accounts} from './account.ts';
import {wanted} from './frames.ts';
import {reduce} from './reduce.ts';

export const aster: Venue<BinanceState> = {
  id: 'aster',
  name: 'Aster',
  pages: [{host: 'www.asterdex.com', paths: ['/futures', '/:locale/futures']}],
  wanted,
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'account, balance, positionRisk, leverageBracket answers; user and market streams',
      title: 'Aster Finance Futures API V3',
      read: '2026-11-22',
    },
    {
      rule: 'maintenance margin, margin ratio, liquidation price',
      title: 'Binance support: How to calculate liquidation price of USDⓈ-M futures contracts',
      read: '2026-11-20',
    },
    {
      rule: 'the web’s calls and their envelope',
      title: 'AsterDex BAPI documentation',
      read: '2026-11-22',
    },
  ],
};
