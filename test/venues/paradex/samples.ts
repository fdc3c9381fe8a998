import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {fee, listed, markets, position, told, usdc} from './wire.ts';

/** Accounts of Paradex's documents, as its page would tell of them. */

/** Documents, Liquidations: 1,000 USDC, 0.1 BTC bought at 60,000, 1 ETH sold at 3,000; marks 54,800 and 3,400. */
export const LIQUIDATING: readonly Frame[] = [
  markets(['BTC-USD-PERP', '0.02', '0.5'], ['ETH-USD-PERP', '0.02', '0.5']),
  fee('0'),
  usdc('1000'),
  listed('account/summary', [told(['80', '88.8', '177.6', '1000'])]),
  listed('positions', [
    position('BTC-USD-PERP', ['0.1', '6000', '-520']),
    position('ETH-USD-PERP', ['-1', '-3000', '-400']),
  ]),
];

/** Documents, Cross margin requirement: short of 1 at 90,000, orders to buy 3 and to sell 2; net requirement 5,400. */
export const OPEN_SIZE: readonly Frame[] = [
  markets(['BTC-USD-PERP', '0.02', '0.5']),
  fee('0'),
  usdc('10000'),
  listed('account/summary', [told(['10000', '900', '5400', '10000'])]),
  listed('positions', [position('BTC-USD-PERP', ['-1', '-90000', '0'])]),
];

export const samples: readonly Sample[] = [
  {name: 'documents, Liquidations: at 111 %', from: 'documents', frames: LIQUIDATING},
  {name: 'documents, Cross margin requirement: open size', from: 'documents', frames: OPEN_SIZE},
  {
    name: 'two positions, as answered',
    from: 'worked by hand',
    frames: captured('./captures/cross.ndjson', import.meta.url).slice(0, 6),
  },
];
