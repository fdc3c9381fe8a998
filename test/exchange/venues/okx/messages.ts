import {Decimal} from '../../crossing.ts';
import type {Entry, OkxBook} from './book.ts';
import {COINS, contractOf, instIdOf} from './contract.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

const EIGHT_HOURS = 28_800_000;
const UID = '464737184507959869';

/** OKX sends doubles as text: their digits. */
const digits = (value: Decimal) => value.toSignificantDigits(16).toFixed();

export const answerOf = (data: readonly unknown[]) => ({code: '0', msg: '', data});

export const instruments = () =>
  answerOf(
    COINS.map((coin) => ({
      instId: instIdOf(coin),
      instType: 'SWAP',
      instFamily: `${coin}-USDT`,
      uly: `${coin}-USDT`,
      ctVal: contractOf(coin).size,
      ctMult: '1',
      ctType: 'linear',
      ctValCcy: coin,
      settleCcy: 'USDT',
      tickSz: contractOf(coin).tick,
      lotSz: '0.01',
      state: 'live',
    })),
  );

export const positionTiers = (family: string) => {
  const tiers = contractOf(family.replace('-USDT', '')).tiers;
  return answerOf(
    tiers.map(([from, rate, leverage], index) => ({
      uly: family,
      instFamily: family,
      instId: '',
      tier: String(index + 1),
      minSz: String(from),
      maxSz: String(tiers[index + 1]?.[0] ?? 100_000_000),
      mmr: rate,
      imr: digits(new Decimal(1).div(leverage)),
      maxLever: String(leverage),
      optMgnFactor: '0',
      quoteMaxLoan: '',
      baseMaxLoan: '',
    })),
  );
};

export const config = () => answerOf([{uid: UID, acctLv: '2', posMode: 'net_mode', autoLoan: false}]);

/** Isolated prices are printed one tick on the safe side; "" says that there is none. */
function printedPrice(book: OkxBook, entry: Entry): string {
  const price = book.liquidationPrice(entry);
  if (price === undefined) return '';
  const tick = new Decimal(contractOf(entry.coin).tick).times(entry.contracts.gt(0) ? 1 : -1);
  return digits(entry.margin === undefined ? price : price.plus(tick));
}

function row(book: OkxBook, entry: Entry) {
  const mark = book.mark(entry.coin);
  const isCross = entry.margin === undefined;
  return {
    adl: '2',
    availPos: '',
    avgPx: digits(entry.cost.div(book.coinsIn(entry))),
    cTime: '1700000000000',
    ccy: 'USDT',
    idxPx: digits(mark),
    imr: isCross ? digits(book.value(entry).div(entry.leverage)) : '',
    instId: instIdOf(entry.coin),
    instType: 'SWAP',
    interest: '',
    last: digits(mark),
    lever: String(entry.leverage),
    liab: '',
    liabCcy: '',
    liqPx: printedPrice(book, entry),
    margin: entry.margin === undefined ? '' : digits(entry.margin),
    markPx: digits(mark),
    mgnMode: isCross ? 'cross' : 'isolated',
    mgnRatio: digits(book.ratio(entry)),
    mmr: digits(book.maintenance(entry)),
    notionalUsd: digits(book.value(entry).times('0.9996')),
    optVal: '',
    pTime: String(Date.now()),
    pos: digits(entry.contracts),
    posCcy: '',
    posId: `61605704119890739${COINS.indexOf(entry.coin)}`,
    posSide: 'net',
    tradeId: '138745402',
    uTime: String(entry.changed),
    upl: digits(book.profit(entry)),
    usdPx: '',
  };
}

const LIST = {eventType: 'snapshot', curPage: 1, lastPage: true};

export const positions = (book: OkxBook) => ({
  arg: {channel: 'positions', instType: 'ANY', uid: UID},
  ...LIST,
  data: book.entries.map((entry) => row(book, entry)),
});

const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

export function account(book: OkxBook) {
  const isolated = book.entries.filter(({margin}) => margin !== undefined);
  const profit = sum(book.cross.map((entry) => book.profit(entry)));
  const isolatedProfit = sum(isolated.map((entry) => book.profit(entry)));
  const margin = sum(isolated.map((entry) => entry.margin ?? new Decimal(0)));
  const isolatedEquity = margin.plus(isolatedProfit);
  const [first] = book.cross;
  const time = String(Date.now());
  const currency = {
    ccy: 'USDT',
    availBal: digits(book.cash),
    availEq: digits(book.cash.plus(profit)),
    cashBal: digits(book.cash),
    coinUsdPrice: '0.9996',
    crossLiab: '',
    disEq: '0',
    eq: digits(book.cash.plus(profit).plus(isolatedEquity)),
    eqUsd: digits(book.cash.plus(profit).plus(isolatedEquity).times('0.9996')),
    frozenBal: digits(margin),
    imr: digits(sum(book.cross.map((entry) => book.value(entry).div(entry.leverage)))),
    interest: '',
    isoEq: digits(isolatedEquity),
    isoUpl: digits(isolatedProfit),
    liab: '',
    mgnRatio: first === undefined ? '' : digits(book.ratio(first)),
    mmr: digits(sum(book.cross.map((entry) => book.maintenance(entry)))),
    ordFrozen: '0',
    spotInUseAmt: '',
    stgyEq: '0',
    uTime: time,
    upl: digits(profit.plus(isolatedProfit)),
  };
  const totals = {adjEq: '', imr: '', isoEq: digits(isolatedEquity), mgnRatio: '', mmr: '', notionalUsd: ''};
  return {
    arg: {channel: 'account', uid: UID},
    ...LIST,
    data: [{...totals, details: [currency], totalEq: currency.eqUsd, uTime: time, upl: ''}],
  };
}

const arg = (channel: string, coin: string) => ({channel, instId: instIdOf(coin)});

export const markPrice = (book: OkxBook, coin: string) => ({
  arg: arg('mark-price', coin),
  data: [{instType: 'SWAP', instId: instIdOf(coin), markPx: digits(book.mark(coin)), ts: String(Date.now())}],
});

export function fundingRate(coin: string) {
  const next = Math.ceil((Date.now() + 1) / EIGHT_HOURS) * EIGHT_HOURS;
  return {
    arg: arg('funding-rate', coin),
    data: [
      {
        instType: 'SWAP',
        instId: instIdOf(coin),
        fundingRate: FUNDING,
        fundingTime: String(next),
        nextFundingTime: String(next + EIGHT_HOURS),
      },
    ],
  };
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: OkxBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [
    mark.times(1 + step / 20_000).toFixed(1),
    (40 + Math.abs(step) * 14).toFixed(0),
    '0',
    '3',
  ];
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {
    arg: arg('books', coin),
    action: 'update',
    data: [{asks: steps.map(level), bids: steps.map((step) => level(-step)), ts: String(Date.now())}],
  };
}
