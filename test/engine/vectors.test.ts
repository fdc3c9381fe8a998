import {describe, expect, it} from 'vitest';
import type {Position, Schedule} from '../../src/engine/account.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import type {Figure} from '../../src/engine/figure.ts';
import {decimal, digits, first, healthOf, number, pool, position, rate, table} from './build.ts';

/**
 * Published and reported cases, each with where it stands. Digits were worked out from the venues' own formulas or
 * reported by the venue, and compared at one millionth: sources cut and round at different places.
 */
type Terms =
  | readonly ['rate', string, string?]
  | readonly ['fixed', string]
  | readonly ['sized', string, string];

type Row = readonly [
  name: string,
  contract: 'linear' | 'inverse',
  side: 'long' | 'short',
  size: string,
  multiplier: string,
  entry: string,
  mark: string,
  margin: string,
  terms: Terms,
  fee: string,
  equity: string,
  maintenance: string,
  liquidation: string | null,
];

const single: readonly Row[] = [
  // Binance support, how to calculate the liquidation price of USD-M futures (FAQ b3c689c1...), worked example; same numbers in freqtrade tests/exchange/test_binance.py
  [
    'binance-faq-iso-eth',
    'linear',
    'long',
    '3683.979',
    '1',
    '1456.84',
    '1335.18',
    '1535443.01',
    ['rate', '0.10', '135365'],
    '0',
    '1087250.12486',
    '356512.508122',
    '1114.78496375',
  ],
  [
    'binance-faq-iso-btc',
    'linear',
    'long',
    '109.488',
    '1',
    '32481.98',
    '31967.27',
    '1535443.01',
    ['rate', '0.025', '16300'],
    '0',
    '1479088.44152',
    '71200.811444',
    '18778.72593217',
  ],
  // ccxt 4.5.84 js/src/binance.js, COIN-M position risk of a real account
  [
    'binance-coinm-iso-real',
    'inverse',
    'long',
    '2',
    '100',
    '37643.10000021',
    '38103.05510455',
    '0.00268058',
    ['rate', '0.004'],
    '0',
    '0.0027447158',
    '0.0000209957',
    '25119.97445761',
  ],
  // github ccxt/ccxt PR #20895, position risk of a real account
  [
    'binance-usdm-cross-ada-mm',
    'linear',
    'long',
    '200',
    '1',
    '0.29371',
    '0.51682318',
    '1000',
    ['rate', '0.0065'],
    '0',
    '1044.622636',
    '0.671870134',
    null,
  ],
  // freqtrade tests/exchange/test_exchange.py test_get_liquidation_price (maintenance rate 0.01, amount 0.01)
  [
    'binance-ft-2',
    'linear',
    'short',
    '1',
    '1',
    '10',
    '10',
    '3.333333333333333333333333333333',
    ['rate', '0.01', '0.01'],
    '0',
    '3.3333333333',
    '0.09',
    '13.21122112',
  ],
  [
    'binance-ft-5',
    'linear',
    'long',
    '0.6',
    '1',
    '10',
    '10',
    '1.2',
    ['rate', '0.01', '0.01'],
    '0',
    '1.2',
    '0.05',
    '8.06397306',
  ],
  // ccxt 4.5.84 js/src/bitget.js, position of a real account (parsePosition sample)
  [
    'bitget-cross-long-a',
    'linear',
    'long',
    '0.002',
    '1',
    '37355.5',
    '37359',
    '11.604761394867107',
    ['rate', '0.004'],
    '0.0006',
    '11.6117613949',
    '0.3437028',
    '31698.93440081',
  ],
  // ccxt 4.5.84 js/src/bitget.js, position of a real account (parsePosition sample), second read
  [
    'bitget-cross-long-b',
    'linear',
    'long',
    '0.002',
    '1',
    '37355.5',
    '37370.5',
    '11.604761394966738',
    ['rate', '0.004'],
    '0.0006',
    '11.634761395',
    '0.3438086',
    '31698.93440076',
  ],
  // ccxt 4.5.84 js/src/bitget.js, position of a real account (parsePosition sample), third position
  [
    'bitget-cross-long-c',
    'linear',
    'long',
    '0.001',
    '1',
    '43849',
    '43845.8',
    '26.421005862811235',
    ['rate', '0.004'],
    '0.0006',
    '26.4178058628',
    '0.20169068',
    '17508.53339079',
  ],
  // same page, short
  [
    'bitget-iso-2025-formula-short',
    'linear',
    'short',
    '1',
    '1',
    '60000',
    '60500',
    '4000',
    ['rate', '0.004'],
    '0.0006',
    '3500',
    '278.3',
    '63706.94803902',
  ],
  // rule: coin-margined: margin + value/entry - value/P = (mmr+fee) x value/P
  [
    'bitget-inverse-long',
    'inverse',
    'long',
    '6000',
    '1',
    '60000',
    '61000',
    '0.01',
    ['rate', '0.004'],
    '0.0006',
    '0.0116393443',
    '0.000452459',
    '54796.36363636',
  ],
  // github mmitkevich/roq-rencap issue #48, frame logged at the moment of liquidation (venue closed since 2026-09-23)
  [
    'bitmex-liquidation-frame',
    'inverse',
    'long',
    '1800',
    '1',
    '35000.53',
    '35000',
    '0.00073673',
    ['fixed', '0.00036567'],
    '0',
    '0.0007359512',
    '0.00036567',
    '34749.80443382',
  ],
  // rule: BitMEX isolated formula
  [
    'bitmex-quanto-ethusd',
    'linear',
    'long',
    '100',
    '0.000001',
    '3500',
    '3400',
    '0.01',
    ['fixed', '0.0006'],
    '0',
    '0',
    '0.0006',
    '3406',
  ],
  // ccxt js/src/bybit.js, v5 position list of a real classic account (ETHUSDT, 0.1, leverage 4.2)
  [
    'bybit-classic-iso-eth',
    'linear',
    'long',
    '0.1',
    '1',
    '1198.45',
    '1189.95',
    '28.53452380952381',
    ['fixed', '0.599225'],
    '0',
    '27.6845238095',
    '0.599225',
    '919.0970119',
  ],
  // freqtrade tests/exchange/test_exchange.py test_get_liquidation_price / bybit (maintenance rate 0.01, entry 10, no fees)
  ['bybit-ft-1', 'linear', 'long', '1', '1', '10', '10', '10', ['fixed', '0.1'], '0', '10', '0.1', '0.1'],
  ['bybit-ft-3', 'linear', 'long', '1', '1', '10', '10', '2', ['fixed', '0.1'], '0', '2', '0.1', '8.1'],
  ['bybit-ft-4', 'linear', 'long', '1', '1', '10', '10', '1', ['fixed', '0.1'], '0', '1', '0.1', '9.1'],
  ['bybit-ft-5', 'linear', 'short', '1', '1', '10', '10', '10', ['fixed', '0.1'], '0', '10', '0.1', '19.9'],
  ['bybit-ft-7', 'linear', 'short', '1', '1', '10', '10', '2', ['fixed', '0.1'], '0', '2', '0.1', '11.9'],
  ['bybit-ft-8', 'linear', 'short', '1', '1', '10', '10', '1', ['fixed', '0.1'], '0', '1', '0.1', '10.9'],
  // Bybit help page on inverse liquidation price (updated 2026-05-27): size(1+mmr)/[size/E + size/(E x lev) + ...]
  [
    'bybit-doc-inverse-iso-new',
    'inverse',
    'long',
    '60000',
    '1',
    '50000',
    '50000',
    '0.12',
    ['rate', '0.005'],
    '0',
    '0.12',
    '0.006',
    '45681.81818182',
  ],
  // same page, earlier text
  [
    'bybit-doc-inverse-iso-old',
    'inverse',
    'long',
    '60000',
    '1',
    '50000',
    '50000',
    '0.12',
    ['fixed', '0.006'],
    '0',
    '0.12',
    '0.006',
    '45662.10045662',
  ],
  // rule: BTC-PERPETUAL (size is USD), maintenance 1 % + 0.005 % per BTC of size; usage 100 % is liquidation
  [
    'deribit-inverse-long',
    'inverse',
    'long',
    '500000',
    '1',
    '60000',
    '61000',
    '1.5',
    ['sized', '0.01', '0.00005'],
    '0',
    '1.6366120219',
    '0.0853265251',
    '51380.67275995',
  ],
  // rule: linear, the rate depends on size only, so it stays put
  [
    'deribit-linear-long',
    'linear',
    'long',
    '25',
    '1',
    '100000',
    '100000',
    '40000',
    ['sized', '0.01', '0.00005'],
    '0',
    '40000',
    '28125',
    '99519.5954488',
  ],
  // freqtrade tests/exchange/test_exchange.py test_get_liquidation_price (maintenance rate 0.01, taker 0.0006)
  [
    'gate-ft-2',
    'linear',
    'long',
    '1',
    '1',
    '10',
    '10',
    '3.333333333333333333333333333333',
    ['rate', '0.01'],
    '0.0006',
    '3.3333333333',
    '0.106',
    '6.73809043',
  ],
  [
    'gate-ft-3',
    'linear',
    'short',
    '1',
    '1',
    '10',
    '10',
    '2',
    ['rate', '0.01'],
    '0.0006',
    '2',
    '0.106',
    '11.87413418',
  ],
  [
    'gate-ft-5',
    'linear',
    'short',
    '1',
    '1',
    '8',
    '8',
    '1.6',
    ['rate', '0.01'],
    '0.0006',
    '1.6',
    '0.0848',
    '9.49930734',
  ],
  // ccxt 4.5.84 js/src/gate.js, position of a real account (parsePosition sample)
  [
    'gate-iso-ada-long',
    'linear',
    'long',
    '2',
    '10',
    '0.79271',
    '0.79342',
    '0.80460065',
    ['rate', '0.025'],
    '0.00075',
    '0.81880065',
    '0.4086113',
    '0.77236846',
  ],
  [
    'gate-cross-btc-long',
    'linear',
    'long',
    '6',
    '0.0001',
    '22322',
    '34693.88',
    '4.053794242903',
    ['rate', '0.005'],
    '0.00075',
    '11.4769222429',
    '0.119693886',
    '15655.6965168',
  ],
  [
    'gate-cross-ltc-none',
    'linear',
    'long',
    '2',
    '0.1',
    '90.22',
    '95.06',
    '36.617',
    ['rate', '0.01'],
    '0.00075',
    '37.585',
    '0.204379',
    null,
  ],
  // github freqtrade issue #7294 (a real position; fee rate as the reporter had it)
  [
    'gate-ft-7294-eth',
    'linear',
    'long',
    '54.23',
    '0.01',
    '1680.05',
    '1680.05',
    '182.81',
    ['rate', '0.005'],
    '0.0000075',
    '182.81',
    '4.5622887584',
    '1349.70742445',
  ],
  // open_positions and balances frames of one real account: ccxt 4.5.84 js/src/pro/krakenfutures.js (long), github ccxt/ccxt PR #15622 (short), PR #20105 (balances)
  [
    'kraken-ltc-short-threshold',
    'linear',
    'short',
    '0.1',
    '1',
    '69',
    '68.98898419586',
    '5017.24998961',
    ['fixed', '0.069'],
    '0',
    '5017.2510911904',
    '0.069',
    '50240.8098961',
  ],
  // ccxt 4.5.84 js/src/kucoin.js parsePosition sample and github ccxt/ccxt threads, positions of real accounts
  [
    'kucoin-iso-eth-a',
    'linear',
    'long',
    '2',
    '0.01',
    '4189.35',
    '4191',
    '3.40376309',
    ['fixed', '0.50707892'],
    '0',
    '3.43676309',
    '0.50707892',
    '4044.5157915',
  ],
  [
    'kucoin-iso-cro-short',
    'linear',
    'short',
    '576',
    '1',
    '0.07475',
    '0.0746',
    '1.3556506798',
    ['fixed', '0.4571886441'],
    '0',
    '1.4420506798',
    '0.4571886441',
    '0.07630983',
  ],
  // kucoin-universal-sdk npm package 1.3.0, position change event
  [
    'kucoin-iso-xbt-ws',
    'linear',
    'long',
    '1',
    '0.001',
    '91694.5',
    '91700',
    '18.40492004',
    ['fixed', '0.5634627025'],
    '0',
    '18.41042004',
    '0.5634627025',
    '73853.0426625',
  ],
  // KuCoin help page, liquidation price of isolated margin: short 5 lots at 28,000, 100x, 0.4 %
  [
    'kucoin-help-short',
    'linear',
    'short',
    '5',
    '0.001',
    '28000',
    '28000',
    '1.4',
    ['fixed', '0.56'],
    '0',
    '1.4',
    '0.56',
    '28168',
  ],
  // rule: coin-margined isolated with the requirement fixed at entry (multiplier -1 in the instrument = 1 USD per contract)
  [
    'kucoin-iso-inverse',
    'inverse',
    'long',
    '1000',
    '1',
    '60000',
    '61000',
    '0.0021',
    ['fixed', '0.0001'],
    '0',
    '0.002373224',
    '0.0001',
    '53571.42857143',
  ],
  // kucoin-universal-sdk npm package 1.3.0, generated API tests (recorded answers)
  [
    'kucoin-iso-xbt-sdk-1',
    'linear',
    'long',
    '1',
    '0.001',
    '67430.9',
    '67430.9',
    '22.5097045843',
    ['fixed', '.3931320569'],
    '0',
    '22.5097045843',
    '0.3931320569',
    '45314.3274726',
  ],
  [
    'kucoin-iso-xbt-sdk-2',
    'linear',
    'long',
    '1',
    '0.001',
    '67430.9',
    '67430.9',
    '22.1310912243',
    ['fixed', '.4046228699'],
    '0',
    '22.1310912243',
    '0.4046228699',
    '45704.4316456',
  ],
  [
    'kucoin-iso-xbt-sdk-3',
    'linear',
    'long',
    '1',
    '0.001',
    '43388',
    '43388',
    '2.19675944',
    ['fixed', '.24861326'],
    '0',
    '2.19675944',
    '0.24861326',
    '41439.85382',
  ],
  // ccxt 4.5.84 js/src/mexc.js, position of a real account
  [
    'mexc-iso-long',
    'linear',
    'long',
    '1',
    '0.01',
    '1217.3',
    '1217.3',
    '0.1290338',
    ['fixed', '0.0681322'],
    '0',
    '0.1290338',
    '0.0681322',
    '1211.20984',
  ],
  // ccxt 4.5.84 js/src/htx.js, position of a real account
  [
    'htx-iso-long',
    'linear',
    'long',
    '1',
    '0.001',
    '47151.3',
    '47158.6',
    '24.96572007',
    ['rate', '0.0075'],
    '0',
    '24.97302007',
    '0.3536895',
    '22353.22914861',
  ],
  // Phemex help page on the hedged/isolated liquidation price, first example
  [
    'phemex-doc-iso-long',
    'linear',
    'long',
    '500',
    '1',
    '0.4',
    '0.4',
    '40.096',
    ['rate', '0.01'],
    '0.0006',
    '40.096',
    '2.12',
    '0.32323428',
  ],
  // github ccxt/ccxt, OKX isolated position dump of a real account
  [
    'okx-inv-iso-eth-short',
    'inverse',
    'short',
    '9374',
    '10',
    '4778.8384462538659751',
    '4631.350432786379',
    '11.2907226596551759',
    ['rate', '0.005'],
    '0.0005',
    '11.9153941465',
    '0.1113217424',
    '11198.23376279',
  ],
  // github ccxt/ccxt PR #21386, position of a real account
  [
    'okx-inv-iso-btc-long',
    'inverse',
    'long',
    '499',
    '100',
    '51364.1',
    '51371.7',
    '0.3238318851753138',
    ['rate', '0.004'],
    '0.0005',
    '0.3239756096',
    '0.0043710837',
    '38696.4288375',
  ],
  // ccxt 4.5.84 js/src/okx.js, position of a real account (parsePosition sample)
  [
    'okx-cross-btc-long',
    'linear',
    'long',
    '1',
    '0.01',
    '34131.1',
    '34132.18608358957',
    '215.78881232000003',
    ['rate', '0.004'],
    '0.0005',
    '215.7996731559',
    '1.5359483738',
    '12608.95908388',
  ],
  [
    'okx-cross-xrp-long',
    'linear',
    'long',
    '1',
    '100',
    '0.52668',
    '0.52692',
    '19.973666',
    ['rate', '0.005'],
    '0.0005',
    '19.997666',
    '0.289806',
    '0.32875147',
  ],
];

