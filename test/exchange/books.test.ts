import {describe, expect, it} from 'vitest';
import {Decimal} from './crossing.ts';
import {AevoBook} from './venues/aevo/book.ts';
import {BinanceBook} from './venues/binance/book.ts';
import {bracketsOf, cumulative} from './venues/binance/bracket.ts';
import {BitgetBook} from './venues/bitget/book.ts';
import {required} from './venues/bitget/table.ts';
import {BybitBook} from './venues/bybit/book.ts';
import {deduction} from './venues/bybit/tier.ts';
import {DeribitBook} from './venues/deribit/book.ts';
import {DeriveBook} from './venues/derive/book.ts';
import {DydxBook} from './venues/dydx/book.ts';
import {ExtendedBook} from './venues/extended/book.ts';
import {maintenance as extendedMaintenance} from './venues/extended/market.ts';
import {GateBook} from './venues/gate/book.ts';
import {maintenance as gateMaintenance} from './venues/gate/contract.ts';
import {HyperliquidBook} from './venues/hyperliquid/book.ts';
import {maintenance} from './venues/hyperliquid/market.ts';
import {KrakenBook} from './venues/krakenfutures/book.ts';
import {maintenance as krakenMaintenance} from './venues/krakenfutures/contract.ts';
import {KucoinBook} from './venues/kucoin/book.ts';
import {crossRate} from './venues/kucoin/contract.ts';
import {LighterBook} from './venues/lighter/book.ts';
import {MexcBook} from './venues/mexc/book.ts';
import {OrderlyBook} from './venues/orderly/book.ts';
import {rateOf as orderlyRate} from './venues/orderly/market.ts';
import {PacificaBook} from './venues/pacifica/book.ts';
import {ParadexBook} from './venues/paradex/book.ts';

// The simulator's ledgers stand against the venues' published numbers, not against the extension's.
describe('the simulated Hyperliquid', () => {
  it('charges a position over a tier edge by slices: 2 000 BTC at 100 000 needs 3 125 000', () => {
    // 200 M × 0.025 − 150 M × 0.0125: margin tiers page, read 2026-11-20
    expect(maintenance('BTC', new Decimal('200000000')).toFixed()).toBe('3125000');
  });

  it('reports the isolated liquidation price as the venue did: 85 102.5680905134', () => {
    // rawUsd 6 372 998.7993057195 of a short of 73.9615729938 BTC at 40x, a captured answer
    const book = new HyperliquidBook({
      cash: '0',
      prices: {BTC: '78287'},
      positions: [
        {coin: 'BTC', size: '-73.9615729938', entry: '78366.5', leverage: 10, margin: '576889.1892897762'},
      ],
    });
    const [entry] = book.entries;
    expect(entry?.rawUsd?.toFixed(2)).toBe('6372998.80');
    expect(entry && book.liquidationPx(entry)?.toFixed(4)).toBe('85102.5681');
  });

  it('liquidates on the way, at the first price without a cushion, and no sooner', () => {
    // (9 000 − 900) ÷ (1 − 0.0125) with 1 BTC at 40x: 8 202.5316455696…
    const book = new HyperliquidBook({
      cash: '0',
      prices: {BTC: '9000'},
      positions: [{coin: 'BTC', size: '1', entry: '9000', leverage: 10, margin: '900'}],
    });
    expect(book.move('BTC', '8202.54')).toEqual([]);
    expect(book.move('BTC', '7000').map(({pool, price}) => [pool, price.toFixed(9)])).toEqual([
      ['isolated', '8202.531645570'],
    ]);
    expect(book.stakes).toEqual([]);
  });

  it('lets an isolated loss leave the cross account alone', () => {
    const book = new HyperliquidBook({
      cash: '1000',
      prices: {BTC: '9000'},
      positions: [{coin: 'BTC', size: '1', entry: '9000', leverage: 10, margin: '900'}],
    });
    book.move('BTC', '8500');
    expect(book.value('cross').toFixed()).toBe('1000');
  });
});

