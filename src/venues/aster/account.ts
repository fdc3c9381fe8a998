import type {MarginAccount} from '../../engine/account.ts';
import {accounts as binanceAccounts} from '../binance/account.ts';
import type {BinanceState} from '../binance/state.ts';

/** Aster's margin system is Binance's USD-M: the same pools, schedules, waterline and reported figures. */
export const accounts = (state: BinanceState): readonly MarginAccount[] =>
  binanceAccounts(state)
    .filter(({venue}) => venue === 'binance-usdm')
    .map((account) => ({...account, venue: 'aster'}));
