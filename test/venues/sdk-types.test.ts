import type * as hl from '@nktkas/hyperliquid/api/info';
import type * as ws from '@nktkas/hyperliquid/api/subscription';
import type {
  FuturesPosition as BinancePosition,
  FuturesPositionV3,
  PortfolioUMAccountPosition,
} from 'binance';
import type {
  AccountAssetsV3,
  CurrentPositionV3,
  FuturesAccountsV2,
  FuturesAccountV2,
  FuturesPositionTierV2,
  FuturesPositionV2,
  FuturesTickerV2,
  PositionTierV3,
} from 'bitget-api';
import type {AccountInfoV5, PositionV5, RiskLimitV5, TickerLinearInverseV5, WalletBalanceV5} from 'bybit-api';
import type {
  FuturesAccount,
  FuturesContract,
  FuturesPosition,
  FuturesTicker,
  RiskLimitTier,
} from 'gateio-api';
import type {GetFuturesAccountResp} from 'kucoin-universal-sdk/dist/generate/account/account/model_get_futures_account_resp.js';
import type {GetAllSymbolsData} from 'kucoin-universal-sdk/dist/generate/futures/market/model_get_all_symbols_data.js';
import type {GetMarkPriceResp} from 'kucoin-universal-sdk/dist/generate/futures/market/model_get_mark_price_resp.js';
import type {GetPositionListData} from 'kucoin-universal-sdk/dist/generate/futures/positions/model_get_position_list_data.js';
import type {
  AccountBalance,
  AccountConfiguration,
  AccountPosition,
  Instrument,
  PublicFundingRate,
  RestClient,
  WsDataEvent,
} from 'okx-api';
import type * as v from 'valibot';
import {describe, expectTypeOf, it} from 'vitest';
import type * as binance from '../../src/venues/binance/frames-account.ts';
import type * as bitget from '../../src/venues/bitget/frames-account.ts';
import type * as bitgetMarket from '../../src/venues/bitget/frames-market.ts';
import type * as bybit from '../../src/venues/bybit/frames.ts';
import type * as gate from '../../src/venues/gate/frames.ts';
import type * as hyperliquid from '../../src/venues/hyperliquid/frames.ts';
import type * as hyperliquidMarket from '../../src/venues/hyperliquid/frames-market.ts';
import type * as kucoin from '../../src/venues/kucoin/frames.ts';
import type * as okx from '../../src/venues/okx/frames.ts';

// What the exchanges' typed clients say that their answers may hold, our schemas take. Nothing here can fail when it is
// run: the compiler fails, with the names of the members that do not fit.

/** Members that the client allows to be what the schema refuses, or that the schema asks for and the client does not know. */
type Misfits<Told, Asked> = {
  [Name in keyof Asked]-?: Name extends keyof Told
    ? Told[Name] extends Asked[Name]
      ? never
      : Name
    : undefined extends Asked[Name]
      ? never
      : Name;
}[keyof Asked];

type Row<Schema extends v.GenericSchema> =
  v.InferInput<Schema> extends readonly (infer One)[] ? One : v.InferInput<Schema>;

type Of<Told, Schema extends v.GenericSchema> = Misfits<Told, Row<Schema>>;