describe('the simulated Binance', () => {
  it('publishes the cumulated amounts that the venue does', () => {
    const cum = bracketsOf('BTC').map((_, index) => cumulative('BTC', index).toFixed());
    expect(cum).toEqual(['0', '50', '950', '11450', '131450', '481450', '2981450']);
  });

  it('finds the published cross liquidation price of a long in the first bracket', () => {
    // (WB + cum − q·E) ÷ (q·MMR − q) = (100 + 0 − 10 000) ÷ (0.004 − 1) for 1 BTC at 10 000: 9 939.759036144…
    const book = new BinanceBook({
      cash: '100',
      prices: {BTC: '10000'},
      positions: [{coin: 'BTC', size: '1', entry: '10000', leverage: 20}],
    });
    const [entry] = book.entries;
    expect(entry && book.liquidationPrice(entry).toFixed(6)).toBe('9939.759036');
    expect(book.move('BTC', '9000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['cross', '9939.759036'],
    ]);
  });

  it('takes funding from the wallet that carries the position', () => {
    const book = new BinanceBook({
      cash: '1000',
      prices: {BTC: '10000', ETH: '2000'},
      positions: [
        {coin: 'BTC', size: '1', entry: '10000', leverage: 20},
        {coin: 'ETH', size: '-2', entry: '2000', leverage: 20, margin: '300'},
      ],
    });
    book.payFunding('0.0001');
    expect(book.wallet.toFixed()).toBe('999');
    expect(book.entries[1]?.wallet?.toFixed()).toBe('300.4');
  });
});

describe('the simulated Gate', () => {
  it('charges 1.2 million of bitcoin what Gate’s announcement of July 2025 does: 4 900', () => {
    expect(gateMaintenance('BTC', new Decimal('1200000')).toFixed()).toBe('4900');
  });

  it('liquidates an isolated long where the formula says, with the contract’s taker fee', () => {
    // (10 − 10 ÷ 3) ÷ (1 − 0.004 − 0.00075) for 1 BTC at 10 on a third of it
    const book = new GateBook({
      cash: '0',
      prices: {BTC: '10'},
      positions: [{coin: 'BTC', size: '1', entry: '10', leverage: 3, margin: '3.333333333333'}],
    });
    expect(book.brink('BTC')?.toFixed(9)).toBe('6.698484468');
    expect(book.move('BTC', '6').map(({pool, price}) => [pool, price.toFixed(9)])).toEqual([
      ['isolated', '6.698484468'],
    ]);
  });

  it('takes funding from the balance or the margin that carries the position', () => {
    const book = new GateBook({
      cash: '1000',
      prices: {BTC: '10000', ETH: '2000'},
      positions: [
        {coin: 'BTC', size: '1', entry: '10000', leverage: 20},
        {coin: 'ETH', size: '-2', entry: '2000', leverage: 20, margin: '300'},
      ],
    });
    book.payFunding('0.0001');
    expect(book.cash.toFixed()).toBe('999');
    expect(book.total.toFixed()).toBe('1299.4');
  });
});

describe('the simulated KuCoin', () => {
  it('charges 12.102 BTC what the venue does: 0.416136 %, and the fee', () => {
    // The answer of its cross risk limit call, recorded in the venue's SDK
    expect(crossRate('BTC', '12.102').minus('0.0006').toFixed()).toBe('0.00416136');
  });

  it('liquidates an isolated short where the venue’s row of February 2026 said: 70 130.5725363', () => {
    // 0.001 BTC sold at 68 094.2 on 2.35897317 of margin, aggRate 0.0046
    const book = new KucoinBook({
      cash: '0',
      prices: {BTC: '66954.6'},
      positions: [{coin: 'BTC', size: '-0.001', entry: '68094.2', leverage: 50, margin: '2.35897317'}],
    });
    expect(book.brink('BTC')?.toFixed(7)).toBe('70130.5725363');
    expect(book.move('BTC', '71000').map(({pool, price}) => [pool, price.toFixed(7)])).toEqual([
      ['isolated', '70130.5725363'],
    ]);
  });
});

describe('the simulated Bitget', () => {
  it('charges 3 BTC at 110 000 as the published example does: 1 648 by slices, 1 848 whole', () => {
    // Bitget support, change of the maintenance margin of classic futures accounts; table of 2025, first edge 200,000
    const table = [
      [0, '0.004', 125],
      [200_000, '0.005', 100],
    ] as const;
    expect(required(table, new Decimal('330000'), 'slices').toFixed()).toBe('1648');
    expect(required(table, new Decimal('330000'), 'whole').toFixed()).toBe('1848');
  });

  it('finds the isolated liquidation price by the formula since September 2025', () => {
    // Long ether of 10 at 3,000 with 1,500: (30,000 − 1,500) ÷ (10 × (1 − 0.005 − 0.0006)): 2 866.0498793…
    const book = new BitgetBook({
      cash: '0',
      prices: {ETH: '3000'},
      positions: [{coin: 'ETH', size: '10', entry: '3000', leverage: 20, margin: '1500'}],
    });
    const [entry] = book.entries;
    expect(entry && book.liquidationPrice(entry)?.toFixed(6)).toBe('2866.049879');
    expect(book.move('ETH', '2800').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['isolated', '2866.049879'],
    ]);
  });
});