const scheduleOf = (terms: Terms): Schedule => {
  if (terms[0] === 'rate') return rate(terms[1], terms[2]);
  if (terms[0] === 'fixed') return {kind: 'fixed', maintenance: decimal(terms[1])};
  return {kind: 'sized', base: decimal(terms[1]), slope: decimal(terms[2])};
};

const matches = (figure: Figure, expected: string): void => {
  const off = number(figure).minus(expected).abs();
  // The expected digits are cut at ten places.
  const within = Decimal.max(new Decimal(expected).abs().times('1e-6'), '6e-11');
  expect([number(figure).toFixed(12), off.lte(within)]).toEqual([number(figure).toFixed(12), true]);
};

const onePosition = ([, contract, side, size, multiplier, entry, mark, , terms, fee]: Row): Position => {
  const settle = contract === 'inverse' ? 'BTC' : 'USDT';
  return position({
    contract,
    side,
    settle,
    size,
    entry,
    mark,
    multiplier: decimal(multiplier),
    schedule: scheduleOf(terms),
    closingFeeRate: decimal(fee),
  });
};

describe('one position', () => {
  it.each(single.map((row) => [row[0], row] as const))('%s', (_, row) => {
    const [, contract, , , , , , margin, , , equity, maintenance, liquidation] = row;
    const unit = contract === 'inverse' ? 'BTC' : 'USDT';
    const collateral = [{asset: unit, amount: decimal(margin), price: decimal('1'), weight: decimal('1')}];
    const health = healthOf(pool(margin, [onePosition(row)], {unit, collateral}));
    matches(health.equity, equity);
    matches(health.maintenanceMargin, maintenance);
    if (liquidation === null) expect(first(health).liquidationPrice.kind).toBe('none');
    else matches(first(health).liquidationPrice, liquidation);
  });
});

