import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  account,
  answer,
  ME,
  markets,
  position,
  positions,
  prices,
  push,
  subscribed,
  told,
} from './wire.ts';

const BTC = position('BTC', ['bid', '0.1', '60000'], {l: '49737.4'});
const SOL = position('SOL', ['ask', '10', '150'], {i: true, m: '100', l: '160.9'});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  markets(['BTC', 50], ['SOL', 20]),
  answer(`/account/settings?account=${ME}`, {margin_settings: [{symbol: 'BTC', leverage: 10}]}),
  account({
    balance: '1000',
    account_equity: '1300',
    cross_account_equity: '1200',
    cross_mmr: '61',
    pending_interest: '0.5',
    spot_market_value: '508.14',
    spot_collateral: '406.512',
    spot_balances: [{symbol: 'SOL', amount: '5'}],
    orders_count: 0,
    positions_count: 2,
  }),
  answer(
    `/positions?account=${ME}`,
    [{symbol: 'BTC', side: 'bid', amount: '0.1', entry_price: '60000', margin: '0', isolated: false}],
    AT,
    {last_order_id: 1},
  ),
  answer('/info/prices', [{symbol: 'BTC', mark: '61000', oracle: '61001', next_funding: '0.00001'}]),
  subscribed(),
  positions([BTC, SOL], AT, {li: 2}),
  told('1000', AT, {oc: 1, pc: 2, cm: '61', sb: [{s: 'SOL', a: '5', lr: '0.80'}]}),
  prices({BTC: '61000', SOL: '149'}),
  push('account_leverage', {u: ME, s: 'BTC', l: '12', t: AT}),
];