describe('the simulated Bybit', () => {
  it('publishes the deduction of its second tier: 2 000 000 × (0.56 % − 0.5 %)', () => {
    expect(deduction('BTC', 1).toFixed()).toBe('1200');
  });

  it('charges rate and closing fee: 61 000 × 0.5 % + 61 000 × 0.9 × 0.055 %', () => {
    const book = new BybitBook({
      cash: '10000',
      prices: {BTC: '61000'},
      positions: [{coin: 'BTC', size: '1', entry: '60000', leverage: 10}],
    });
    const [entry] = book.entries;
    expect(entry && book.required(entry).toFixed()).toBe('335.195');
    expect(entry && book.initial(entry).toFixed()).toBe('6130.195');
  });

  it('liquidates an isolated long where the documented formula says: E (1 − 1/L) ÷ (1 − rate)', () => {
    // 60 000 × 0.9 ÷ 0.995; the fee of 29.7 is in margin and requirement alike.
    const book = new BybitBook({
      cash: '0',
      prices: {BTC: '61000'},
      positions: [{coin: 'BTC', size: '1', entry: '60000', leverage: 10, margin: '6029.7'}],
    });
    expect(book.move('BTC', '50000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['isolated', '54271.356784'],
    ]);
  });
});

describe('the simulated Deribit', () => {
  const held = (coin: string, size: string, price: string, cash: string) => {
    const book = new DeribitBook({
      cash,
      prices: {[coin]: price},
      positions: [{coin, size, entry: price, leverage: 50}],
    });
    const [entry] = book.entries;
    if (entry === undefined) throw new Error('no position');
    return {book, of: (margin: 'maintenance' | 'initial') => book.margin(margin, entry).toFixed()};
  };

  it('charges a whole position at the rate of its size, as in the examples of its help (Linear Perpetual)', () => {
    const middle = held('BTC', '25', '100000', '0');
    expect([middle.of('maintenance'), middle.of('initial')]).toEqual(['28125', '53125']);
    expect(held('BTC', '350', '100000', '0').of('initial')).toBe('1312500');
    expect(held('SOL', '6000', '200', '0').of('initial')).toBe('84000');
  });

  it('liquidates where cash and profit are the requirement: 2 460 000 ÷ 25 ÷ (1 − 1.125 %)', () => {
    const {book} = held('BTC', '25', '100000', '40000');
    expect(book.move('BTC', '90000').map(({price}) => price.toFixed(6))).toEqual(['99519.595449']);
  });
});

describe('the simulated Lighter', () => {
  it('finds the cross liquidation price that the venue reported: 2191.1107231380406', () => {
    // Sample answer of account 1077 in ccxt: ETH long of 18.0193 bought for 54,306.56634 − 6,197.829558, on 9,100.242706
    const book = new LighterBook({
      cash: '9100.242706',
      prices: {ETH: '3013.8'},
      positions: [{coin: 'ETH', size: '18.0193', entry: '2669.8449319340928893', leverage: 20}],
    });
    expect(book.brink('ETH')?.toFixed(6)).toBe('2191.110723');
    expect(book.move('ETH', '2100').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['cross', '2191.110723'],
    ]);
  });

  it('lets an isolated position fall alone, where its margin is 2.4 % of its value', () => {
    // Solana long of 10 at 100 with 100: (1,000 − 100) ÷ (10 × (1 − 0.024)): 92.2131147…
    const book = new LighterBook({
      cash: '500',
      prices: {SOL: '100'},
      positions: [{coin: 'SOL', size: '10', entry: '100', leverage: 10, margin: '100'}],
    });
    expect(book.move('SOL', '90').map(({pool, price}) => [pool, price.toFixed(7)])).toEqual([
      ['isolated', '92.2131148'],
    ]);
    // What is left of the margin, 22.1311475, less 1 % of the value, 9.2213115.
    expect(book.cash.toFixed(7)).toBe('512.9098361');
  });
});