describe('what the typed clients allow, the schemas accept', () => {
  it('Bybit: bybit-api', () => {
    expectTypeOf<Of<PositionV5, typeof bybit.PositionRows>>().toBeNever();
    expectTypeOf<Of<WalletBalanceV5, typeof bybit.WalletRow>>().toBeNever();
    expectTypeOf<Of<AccountInfoV5, typeof bybit.AccountInfo>>().toBeNever();
    expectTypeOf<Of<RiskLimitV5, typeof bybit.Tiers>>().toBeNever();
    expectTypeOf<Of<TickerLinearInverseV5, typeof bybit.Ticker>>().toBeNever();
  });

  it('OKX: okx-api, which says any text where OKX documents a closed list', () => {
    expectTypeOf<Of<AccountPosition, typeof okx.PositionRows>>().toEqualTypeOf<'instType'>();
    expectTypeOf<Of<AccountBalance, typeof okx.AccountRows>>().toBeNever();
    expectTypeOf<Of<AccountConfiguration, typeof okx.ConfigRows>>().toEqualTypeOf<'acctLv'>();
    expectTypeOf<Of<Instrument, typeof okx.InstrumentRows>>().toEqualTypeOf<'ctType'>();
    expectTypeOf<Of<PublicFundingRate, typeof okx.FundingRows>>().toBeNever();
    expectTypeOf<WsDataEvent['arg']>().toExtend<v.InferInput<typeof okx.Push>['arg']>();
  });

  it('OKX: of mark prices, tiers and discounts okx-api says nothing yet', () => {
    type Told = RestClient['getMarkPrice' | 'getPositionTiers' | 'getDiscountRateAndInterestFreeQuota'];
    expectTypeOf<Awaited<ReturnType<Told>>[number]>().toBeAny();
  });

  it('Gate: gateio-api, which calls every member of some answers optional', () => {
    expectTypeOf<Of<FuturesPosition, typeof gate.PositionRow>>().toEqualTypeOf<'contract' | 'size'>();
    expectTypeOf<Of<FuturesAccount, typeof gate.AccountRow>>().toBeNever();
    expectTypeOf<Of<FuturesContract, typeof gate.ContractRow>>().toEqualTypeOf<
      'name' | 'quanto_multiplier'
    >();
    expectTypeOf<Of<FuturesTicker, typeof gate.TickerRow>>().toBeNever();
    expectTypeOf<Of<RiskLimitTier, typeof gate.TierRow>>().toBeNever();
  });

  it('Bitget: bitget-api, which says any text where Bitget documents a closed list', () => {
    expectTypeOf<Of<FuturesPositionV2, typeof bitget.PositionRows>>().toEqualTypeOf<
      'holdSide' | 'marginMode'
    >();
    expectTypeOf<Of<CurrentPositionV3, typeof bitget.PositionRows>>().toEqualTypeOf<
      'posSide' | 'marginMode'
    >();
    expectTypeOf<Of<FuturesAccountV2, typeof bitget.CoinRows>>().toBeNever();
    expectTypeOf<Of<FuturesAccountsV2, typeof bitget.CoinRows>>().toBeNever();
    expectTypeOf<Of<AccountAssetsV3, typeof bitget.Unified>>().toBeNever();
    expectTypeOf<Of<FuturesPositionTierV2, typeof bitgetMarket.Tiers>>().toBeNever();
    expectTypeOf<Of<PositionTierV3, typeof bitgetMarket.Tiers>>().toBeNever();
    expectTypeOf<Of<FuturesTickerV2, typeof bitgetMarket.Tickers>>().toBeNever();
  });

  it('KuCoin: kucoin-universal-sdk, which numbers the options that KuCoin writes as words', () => {
    expectTypeOf<Of<GetPositionListData, typeof kucoin.PositionRow>>().toEqualTypeOf<
      'marginMode' | 'positionSide'
    >();
    expectTypeOf<Of<GetFuturesAccountResp, typeof kucoin.WalletRow>>().toBeNever();
    expectTypeOf<Of<GetAllSymbolsData, typeof kucoin.ContractRow>>().toBeNever();
    expectTypeOf<Of<GetMarkPriceResp, typeof kucoin.MarkAnswer>>().toBeNever();
  });

  it('Binance: binance', () => {
    expectTypeOf<Of<BinancePosition, typeof binance.PositionRows>>().toBeNever();
    expectTypeOf<Of<FuturesPositionV3, typeof binance.PositionRows>>().toBeNever();
    expectTypeOf<Of<PortfolioUMAccountPosition, typeof binance.PositionRows>>().toBeNever();
  });

  it('Hyperliquid: @nktkas/hyperliquid, whole and into the depth', () => {
    expectTypeOf<hl.ClearinghouseStateResponse>().toExtend<
      v.InferInput<typeof hyperliquid.ClearinghouseState>
    >();
    expectTypeOf<hl.SpotClearinghouseStateResponse>().toExtend<v.InferInput<typeof hyperliquid.SpotState>>();
    expectTypeOf<hl.MetaResponse>().toExtend<v.InferInput<typeof hyperliquidMarket.Meta>>();
    expectTypeOf<hl.MetaAndAssetCtxsResponse>().toExtend<
      v.InferInput<typeof hyperliquidMarket.MetaAndContexts>
    >();
    expectTypeOf<hl.AllPerpMetasResponse>().toExtend<v.InferInput<typeof hyperliquidMarket.AllPerpMetas>>();
    expectTypeOf<hl.PerpDexsResponse>().toExtend<v.InferInput<typeof hyperliquidMarket.PerpDexs>>();
    expectTypeOf<hl.UserAbstractionResponse>().toExtend<v.InferInput<typeof hyperliquid.AccountMode>>();
    expectTypeOf<hl.SubAccountsResponse>().toExtend<v.InferInput<typeof hyperliquid.SubAccounts>>();
    expectTypeOf<hl.SubAccounts2Response>().toExtend<v.InferInput<typeof hyperliquid.SubAccounts>>();
    expectTypeOf<hl.WebData2Response>().toExtend<v.InferInput<typeof hyperliquid.WebData2>>();
    // Not webData3 and user: of them we read nothing but what may be missing, so that no type tells anything; they are drawn.
    expectTypeOf<ws.ClearinghouseStateEvent>().toExtend<
      v.InferInput<typeof hyperliquid.ClearinghouseEvent>
    >();
    expectTypeOf<ws.AllDexsClearinghouseStateEvent>().toExtend<
      v.InferInput<typeof hyperliquid.AllDexsClearinghouseEvent>
    >();
    expectTypeOf<ws.SpotStateEvent>().toExtend<v.InferInput<typeof hyperliquid.SpotStateEvent>>();
    expectTypeOf<ws.AllDexsAssetCtxsEvent>().toExtend<
      v.InferInput<typeof hyperliquidMarket.AllDexsAssetContexts>
    >();
    expectTypeOf<ws.AssetCtxsEvent>().toExtend<v.InferInput<typeof hyperliquidMarket.DexAssetContexts>>();
    expectTypeOf<ws.ActiveAssetCtxEvent | ws.ActiveSpotAssetCtxEvent>().toExtend<
      v.InferInput<typeof hyperliquidMarket.ActiveAssetContext>
    >();
    expectTypeOf<ws.UserFundingsEvent>().toExtend<v.InferInput<typeof hyperliquidMarket.UserFundings>>();
  });
});
