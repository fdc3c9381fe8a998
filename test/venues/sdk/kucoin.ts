import fc from 'fast-check';
import type {GetFuturesAccountResp} from 'kucoin-universal-sdk/dist/generate/account/account/model_get_futures_account_resp.js';
import type {GetAllSymbolsData} from 'kucoin-universal-sdk/dist/generate/futures/market/model_get_all_symbols_data.js';
import type {GetMarkPriceResp} from 'kucoin-universal-sdk/dist/generate/futures/market/model_get_mark_price_resp.js';
import type {GetPositionListData} from 'kucoin-universal-sdk/dist/generate/futures/positions/model_get_position_list_data.js';
import * as frames from '../../../src/venues/kucoin/frames.ts';
import {
  among,
  amounts,
  type Client,
  coins,
  type Drawn,
  maybe,
  none,
  symbols,
  told,
  unsigned,
} from '../told.ts';

const numbers = amounts.map(Number);
const positives = unsigned.map(Number);
const instants = fc.integer({min: 1_500_000_000_000, max: 1_900_000_000_000});

const drawn: readonly Drawn[] = [
  {
    name: 'a position',
    schema: frames.PositionRow,
    rows: told<GetPositionListData, typeof frames.PositionRow, 'marginMode' | 'positionSide'>()(
      {
        symbol: symbols,
        crossMode: fc.boolean(),
        isOpen: fc.boolean(),
        isInverse: fc.boolean(),
        settleCurrency: coins,
        currentTimestamp: instants,
        currentQty: numbers,
        avgEntryPrice: positives,
        markPrice: positives,
        posMargin: numbers,
        posFunding: maybe(numbers),
        posCost: numbers,
        posInit: numbers,
        posMaint: maybe(positives),
        maintMargin: maybe(numbers),
        leverage: positives,
        liquidationPrice: numbers,
        unrealisedPnl: numbers,
      },
      {
        marginMode: fc.constantFrom('ISOLATED', 'CROSS'),
        positionSide: fc.constantFrom('BOTH', 'LONG', 'SHORT'),
      },
    ),
  },
  {
    name: 'a wallet',
    schema: frames.WalletRow,
    rows: told<GetFuturesAccountResp, typeof frames.WalletRow>()(
      {
        currency: coins,
        marginBalance: numbers,
        frozenFunds: numbers,
        orderMargin: positives,
        accountEquity: numbers,
        unrealisedPNL: numbers,
        riskRatio: positives,
      },
      none,
    ),
  },
  {
    name: 'a contract',
    schema: frames.ContractRow,
    rows: told<GetAllSymbolsData, typeof frames.ContractRow>()(
      {
        symbol: symbols,
        multiplier: among<number>(-1, 0.001, 1, 10_000),
        isInverse: fc.boolean(),
        baseCurrency: coins,
        settleCurrency: coins,
        takerFeeRate: positives,
        mmrLevConstant: positives,
        mmrLimit: positives,
        m: positives,
        f: positives,
        indexPriceTickSize: positives,
        maxPrice: positives,
        fundingFeeRate: numbers,
        fundingRateGranularity: positives,
      },
      none,
    ),
  },
  {
    name: 'a mark price',
    schema: frames.MarkAnswer,
    rows: told<GetMarkPriceResp, typeof frames.MarkAnswer>()(
      {symbol: symbols, value: among<number>(86_500.1, 1e-7, 3), indexPrice: positives, timePoint: instants},
      none,
    ),
  },
];

export const kucoin: Client = {
  venue: 'kucoin',
  drawn,
  unseen: {
    '.isTrialFunds': 'of the web alone; the reducer has a test of its own',
    'isTrialFunds null': 'as above',
  },
};