describe('the simulated dYdX', () => {
  it('finds the liquidation prices that the page showed: $50,972 and $3,874', () => {
    // 20 000 USDC owed, 1 BTC at 59 920, short of 10 ETH at 3 000, maintenance 1.2 %
    const book = new DydxBook({
      cash: '9920',
      prices: {BTC: '59920', ETH: '3000'},
      positions: [
        {coin: 'BTC', size: '1', entry: '59920', leverage: 20},
        {coin: 'ETH', size: '-10', entry: '3000', leverage: 20},
      ],
    });
    expect(book.subaccounts[0]?.usdc.toFixed()).toBe('-20000');
    expect(book.brink('BTC')?.toFixed(2)).toBe('50971.66');
    expect(book.brink('ETH')?.toFixed(2)).toBe('3873.61');
    // 9 920 over 719.04 + 360
    expect(book.worst()?.toFixed(6)).toBe('919.335706');
    expect(book.move('BTC', '50000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['cross', '50971.659919'],
    ]);
  });

  it('lets an isolated loss leave the cross account alone', () => {
    const book = new DydxBook({
      cash: '1000',
      prices: {BTC: '9000'},
      positions: [{coin: 'BTC', size: '1', entry: '9000', leverage: 10, margin: '900'}],
    });
    // (9 000 − 900) ÷ 0.988, where 98.38 are left
    expect(book.move('BTC', '8000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['isolated', '8198.380567'],
    ]);
    expect(book.subaccounts[0]?.usdc.toFixed(2)).toBe('1098.38');
  });
});

describe('the simulated Kraken Futures', () => {
  it('charges the whole value at the entry at one level: 0.5 LTC at 70.53 asks 0.35265 at 1 %; 3 M of BTC at 2.5 %', () => {
    // A real position (ccxt 4.5.84, pro/krakenfutures) and the schedule of ccxt issue 24844.
    expect(krakenMaintenance('ETH', new Decimal('70.53').times('0.5')).toFixed()).toBe('0.35265');
    expect(krakenMaintenance('BTC', '3000000').toFixed()).toBe('75000');
  });

  it('liquidates a short where equity meets a requirement that stays put: 69 + (5 017.24998961 − 0.069) ÷ 0.1', () => {
    // Kraken told 50 240.80989607903 of such a short (ccxt pull request 15622).
    const book = new KrakenBook({
      cash: '5017.24998961',
      prices: {ETH: '68.98898419586'},
      positions: [{coin: 'ETH', size: '-0.1', entry: '69', leverage: 50}],
    });
    expect(book.brink('ETH')?.toFixed(7)).toBe('50240.8098961');
    expect(book.move('ETH', '50240')).toEqual([]);
    expect(book.move('ETH', '50241').map(({pool, price}) => [pool, price.toFixed(4)])).toEqual([
      ['cross', '50240.8099'],
    ]);
    expect(book.stakes).toEqual([]);
  });
});

describe('the simulated Pacifica', () => {
  it('finds the documented liquidation price, [mark − side × margin ÷ size] ÷ (1 − side ÷ highest leverage ÷ 2)', () => {
    // (60 000 − 1 000 ÷ 0.1) ÷ (1 − 1 ÷ 50 ÷ 2)
    const book = new PacificaBook({
      cash: '1000',
      prices: {BTC: '60000'},
      positions: [{coin: 'BTC', size: '0.1', entry: '60000', leverage: 20}],
    });
    expect(book.brink('BTC')?.toFixed(6)).toBe('50505.050505');
    expect(book.move('BTC', '50000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['cross', '50505.050505'],
    ]);
    // Half of the requirement of 50.505050… goes: 0.75 % of 5 050.505050…, more than 0.4 of the rate.
    expect(book.cash.toFixed(6)).toBe('12.626263');
  });
});

