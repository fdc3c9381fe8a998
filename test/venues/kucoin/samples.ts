import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {answer, isolatedRow, POSITIONS, wallet} from './wire.ts';

/** Positions and a wallet of real accounts with KuCoin's own figures. */

export type Case = {
  readonly name: string;
  readonly source: string;
  readonly row: Readonly<Record<string, unknown>>;
  readonly pool: string;
  readonly equity: string;
  readonly maintenance: string;
  readonly price: string;
  /** KuCoin rounds to its tick, which is coarser than the digits it shows: the audit says so. */
  readonly rounded?: true;
};

const SDK = 'kucoin-universal-sdk 1.3.0, recorded answers';
export const XBT = {currentQty: 1, posCost: 67.4309, avgEntryPrice: 67430.9};

/** Equity: margin + profit at the row's mark, as its `maintMargin` says. Price: entry − side × (margin − maintenance) ÷ quantity. */
export const ISOLATED: readonly Case[] = [
  {
    name: 'ETHUSDTM long 2 × 0.01 at 25x, 2021',
    source: 'ccxt 4.5.84, sample of parsePosition',
    row: isolatedRow('ETHUSDTM', {
      currentQty: 2,
      markPrice: 4183.38,
      posCost: 83.787,
      posInit: 3.35148,
      posMargin: 3.40376309,
      posMaint: 0.50707892,
      unrealisedPnl: -0.1194,
      avgEntryPrice: 4189.35,
      liquidationPrice: 4044.55,
    }),
    pool: 'iso:ETHUSDTM',
    equity: '3.28436309',
    maintenance: '0.50707892',
    price: '4044.5157915',
    rounded: true,
  },
  {
    name: 'CROUSDTM short 576 × 1 at 50x, 2024: entry 43.05576 ÷ 576, shown as 0.07475',
    source: 'ccxt issue 23949',
    row: isolatedRow('CROUSDTM', {
      currentQty: -576,
      markPrice: 0.07572,
      posCost: -43.05576,
      posInit: 0.8611152,
      posMargin: 1.3556506798,
      posFunding: 0.01123695,
      posMaint: 0.4571886441,
      unrealisedPnl: -0.55896,
      avgEntryPrice: 0.07475,
      liquidationPrice: 0.0763,
    }),
    pool: 'iso:CROUSDTM',
    equity: '0.7966906798',
    maintenance: '0.4571886441',
    price: '0.0763094133',
  },
  {
    name: 'XBTUSDTM long 1 × 0.001 with funding paid, 2024',
    source: SDK,
    row: isolatedRow('XBTUSDTM', {
      ...XBT,
      markPrice: 68900.7,
      posInit: 22.4769666644,
      posMargin: 22.5097045843,
      posFunding: -0.0212068,
      posMaint: 0.3931320569,
      unrealisedPnl: 1.4698,
      liquidationPrice: 45314.33,
    }),
    pool: 'iso:XBTUSDTM',
    equity: '23.9795045843',
    maintenance: '0.3931320569',
    price: '45314.3274726',
  },
  {
    name: 'the same account two weeks later',
    source: SDK,
    row: isolatedRow('XBTUSDTM', {
      ...XBT,
      markPrice: 68323.06,
      posInit: 22.2769666644,
      posMargin: 22.1310912243,
      posFunding: -0.19982016,
      posMaint: 0.4046228699,
      unrealisedPnl: 0.89216,
      liquidationPrice: 45704.44,
    }),
    pool: 'iso:XBTUSDTM',
    equity: '23.0232512243',
    maintenance: '0.4046228699',
    price: '45704.4316456',
  },
  {
    name: 'XBTUSDTM long 1 × 0.001 at 20x, 2022',
    source: SDK,
    row: isolatedRow('XBTUSDTM', {
      currentQty: 1,
      markPrice: 43536.65,
      posCost: 43.388,
      posInit: 2.1694,
      posMargin: 2.19675944,
      posMaint: 0.24861326,
      unrealisedPnl: 0.14865,
      avgEntryPrice: 43388,
      liquidationPrice: 41440,
    }),
    pool: 'iso:XBTUSDTM',
    equity: '2.34540944',
    maintenance: '0.24861326',
    price: '41439.85382',
  },
  {
    name: 'XBTUSDTM long 1 × 0.001 at 5x, November 2024: the price is no longer rounded',
    source: SDK,
    row: isolatedRow('XBTUSDTM', {
      currentQty: 1,
      markPrice: 91839.79,
      posCost: 91.6945,
      posInit: 18.3389,
      posMargin: 18.40492004,
      posMaint: 0.5634627025,
      unrealisedPnl: 0.14529,
      avgEntryPrice: 91694.5,
      liquidationPrice: 73853.0426625,
    }),
    pool: 'iso:XBTUSDTM',
    equity: '18.55021004',
    maintenance: '0.5634627025',
    price: '73853.0426625',
  },
  {
    name: 'XBTUSDTM short 1 × 0.001, February 2026: a rate of the mark value, 70453.17317 ÷ 1.0046',
    source: 'position event in a public adapter’s test, positionAll',
    row: isolatedRow('XBTUSDTM', {
      positionSide: 'SHORT',
      currentQty: -1,
      markPrice: 66954.6,
      posCost: -68.0942,
      posInit: 1.361884,
      posMargin: 2.35897317,
      posFunding: -0.00291083,
      posMaint: 0.30799116,
      unrealisedPnl: 1.1396,
      avgEntryPrice: 68094.2,
      liquidationPrice: 70130.5725363,
      aggRate: 0.0046,
    }),
    pool: 'iso:XBTUSDTM:SHORT',
    equity: '3.49857317',
    maintenance: '0.30799116',
    price: '70130.5725363329',
  },
];

export const isolatedFrames = ({row, equity}: Case): readonly Frame[] => [
  answer(POSITIONS, [{...row, maintMargin: equity}]),
];

/** Recorded answers of kucoin-universal-sdk 1.3.0, November 2024. */
export const WALLET_EVENT = {
  crossPosMargin: '0',
  isolatedOrderMargin: '18.1188',
  holdBalance: '0',
  equity: '81.273621258',
  version: '1337',
  availableBalance: '26.144281178',
  isolatedPosMargin: '36.80984008',
  walletBalance: '81.072921258',
  isolatedFundingFeeMargin: '0',
  crossUnPnl: '0',
  totalCrossMargin: '26.144281178',
  isolatedUnPnl: '0.2007',
  crossOrderMargin: '0',
  timestamp: '1731916996764',
};

const ROUNDED = 'KuCoin rounds to its tick of 0.05, coarser than the two digits it shows (README)';

export const samples: readonly Sample[] = [
  ...ISOLATED.map(
    (each): Sample => ({
      name: `${each.name} (${each.source})`,
      from: 'real accounts',
      frames: isolatedFrames(each),
      ...(each.rounded && {
        differs: [{figure: 'liquidationPrice', symbol: String(each.row.symbol), why: ROUNDED}],
      }),
    }),
  ),
  {
    name: 'wallet event of November 2024',
    from: 'real accounts',
    frames: [answer(POSITIONS, []), wallet(WALLET_EVENT)],
  },
  {
    name: 'cross-and-isolated',
    from: 'worked by hand',
    frames: captured('./captures/cross-and-isolated.ndjson', import.meta.url),
  },
];
