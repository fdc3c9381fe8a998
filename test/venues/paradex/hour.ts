import type {Frame} from '../../../src/venues/frame.ts';
import {packedAccount, packedPosition, packedSummary} from './packed.ts';
import {
  AT,
  answer,
  fee,
  frame,
  listed,
  ME,
  MINE_APART,
  mark,
  markets,
  position,
  push,
  SOCKET,
  told,
  usdc,
} from './wire.ts';

const BTC = position('BTC-USD-PERP', ['0.5', '30000', '525'], {
  unrealized_funding_pnl: '-5',
  liquidation_price: '42000',
});
const ETH = position('ETH-USD-PERP', ['-10', '-20000', '-1017'], {liquidation_price: ''});
const APART = position('SOL-USD-PERP', ['100', '13000', '-50'], {account: MINE_APART});
const packed = (body: string) => frame({via: 'websocket', url: SOCKET, encoding: 'base64', body});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  markets(['BTC-USD-PERP', '0.02', '0.5'], ['ETH-USD-PERP', '0.02', '0.5'], ['SOL-USD-PERP', '0.04', '0.5']),
  listed('markets', [
    {
      symbol: 'ETH-USD-PERP',
      delta1_cross_margin_params: {imf_base: '0.02', mmf_factor: '0.5'},
      fee_config: {api_fee: {taker_fee: {fee: '0.0002'}}},
    },
  ]),
  fee('0.0002'),
  fee('0.0002', {account: MINE_APART, isolated_market: 'SOL-USD-PERP', parent_account: ME}),
  answer('account/margin', {account: ME, margin_methodology: 'portfolio_margin', configs: []}),
  usdc('10000'),
  listed('balance', [
    {token: 'USDC', size: '10000'},
    {token: 'DIME', size: '5'},
  ]),
  listed('account/summary', [
    told(['9498', '525.3', '1140.3', '9990']),
    told(['950', '20', '40', '1000'], {account: MINE_APART}),
  ]),
  listed('positions', [BTC, ETH, APART]),
  push('account', told(['9498', '525.3', '1140.3', '9990'])),
  push('positions', ETH, AT + 1),
  push('positions', {...ETH, status: 'CLOSED', size: '0'}),
  push('balance_events', {
    type: 'TRANSACTION_FILL',
    settlement_asset_name: 'USDC',
    settlement_asset_balance_after: '9000',
    settlement_asset_price: '0.9995',
  }),
  mark('BTC-USD-PERP', '62000'),
  packed(packedSummary('BTC-USD-PERP', '61500', '61400')),
  packed(
    packedAccount({account: ME, value: '9498', maintenance: '525.3', required: '1140.3', collateral: '9990'}),
  ),
  packed(
    packedPosition({
      account: ME,
      market: 'ETH-USD-PERP',
      size: '10',
      isShort: true,
      profit: '-1017',
      mark: '2100',
      cost: '-20000',
    }),
  ),
];
