import type * as hl from '@nktkas/hyperliquid/api/info';
import type * as ws from '@nktkas/hyperliquid/api/subscription';
import fc from 'fast-check';
import * as account from '../../../src/venues/hyperliquid/frames.ts';
import * as market from '../../../src/venues/hyperliquid/frames-market.ts';
import {type Client, type Drawn, every, maybe, none, told, whole} from '../told.ts';
import {funding, userEvent, webData3} from './hyperliquid-events.ts';
import {
  addresses,
  coins,
  context,
  dex,
  dexes,
  few,
  instants,
  type Meta,
  meta,
  metaMembers,
  orNull,
  type Perp,
  perp,
  perpState,
  type Spot,
  spot,
  spotContext,
  spotState,
  texts,
} from './hyperliquid-parts.ts';

type Sub = NonNullable<hl.SubAccountsResponse>[number];
type Sub2 = NonNullable<hl.SubAccounts2Response>[number];
const sub = {name: texts, subAccountUser: addresses, master: addresses, spotState};

const drawn: readonly Drawn[] = [
  {
    name: 'clearinghouseState',
    schema: account.ClearinghouseState,
    rows: told<Perp, typeof account.ClearinghouseState>()(perp, none),
  },
  {
    name: 'spotClearinghouseState',
    schema: account.SpotState,
    rows: told<Spot, typeof account.SpotState>()(spot, none),
  },
  {
    name: 'userAbstraction',
    schema: account.AccountMode,
    rows: every<hl.UserAbstractionResponse>()(
      fc.constantFrom('unifiedAccount', 'portfolioMargin', 'disabled', 'default', 'dexAbstraction'),
    ),
  },
  {
    name: 'clearinghouseState, pushed',
    schema: account.ClearinghouseEvent,
    rows: told<ws.ClearinghouseStateEvent, typeof account.ClearinghouseEvent>()(
      {dex: dexes, user: addresses, clearinghouseState: perpState},
      none,
    ),
  },
  {
    name: 'allDexsClearinghouseState',
    schema: account.AllDexsClearinghouseEvent,
    rows: told<ws.AllDexsClearinghouseStateEvent, typeof account.AllDexsClearinghouseEvent>()(
      {user: addresses, clearinghouseStates: few(fc.tuple(dexes, perpState))},
      none,
    ),
  },
  {
    name: 'spotState',
    schema: account.SpotStateEvent,
    rows: told<ws.SpotStateEvent, typeof account.SpotStateEvent>()({user: addresses, spotState}, none),
  },
  {
    name: 'webData2',
    schema: account.WebData2,
    rows: told<hl.WebData2Response, typeof account.WebData2>()(
      {user: addresses, clearinghouseState: perpState, spotState: maybe(spotState)},
      none,
    ),
  },
  {name: 'webData3', schema: account.WebData3, rows: webData3},
  {
    name: 'subAccounts',
    schema: account.SubAccounts,
    rows: every<hl.SubAccountsResponse | hl.SubAccounts2Response>()(
      fc.oneof(
        fc.constant(null),
        few(whole<Sub>()({...sub, clearinghouseState: perpState})),
        few(whole<Sub2>()({...sub, dexToClearinghouseState: few(fc.tuple(dexes, perpState))})),
      ),
    ),
  },
  {name: 'meta', schema: market.Meta, rows: told<Meta, typeof market.Meta>()(metaMembers, none)},
  {name: 'allPerpMetas', schema: market.AllPerpMetas, rows: every<hl.AllPerpMetasResponse>()(few(meta))},
  {
    name: 'metaAndAssetCtxs',
    schema: market.MetaAndContexts,
    rows: every<hl.MetaAndAssetCtxsResponse>()(fc.tuple(meta, few(context))),
  },
  {name: 'perpDexs', schema: market.PerpDexs, rows: every<hl.PerpDexsResponse>()(few(orNull(dex)))},
  {
    name: 'allDexsAssetCtxs',
    schema: market.AllDexsAssetContexts,
    rows: told<ws.AllDexsAssetCtxsEvent, typeof market.AllDexsAssetContexts>()(
      {ctxs: few(fc.tuple(dexes, few(context)))},
      none,
    ),
  },
  {
    name: 'assetCtxs',
    schema: market.DexAssetContexts,
    rows: told<ws.AssetCtxsEvent, typeof market.DexAssetContexts>()({dex: dexes, ctxs: few(context)}, none),
  },
  {
    name: 'activeAssetCtx',
    schema: market.ActiveAssetContext,
    rows: every<ws.ActiveAssetCtxEvent | ws.ActiveSpotAssetCtxEvent>()(
      fc.oneof(fc.record({coin: coins, ctx: context}), fc.record({coin: coins, ctx: spotContext})),
    ),
  },
  {name: 'user', schema: market.UserEvent, rows: userEvent},
  {
    name: 'userFundings',
    schema: market.UserFundings,
    rows: told<ws.UserFundingsEvent, typeof market.UserFundings>()(
      {
        user: addresses,
        fundings: few(whole<ws.UserFundingsEvent['fundings'][number]>()({...funding, time: instants})),
        isSnapshot: maybe(fc.constant(true)),
      },
      none,
    ),
  },
];

export const hyperliquid: Client = {
  venue: 'hyperliquid',
  drawn,
  unseen: {
    'entryPx null': 'in old answers',
    'ltv null': 'members of portfolio margin, which the client does not know: null says that there is none',
    'portfolioMarginEnabled null': 'as above',
    'portfolioMarginRatio null': 'as above',
    'tokenToAvailableAfterMaintenance null': 'as above',
    'abstraction null': 'an account that chose no mode; the client has the member missing',
  },
};
