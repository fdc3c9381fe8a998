import type {Frame} from '../../../src/venues/frame.ts';
import {answer, changes, child, held, market, markets, message, oracle, parent, usdc, WHO} from './wire.ts';

const ETH = held('ETH-USD', '1', {entryPrice: '1000', unrealizedPnl: '0'});
const LDO = held('LDO-USD', '-11', {entryPrice: '1.7', unrealizedPnl: '-0.9'});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  message('connected', {}, {id: 0}),
  markets({
    'ETH-USD': market('1000', {openInterestLowerCap: '100000', openInterestUpperCap: '1500000'}),
    'LDO-USD': market('1.9', {maintenanceMarginFraction: '0.1'}),
  }),
  parent([
    child(0, '-900', [ETH], {equity: '100', freeCollateral: '50'}),
    child(128, '267.89', [LDO], {equity: '240', freeCollateral: '230'}),
  ]),
  changes([
    {perpetualPositions: [{...LDO, subaccountNumber: 128, size: '17'}]},
    {assetPositions: [{...usdc('367'), subaccountNumber: 128}], perpetualPositions: null},
  ]),
  changes([{perpetualPositions: [{market: 'ETH-USD', status: 'CLOSED', side: 'LONG', size: '0'}]}], {id: 5}),
  changes([{perpetualPositions: [ETH], assetPositions: [usdc('-900')]}], {id: 6, link: 'other'}),
  oracle({'ETH-USD': '1010', 'LDO-USD': '2'}, {id: 4}),
  message(
    'channel_data',
    {
      channel: 'v4_markets',
      contents: {trading: {'ETH-USD': {openInterest: '3', nextFundingRate: '0.00001'}}},
    },
    {id: 7},
  ),
  message('channel_batch_data', {id: 'BTC-USD', channel: 'v4_orderbook', contents: []}, {id: 8}),
  message('subscribed', {channel: 'v4_parent_subaccounts', id: `${WHO}/0`, contents: {}}, {id: 9}),
  answer('/addresses/x', {subaccounts: [child(0, '5', [ETH]), child(128, '7')]}),
  answer('/addresses/x/subaccountNumber/0', {subaccount: child(0, '5', [ETH])}),
  answer('/perpetualMarkets', {markets: {'ETH-USD': market('990')}}),
];
