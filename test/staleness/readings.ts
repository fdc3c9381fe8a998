import type {Frame} from '../../src/venues/frame.ts';
import {type Table, tableFrame} from '../venues/table/shown.ts';

/** A position as each exchange that is read off its page alone shows it. */
const TABLES: Readonly<Record<string, {readonly page: string; readonly table: Table}>> = {
  drift: {
    page: 'https://app.drift.trade/trade/SOL-PERP',
    table: {
      head: ['Market', 'Size', 'Entry / Mark', 'Liq. Price', 'P&L'],
      rows: [['SOL-PERP\nLong', '10 SOL', '$1.00\n$1.00', '$0.88888889', '$0.00']],
      figures: {health: '50%', equity: '$2.00'},
    },
  },
  gmx: {
    page: 'https://app.gmx.io/',
    table: {
      head: ['Position', 'Size', 'Net Value', 'Collateral', 'Entry Price', 'Mark Price', 'Liq. Price', ''],
      rows: [
        [
          'BTC/USD\n[WBTC-USDC]\n10.00x\tLong',
          '$50,000.00',
          '$5,000.00',
          '$5,000.00',
          '$50,000.00',
          '$50,000.00',
          '$45,435.00',
          'Close',
        ],
      ],
    },
  },
  jupiter: {
    page: 'https://jup.ag/perps/long/SOL-SOL',
    table: {
      head: ['Position', 'Collateral', 'Size', 'Entry Price', 'Mark Price', 'Liq. Price'],
      rows: [['SOL\n10.00x\tLong', '$500.00', '$5,000.00', '$150.00', '$150.00', '$135.765']],
    },
  },
  ostium: {
    page: 'https://app.ostium.com/trade',
    table: {
      head: ['Pair', 'Size', 'Collateral', 'Open Price', 'Current Price', 'Liq. Price', 'PnL'],
      rows: [
        [
          'XAU/USD\tLong\n10x',
          '$10,000.00',
          '$1,000.00',
          '2,000.00',
          '1,960.00',
          '1,820.00',
          '-$200.00\n-20.00%',
        ],
      ],
    },
  },
  avantis: {
    page: 'https://app.avantisfi.com/trade',
    table: {
      head: [
        'Market',
        'Direction',
        'Position Size',
        'Collateral',
        'Entry Price',
        'Mark Price',
        'Liquidation Price',
        'Net PnL',
      ],
      rows: [
        ['ETH/USD', 'SHORT', '5,000.00 USDC', '500.00 USDC', '100.00', '104.00', '108.50', '-200.00 USDC'],
      ],
    },
  },
};

export const READ_OFF = Object.keys(TABLES);

export function readingOf(venue: string): Frame {
  const read = TABLES[venue];
  if (read === undefined) throw new Error(`no reading of ${venue}`);
  return tableFrame(read.page, read.table);
}