describe('the simulated Derive', () => {
  it('asks of a real short of 0.02 BTC what Derive asked: 1.387306 − 5 % and 6.5 % of 2,055.3038', () => {
    // ccxt, January 2025; 4.032902 of the profit had been settled before.
    const book = new DeriveBook({
      cash: '235',
      prices: {BTC: '102765.190337908177752979'},
      positions: [{coin: 'BTC', size: '-0.02', entry: '102632.9105389869500088', leverage: 8}],
    });
    const [entry] = book.entries;
    if (entry === undefined) throw new Error('no position');
    entry.settled = new Decimal('-4.032902047219498639');
    const worth = book.worth(entry);
    expect(worth.toFixed(6)).toBe('1.387306');
    expect(worth.minus(book.required('maintenance', entry)).toFixed(6)).toBe('-101.377884');
    expect(worth.minus(book.required('initial', entry)).toFixed(6)).toBe('-132.207441');
  });

  it('auctions a subaccount off where its value is its requirement: (9,000 − 900) ÷ 0.95', () => {
    const book = new DeriveBook({
      cash: '1000',
      prices: {BTC: '9000'},
      positions: [{coin: 'BTC', size: '1', entry: '9000', leverage: 10, margin: '900'}],
    });
    expect(book.move('BTC', '8000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['isolated', '8526.315789'],
    ]);
    expect(book.cashOf(42).toFixed()).toBe('1000');
    // 426.315789 left, less 2 % of 8,526.315789
    expect(book.cashOf(43).toFixed(6)).toBe('255.789474');
  });
});

describe('the simulated Orderly', () => {
  it('has a rate that grows with value^0.8: 0.6 × 0.0000009 × 10⁴·⁸ of a million', () => {
    // 10^4.8 = 63 095.7344480193…; rule of @orderly.network/perp 5.2.1
    expect(orderlyRate('BTC', new Decimal(1_000_000)).toFixed(12)).toBe('0.034071696602');
    expect(orderlyRate('ETH', new Decimal('4915.23')).toFixed()).toBe('0.012');
  });

  it('owes funding by what was added since the last settlement: 2 000 + 0.44 − 18.78', () => {
    // Worked example of Orderly's formulas: 0.2 BTC at 25 986.2 and −3 ETH at 1 638.41
    const book = new OrderlyBook({
      cash: '2000',
      prices: {BTC: '25986.2', ETH: '1638.41'},
      positions: [
        {coin: 'BTC', size: '0.2', entry: '25986', leverage: 10},
        {coin: 'ETH', size: '-3', entry: '1634.15', leverage: 10},
      ],
    });
    const [btc, eth] = book.entries;
    if (btc === undefined || eth === undefined) throw new Error('no position');
    btc.settledFunding = new Decimal(2);
    eth.settledFunding = new Decimal(2);
    expect([book.unsettled(btc), book.unsettled(eth)].map((each) => each.toFixed(2))).toEqual([
      '0.44',
      '-18.78',
    ]);
    expect(book.standing(book.entries).equity.toFixed(2)).toBe('1981.66');
  });

  it('keeps the result of what was liquidated with the symbol until it is settled', () => {
    const book = new OrderlyBook({
      cash: '10000',
      prices: {SOL: '100', ETH: '2000'},
      positions: [
        {coin: 'SOL', size: '1000', entry: '100', leverage: 20},
        {coin: 'ETH', size: '0.1', entry: '2000', leverage: 20},
      ],
    });
    // 10 000 + 1 000 × (p − 100) = 1 000 × p × 2.5 % + 2.4: 90 002.4 ÷ 975
    const [fall] = book.move('SOL', '92');
    expect(fall?.price.toFixed(6)).toBe('92.310154');
    const before = book.standing(book.entries).equity;
    book.settle();
    expect(book.entries.map(({coin}) => coin)).toEqual(['ETH']);
    // 10 000 − 7 689.846154 − 0.6 % of 92 310.153846
    expect(book.holding.toFixed(4)).toBe('1756.2929');
    expect(book.standing(book.entries).equity.eq(before)).toBe(true);
  });
});

