import {Decimal} from '../../crossing.ts';
import type {Entry} from '../lighter/book.ts';
import type {MexcBook} from './book.ts';
import {COINS, contractOf, contractsIn, FEE, LEVELS, RATE, symbolOf} from './contract.ts';

/** Per interval of eight hours, as a fraction. */
export const FUNDING = '0.0001';

/** MEXC writes numbers. */
const number = (value: Decimal, places = 8) => Number(value.toDecimalPlaces(places).toFixed());
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

export const answered = (content: unknown) => ({success: true, code: 0, data: content});

/** As the web asks for it: in short names. */
export const details = () =>
  answered(
    COINS.map((coin) => {
      const {size, level} = contractOf(coin);
      return {
        symbol: symbolOf(coin),
        dn: `${symbolOf(coin)} PERPETUAL`,
        pot: 3,
        bc: coin,
        qc: 'USDT',
        ft: 1,
        sc: 'USDT',
        cs: Number(size),
        minL: 1,
        maxL: 200,
        ps: 1,
        pu: 0.1,
        tfr: Number(FEE),
        mfr: 0,
        mmr: Number(RATE),
        imr: 0.005,
        rbv: level,
        riv: level,
        rim: Number(RATE),
        rii: 0.005,
        rll: LEVELS,
        rlt: 'BY_VOLUME',
        rlm: 'INCREASE',
        liqfr: Number(FEE),
      };
    }),
  );

/** Set aside for a position: an isolated one's own margin, for a cross one what its leverage asks. */
const marginOf = ({margin, cost, leverage}: Entry) => margin ?? cost.abs().div(leverage);

function row(book: MexcBook, entry: Entry, version: number) {
  const {coin, size, cost, leverage, margin} = entry;
  const average = cost.div(size);
  const isolated = margin !== undefined;
  return {
    positionId: 5_355_366 + COINS.indexOf(coin),
    symbol: symbolOf(coin),
    positionType: size.gt(0) ? 1 : 2,
    openType: isolated ? 1 : 2,
    state: 1,
    holdVol: number(contractsIn(coin, size)),
    frozenVol: 0,
    closeVol: 0,
    holdAvgPrice: number(average, 4),
    holdAvgPriceFullyScale: average.toSignificantDigits(20).toFixed(),
    openAvgPrice: number(average, 4),
    closeAvgPrice: 0,
    liquidatePrice: isolated ? number(book.liquidationPrice(entry) ?? new Decimal(0), 2) : 0,
    oim: number(marginOf(entry)),
    im: number(marginOf(entry)),
    holdFee: 0,
    realised: 0,
    leverage,
    autoAddIm: false,
    version,
  };
}

export const positions = (book: MexcBook, version: number) =>
  answered(book.entries.map((entry) => row(book, entry, version)));

function parts(book: MexcBook) {
  const held = sum(book.entries.map(marginOf));
  const isolated = sum(book.entries.map(({margin}) => margin ?? new Decimal(0)));
  const wallet = book.cash.plus(isolated);
  return {held, wallet, profit: sum(book.entries.map((entry) => book.profit(entry)))};
}

export function assets(book: MexcBook) {
  const {held, wallet, profit} = parts(book);
  return answered([
    {
      currency: 'USDT',
      positionMargin: number(held),
      availableBalance: number(wallet.minus(held)),
      cashBalance: number(wallet.minus(held)),
      frozenBalance: 0,
      equity: number(wallet.plus(profit)),
      unrealized: number(profit),
      bonus: 0,
      debtAmount: 0,
      contributeMarginAmount: 0,
    },
  ]);
}

const pushed = (channel: string, content: unknown) => ({channel, data: content, ts: Date.now()});

export function assetPush(book: MexcBook) {
  const {held, wallet} = parts(book);
  return pushed('push.personal.asset', {
    currency: 'USDT',
    positionMargin: number(held),
    frozenBalance: 0,
    availableBalance: number(wallet.minus(held)),
    bonus: 0,
  });
}

/** One of each coin: what is no longer held is closed. */
export const positionPushes = (book: MexcBook, coins: readonly string[], version: number) =>
  coins.map((coin) => {
    const entry = book.entries.find((each) => each.coin === coin);
    const gone = {
      positionId: 5_355_366 + COINS.indexOf(coin),
      symbol: symbolOf(coin),
      positionType: 1,
      openType: 2,
      state: 3,
      holdVol: 0,
      version,
    };
    return pushed('push.personal.position', entry ? row(book, entry, version) : gone);
  });

export const tickers = (book: MexcBook) =>
  pushed(
    'push.tickers',
    COINS.map((coin) => {
      const mark = book.mark(coin).toNumber();
      return {
        symbol: symbolOf(coin),
        amount24: 47_486.8857,
        fairPrice: mark,
        indexPrice: mark,
        lastPrice: mark,
        riseFallRate: 0.0229,
        volume24: 241_444,
      };
    }),
  );

/** The channel stands behind the content, as on the wire. */
export const fairPrice = (book: MexcBook, coin: string) => ({
  symbol: symbolOf(coin),
  data: {symbol: symbolOf(coin), price: book.mark(coin).toNumber()},
  channel: 'push.fair.price',
  ts: Date.now(),
});

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: MexcBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [
    number(mark.times(1 + step / 20_000), 1),
    2000 + Math.abs(step) * 40,
    Math.abs(step),
  ];
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {
    symbol: symbolOf(coin),
    data: {asks: steps.map(level), bids: steps.map((step) => level(-step)), version: 96_801_927},
    channel: 'push.depth.full',
    ts: Date.now(),
  };
}
