import type {Frame} from '../../../src/venues/frame.ts';
import {STANDARD_16, UNIFIED_19} from './real-accounts.ts';
import {
  asks,
  clearinghouse,
  context,
  deflated,
  MAINNET,
  message,
  mode,
  OTHER,
  request,
  USER,
} from './wire.ts';

const standard = clearinghouse(STANDARD_16, {crossRawUsd: '8047485.4', crossMaintenance: '356978.709123'});
const unified = clearinghouse(UNIFIED_19, {crossRawUsd: '25410.6', crossMaintenance: '40292.8995205398'});
const spot = {
  balances: [
    {coin: 'USDC', token: 0, total: '679372.9411761649', hold: '0.0', entryNtl: '0.0', ltv: '0.0'},
    {coin: 'HYPE', token: 150, total: '2809.26', hold: '0.0', entryNtl: '0.0', ltv: '0.65'},
  ],
  portfolioMarginRatio: '0.05',
  tokenToAvailableAfterMaintenance: [[0, '639080.041655625']],
};

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  ...request({type: 'meta'}, MAINNET),
  ...request({type: 'metaAndAssetCtxs'}, [MAINNET, [context('1.0'), context('2.0')]]),
  ...request({type: 'allPerpMetas'}, [MAINNET]),
  ...request({type: 'perpDexs'}, [null, {name: 'xyz', fullName: 'XYZ'}]),
  ...request({type: 'clearinghouseState', user: OTHER}, unified),
  ...request({type: 'spotClearinghouseState', user: OTHER}, spot),
  ...request({type: 'subAccounts2', user: USER}, [
    {subAccountUser: OTHER, dexToClearinghouseState: [['', standard]], spotState: spot},
  ]),
  ...mode('unifiedAccount'),
  asks({type: 'clearinghouseState', user: USER}),
  message('clearinghouseState', {user: USER, dex: '', clearinghouseState: standard}, 2),
  message(
    'allDexsClearinghouseState',
    {
      user: USER,
      clearinghouseStates: [
        ['', unified],
        ['xyz', standard],
      ],
    },
    3,
  ),
  message('spotState', {user: USER, spotState: spot}, 4),
  message('webData2', {user: USER, clearinghouseState: standard, spotState: spot}, 5),
  message(
    'webData3',
    {userState: {user: USER, abstraction: 'portfolioMargin'}, perpDexStates: [{clearinghouseState: unified}]},
    6,
  ),
  message('allDexsAssetCtxs', {ctxs: [['', [context('1.0'), context('2.0')]]]}, 7),
  message('activeAssetCtx', {coin: 'ETH', ctx: context('3000.5')}, 8),
  message('fastAssetCtxs', deflated({ETH: {markPx: '3000.5'}}), 9),
  message('userFundings', {user: USER, fundings: [{time: 1}]}, 10),
  message('user', {fills: [{}]}, 11),
  message('subscriptionResponse', {subscription: {type: 'userEvents', user: USER}}, 12),
  message(
    'post',
    {id: 1, response: {type: 'info', payload: {type: 'clearinghouseState', data: standard}}},
    13,
  ),
];
