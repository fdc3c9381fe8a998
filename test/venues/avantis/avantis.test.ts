import {describe, expect, it} from 'vitest';
import {avantis} from '../../../src/venues/avantis/venue.ts';
import {healthOn, shown} from '../table/shown.ts';

const HEAD = [
  'Market',
  'Direction',
  'Position Size',
  'Collateral',
  'Entry Price',
  'Mark Price',
  'Liquidation Price',
  'Net PnL',
];

// By the rule that a trade is liquidated when 85 % of its collateral are lost: 75 of 500 must be left.
describe('Avantis off its page', () => {
  it.each(['https://www.avantisfi.com/trade', 'https://app.avantisfi.com/trade'])(
    'short of 5000 from 100 behind 500, at 104: 300 ÷ 75 (%s)',
    (page) => {
      const row = [
        'ETH/USD',
        'SHORT',
        '5,000.00 USDC',
        '500.00 USDC',
        '100.00',
        '104.00',
        '108.50',
        '-200.00 USDC',
      ];
      const pool = healthOn(avantis, page, {head: HEAD, rows: [row]})?.pools[0];
      expect(shown(pool?.maintenanceMargin)).toBe('75');
      expect(shown(pool?.accuracy)).toBe('400');
      expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('108.5');
    },
  );
});
