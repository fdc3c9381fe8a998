import fc from 'fast-check';
import type {
  AccountBalance,
  AccountBalanceDetail,
  AccountConfiguration,
  AccountPosition,
  Instrument,
  PublicFundingRate,
  WsDataEvent,
} from 'okx-api';
import * as frames from '../../../src/venues/okx/frames.ts';
import {
  among,
  amounts,
  type Client,
  coins,
  type Drawn,
  maybe,
  none,
  orEmpty,
  times,
  told,
  unsigned,
  whole,
} from '../told.ts';

// The client calls every member a text; which are amounts, names and times, and that what does not apply in the account's
// mode is an empty text, OKX's pages say.

const pairs = among<string>('BTC-USDT-SWAP', 'BTC-USD-251226', 'ETH-USDT');

const discounts = fc.array(fc.record({discountRate: unsigned, minAmt: orEmpty(unsigned)}), {maxLength: 3});

const position = {
  instId: among<string>('BTC-USDT-SWAP', 'BTC-USD-251226-54000-P', 'ETH-USDT'),
  mgnMode: fc.constantFrom('cross', 'isolated'),
  posSide: fc.constantFrom('net', 'long', 'short'),
  pos: amounts,
  posCcy: orEmpty(coins),
  ccy: orEmpty(coins),
  avgPx: orEmpty(unsigned),
  markPx: orEmpty(unsigned),
  last: orEmpty(unsigned),
  upl: orEmpty(amounts),
  lever: orEmpty(unsigned),
  margin: orEmpty(amounts),
  imr: orEmpty(unsigned),
  mmr: orEmpty(unsigned),
  mgnRatio: orEmpty(amounts),
  liqPx: orEmpty(unsigned),
  notionalUsd: orEmpty(amounts),
  optVal: orEmpty(amounts),
  liab: orEmpty(amounts),
  liabCcy: orEmpty(coins),
  interest: orEmpty(amounts),
  uTime: orEmpty(times),
} as const;

/** Of a currency no cash or equity is ever an empty text: OKX calls only what depends on the account's mode so. */
const currency = whole<AccountBalanceDetail>()({
  availBal: amounts,
  availEq: orEmpty(amounts),
  cashBal: amounts,
  ccy: coins,
  crossLiab: orEmpty(amounts),
  disEq: orEmpty(amounts),
  eq: amounts,
  eqUsd: orEmpty(amounts),
  frozenBal: amounts,
  interest: orEmpty(amounts),
  isoEq: orEmpty(amounts),
  isoLiab: orEmpty(amounts),
  isoUpl: orEmpty(amounts),
  liab: orEmpty(amounts),
  maxLoan: orEmpty(amounts),
  mgnRatio: orEmpty(amounts),
  notionalLever: orEmpty(amounts),
  ordFrozen: orEmpty(unsigned),
  twap: orEmpty(unsigned),
  uTime: orEmpty(times),
  upl: orEmpty(amounts),
  uplLiab: orEmpty(amounts),
  stgyEq: orEmpty(amounts),
  spotBal: orEmpty(amounts),
  openAvgPx: fc.array(unsigned, {maxLength: 1}),
  accAvgPx: fc.array(unsigned, {maxLength: 1}),
  spotUpl: orEmpty(amounts),
  spotUplRatio: orEmpty(amounts),
  totalPnl: orEmpty(amounts),
  totalPnlRatio: orEmpty(amounts),
});