describe('the simulated Paradex', () => {
  it('liquidates the account of the documents’ example where they say it is liquidatable: at 111 %', () => {
    // 1,000 + 0.1 × (54,800 − 60,000) − (3,400 − 3,000) = 80, of 88.8 and fees.
    const book = new ParadexBook({
      cash: '1000',
      prices: {BTC: '60000', ETH: '3400'},
      positions: [
        {coin: 'BTC', size: '0.1', entry: '60000', leverage: 50},
        {coin: 'ETH', size: '-1', entry: '3000', leverage: 50},
      ],
    });
    // (6,000 − 600 + 3,400 × 0.0102) ÷ (0.1 × 0.9898)
    expect(book.brink('BTC')?.toFixed(6)).toBe('54906.849869');
    expect(book.move('BTC', '54907')).toEqual([]);
    expect(book.move('BTC', '54800')).toHaveLength(1);
  });

  it('leaves funding beside the position until that is traded', () => {
    const book = new ParadexBook({
      cash: '1000',
      prices: {BTC: '60000'},
      positions: [{coin: 'BTC', size: '0.1', entry: '60000', leverage: 50}],
    });
    book.payFunding('0.0001');
    expect(book.cash.toFixed()).toBe('1000');
    expect(book.standing(book.cross).equity.toFixed()).toBe('999.4');
    book.fill('BTC', '0.1');
    expect(book.cash.toFixed()).toBe('999.4');
  });
});

describe('the simulated MEXC', () => {
  it('finds the isolated liquidation price by the rule that gives the 1 211.2 of a real account', () => {
    // 0.01 ether bought at 1 217.3 on 0.1290338 (sample in ccxt); its rates were 0.5 % and 0.06 %, here 0.4 % and 0.02 %:
    // (12.173 − 0.1290338 + 0.048692) ÷ (0.01 × 0.9998)
    const book = new MexcBook({
      cash: '0',
      prices: {ETH: '1217.3'},
      positions: [{coin: 'ETH', size: '0.01', entry: '1217.3', leverage: 100, margin: '0.1290338'}],
    });
    expect(book.brink('ETH')?.toFixed(6)).toBe('1209.507722');
    expect(book.move('ETH', '1200').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['isolated', '1209.507722'],
    ]);
    expect(book.cash.toFixed()).toBe('0');
  });

  it('requires what stays put and a fee that goes with the price: 60 000 × 0.4 % + 61 000 × 0.02 %', () => {
    const book = new MexcBook({
      cash: '10000',
      prices: {BTC: '61000'},
      positions: [{coin: 'BTC', size: '1', entry: '60000', leverage: 20}],
    });
    const [entry] = book.entries;
    expect(entry && book.maintenance(entry).toFixed()).toBe('252.2');
  });
});

describe('the simulated Aevo', () => {
  it('liquidates 10 ETH bought at 2,000 on 5,000 where 3 % are left, as documented for ETH: 15,000 ÷ 9.7', () => {
    const book = new AevoBook({
      cash: '5000',
      prices: {ETH: '2100'},
      positions: [{coin: 'ETH', size: '10', entry: '2000', leverage: 20}],
    });
    // 6,000 over 630
    expect(book.worst()?.toFixed(6)).toBe('952.380952');
    expect(book.move('ETH', '1500').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['cross', '1546.391753'],
    ]);
  });

  it('lets an isolated loss leave the cross account alone', () => {
    const book = new AevoBook({
      cash: '1000',
      prices: {BTC: '9000'},
      positions: [{coin: 'BTC', size: '1', entry: '9000', leverage: 10, margin: '900'}],
    });
    // (9,000 − 900) ÷ 0.97, where 250.515464 are left, less 0.5 % of 8,350.515464
    expect(book.move('BTC', '8000').map(({pool, price}) => [pool, price.toFixed(6)])).toEqual([
      ['isolated', '8350.515464'],
    ]);
    expect(book.cash.toFixed(6)).toBe('1208.762887');
  });
});

describe('the simulated Extended', () => {
  it('charges the documented brackets on the whole value: 3 M of BTC at 1 %, beyond at 2 %', () => {
    // Margin schedule, group 1: 0 – 3,000 k 1 %, 3,000 – 6,000 k 2 %.
    expect(extendedMaintenance('BTC', new Decimal('2999999')).toFixed()).toBe('29999.99');
    expect(extendedMaintenance('BTC', new Decimal('4000000')).toFixed()).toBe('80000');
  });

  it('finds the liquidation price with the position’s own requirement in it', () => {
    // (60,000 − 1,000 ÷ 0.1) ÷ (1 − 1 %)
    const book = new ExtendedBook({
      cash: '1000',
      prices: {BTC: '60000'},
      positions: [{coin: 'BTC', size: '0.1', entry: '60000', leverage: 50}],
    });
    expect(book.brink('BTC')?.toFixed(6)).toBe('50505.050505');
    expect(book.move('BTC', '50506')).toEqual([]);
    expect(book.move('BTC', '50505')).toHaveLength(1);
  });
});