const BINANCE_BTC = table(
  ['0', '0.004', '0'],
  ['50000', '0.005', '50'],
  ['600000', '0.0065', '950'],
  ['3000000', '0.01', '11450'],
  ['12000000', '0.02', '131450'],
);

describe('several positions, several tiers', () => {
  it('Binance FAQ b3c689c1: two longs in one wallet, each moved alone', () => {
    const health = healthOf(
      pool('1535443.01', [
        position({size: '109.488', entry: '32481.98', mark: '31967.27', schedule: rate('0.025', '16300')}),
        position({
          symbol: 'ETHUSDT',
          underlying: 'ETH',
          size: '3683.979',
          entry: '1456.84',
          mark: '1335.18',
          schedule: rate('0.10', '135365'),
        }),
      ]),
    );
    expect(number(health.equity).toFixed()).toBe('1030895.55638');
    expect(number(health.maintenanceMargin).toFixed()).toBe('427713.319566');
    expect(digits(health.accuracy, 6)).toBe('241.024890');
    // The page shows 26,316.89 and 1,153.26.
    expect(health.positions.map(({liquidationPrice}) => digits(liquidationPrice, 2))).toEqual([
      '26316.89',
      '1153.26',
    ]);
    expect(digits(first(health).liquidationPrice, 8)).toBe('26316.89326452');
  });

  it('the tier at the liquidation price, not today’s: 47,231.16, where today’s would give 47,211.88', () => {
    // 615,000 is in the third tier; at the price in question 472,311 is in the second: (620,000 − 150,000 − 50) ÷ (10 × 0.995)
    const health = healthOf(
      pool('150000', [position({size: '10', entry: '62000', mark: '61500', schedule: BINANCE_BTC})]),
    );
    expect(number(health.maintenanceMargin).toFixed()).toBe('3047.5');
    expect(digits(first(health).liquidationPrice, 8)).toBe('47231.15577889');
  });

  it('weights the sum of balance and profit: a debt in full, the rest by its ratio', () => {
    // (5,000 − 3,000) × 0.9999 + 0.5 × 60,000 × 0.95 + 10 × 600 × 0.95 − 1,200 × 1.0001
    const held = (asset: string, amount: string, price: string, weight: string) => ({
      asset,
      amount: decimal(amount),
      price: decimal(price),
      weight: decimal(weight),
    });
    const health = healthOf(
      pool(
        '0',
        [
          position({
            symbol: 'ETHUSDT',
            underlying: 'ETH',
            side: 'short',
            size: '30',
            entry: '3000',
            mark: '3100',
            schedule: BINANCE_BTC,
          }),
        ],
        {
          unit: 'USD',
          collateral: [
            held('USDT', '5000', '1.0000', '0.9999'),
            held('BTC', '0.5', '60000', '0.95'),
            held('BNB', '10', '600', '0.95'),
            held('USDC', '-1200', '1.0001', '1'),
          ],
        },
      ),
    );
    expect(number(health.equity).toFixed()).toBe('34999.68');
    expect(number(health.maintenanceMargin).toFixed()).toBe('415');
    // Past 3,166.67 the USDT are a debt and count in full: (5,000 + 90,000 + 32,999.88 + 50) ÷ (30 × 1.005)
    expect(digits(first(health).liquidationPrice, 8)).toBe('4247.09386401');
  });

  it('Bitget help, tiers of 2025-11-10: each slice its own rate, 1,648; before that the whole at the last, 1,848', () => {
    const of = (schedule: Schedule): Position =>
      position({size: '3', entry: '110000', mark: '110000', schedule, closingFeeRate: decimal('0.0006')});
    const sliced = healthOf(pool('20000', [of(table(['0', '0.004'], ['200000', '0.005', '200']))]));
    const whole = healthOf(pool('20000', [of(table(['0', '0.004'], ['200000', '0.005']))]));
    expect(number(sliced.maintenanceMargin).toFixed()).toBe('1648');
    expect(number(whole.maintenanceMargin).toFixed()).toBe('1848');
    expect(digits(first(sliced).liquidationPrice, 8)).toBe('103848.21668008');
    expect(digits(first(whole).liquidationPrice, 8)).toBe('103915.25878252');
  });

  it('Gate, two positions and tiers: the long crosses from the second tier to the first on its way', () => {
    const fee = {closingFeeRate: decimal('0.00075')};
    const health = healthOf(
      pool('70000', [
        position({
          ...fee,
          size: '170000',
          multiplier: decimal('0.0001'),
          entry: '60000',
          mark: '60000',
          schedule: table(['0', '0.004', '0'], ['1000000', '0.005', '1000'], ['2000000', '0.0075', '6000']),
        }),
        position({
          ...fee,
          symbol: 'ETH_USDT',
          underlying: 'ETH',
          side: 'short',
          size: '3000',
          multiplier: decimal('0.01'),
          entry: '3000',
          mark: '3050',
          schedule: rate('0.005', '0'),
        }),
      ]),
    );
    expect(number(health.equity).toFixed()).toBe('68500');
    expect(number(health.maintenanceMargin).toFixed()).toBe('5391.125');
    expect(digits(first(health).liquidationPrice, 8)).toBe('56268.81362945');
  });

  it('OKX cross: the other position keeps its own requirement while this one moves', () => {
    const health = healthOf(
      pool('5', [
        position({
          symbol: 'SOL',
          underlying: 'SOL',
          size: '1',
          entry: '100',
          mark: '100',
          schedule: rate('0.004'),
        }),
        position({
          symbol: 'XRP',
          underlying: 'XRP',
          size: '1000',
          entry: '1',
          mark: '1',
          schedule: rate('0.004'),
        }),
      ]),
    );
    expect(digits(health.accuracy, 6)).toBe('113.636364');
    expect(digits(first(health).liquidationPrice, 8)).toBe('99.39759036');
  });

  it('Hyperliquid tiers: 2,000 BTC at 100,000 need 200M × 0.025 − 150M × 0.0125 = 3,125,000', () => {
    const schedule = table(['0', '0.0125'], ['150000000', '0.025', '1875000']);
    const health = healthOf(
      pool('9000000', [position({size: '2000', entry: '100000', mark: '100000', schedule})]),
    );
    expect(number(health.maintenanceMargin).toFixed()).toBe('3125000');
  });

  it('Orderly js-sdk: a rate that grows with notional^0.8 is solved at the price in question', () => {
    // 50 BTC at 90,000, base 0.6 %, factor 1e-7 × 0.6; 100 ETH at 3,000 with 0.6 %: exact root 87,106.075597
    const health = healthOf(
      pool('200000', [
        position({
          size: '50',
          entry: '90000',
          mark: '90000',
          schedule: {
            kind: 'power',
            base: decimal('0.006'),
            factor: decimal('0.00000006'),
            exponent: decimal('0.8'),
          },
        }),
        position({
          symbol: 'ETH',
          underlying: 'ETH',
          size: '100',
          entry: '3000',
          mark: '3000',
          schedule: rate('0.006'),
        }),
      ]),
    );
    expect(digits(health.maintenanceMargin, 6)).toBe('58545.806810');
    expect(digits(first(health).liquidationPrice, 6)).toBe('87106.075597');
  });

  it('Paradex documentation, liquidations example: 80 of account value for 88.80 is 90.09 %', () => {
    const health = healthOf(
      pool('1000', [
        position({size: '0.1', entry: '60000', mark: '54800'}),
        position({symbol: 'ETH', underlying: 'ETH', side: 'short', size: '1', entry: '3000', mark: '3400'}),
      ]),
    );
    expect(number(health.equity).toFixed()).toBe('80');
    expect(digits(health.accuracy, 5)).toBe('90.09009');
    expect(health.grade).toBe('liquidation');
  });

  it('dYdX v4 abacus: an ETH at 1,000 bought on 900 of debt is gone at 927.835…', () => {
    const health = healthOf(
      pool('-900', [
        position({size: '1', entry: '0', mark: '1000', schedule: rate('0.03'), leverage: decimal('20')}),
      ]),
    );
    expect(number(health.equity).toFixed()).toBe('100');
    expect(number(health.initialMargin).toFixed()).toBe('50');
    expect(digits(first(health).liquidationPrice, 9)).toBe('927.835051546');
  });
});