const drawn: readonly Drawn[] = [
  {
    name: 'a position',
    schema: frames.PositionRows,
    // The client says any text. Its requests also know EVENTS, contracts that are paid in full: OKX's pages name the four
    // kinds of our schema in a position, and a row of a kind that nobody has seen is refused, not guessed at.
    rows: told<AccountPosition, typeof frames.PositionRows, 'instType'>()(position, {
      instType: fc.constantFrom('MARGIN', 'SWAP', 'FUTURES'),
    }),
  },
  {
    name: 'an option',
    schema: frames.PositionRows,
    rows: told<AccountPosition, typeof frames.PositionRows, 'instType'>()(
      {...position, instId: among<string>('BTC-USD-251226-54000-P', 'ETH-USD-251226-4000.5-C')},
      {instType: fc.constant('OPTION')},
    ),
  },
  {
    name: 'an account',
    schema: frames.AccountRows,
    rows: told<AccountBalance, typeof frames.AccountRows>()(
      {
        adjEq: orEmpty(amounts),
        mmr: orEmpty(unsigned),
        imr: orEmpty(unsigned),
        mgnRatio: orEmpty(amounts),
        details: fc.array(currency, {maxLength: 3}),
      },
      none,
    ),
  },
  {
    name: 'an account level',
    schema: frames.ConfigRows,
    rows: told<AccountConfiguration, typeof frames.ConfigRows, 'acctLv'>()(none, {
      acctLv: fc.constantFrom('1', '2', '3', '4'),
    }),
  },
  {
    name: 'an instrument',
    schema: frames.InstrumentRows,
    rows: told<Instrument, typeof frames.InstrumentRows, 'ctType'>()(
      {instId: pairs, ctVal: orEmpty(unsigned), ctMult: orEmpty(unsigned), tickSz: orEmpty(unsigned)},
      {ctType: fc.constantFrom('linear', 'inverse', '')},
    ),
  },
  {
    name: 'a funding rate',
    schema: frames.FundingRows,
    rows: told<PublicFundingRate, typeof frames.FundingRows>()(
      {instId: pairs, fundingRate: amounts, fundingTime: times, nextFundingTime: orEmpty(times)},
      none,
    ),
  },
  {
    name: 'a push',
    schema: frames.Push,
    rows: told<WsDataEvent, typeof frames.Push, 'arg'>()(
      {data: fc.constant([])},
      {
        arg: fc
          .tuple(
            whole<Omit<WsDataEvent['arg'], 'channel'>>()({
              uid: maybe(among<string>('44705892343619584')),
              instId: maybe(pairs),
              instFamily: maybe(among<string>('BTC-USDT')),
              instType: maybe(among<string>('ANY', 'SWAP')),
            }),
            fc.constantFrom('account', 'positions', 'mark-price', 'funding-rate', 'instruments'),
          )
          .map(([arg, channel]) => ({...arg, channel})),
      },
    ),
  },
  // Of what follows the client says `any`; the rows are those of OKX's pages.
  {
    name: 'a mark price',
    schema: frames.MarkRows,
    rows: fc.record({
      instType: fc.constantFrom('MARGIN', 'SWAP', 'FUTURES', 'OPTION'),
      instId: pairs,
      markPx: orEmpty(unsigned),
      ts: times,
    }),
  },
  {
    name: 'a tier',
    schema: frames.TierRows,
    rows: fc.record({
      uly: orEmpty(among<string>('BTC-USDT')),
      instFamily: orEmpty(among<string>('BTC-USDT')),
      instId: orEmpty(pairs),
      tier: among<string>('1', '2'),
      minSz: unsigned,
      maxSz: unsigned,
      mmr: unsigned,
      imr: orEmpty(unsigned),
      maxLever: orEmpty(unsigned),
      optMgnFactor: orEmpty(unsigned),
      quoteMaxLoan: orEmpty(unsigned),
      baseMaxLoan: orEmpty(unsigned),
    }),
  },
  {
    name: 'a discount',
    schema: frames.DiscountRows,
    rows: fc.record({ccy: coins, details: discounts, discountInfo: discounts}, {requiredKeys: ['ccy']}),
  },
];

export const okx: Client = {
  venue: 'okx',
  drawn,
  unseen: {
    '.arg.ccy': 'a subscription to one currency, of which the client says no more than that there is one',
  },
};
