import {describe, expect, it} from 'vitest';
import {ostium} from '../../../src/venues/ostium/venue.ts';
import {healthOn, shown} from '../table/shown.ts';

const PAGE = 'https://app.ostium.com/trade';
const HEAD = ['Pair', 'Size', 'Collateral', 'Open Price', 'Current Price', 'Liq. Price', 'PnL'];

// By the rule that a trade is liquidated when 90 % of its collateral are lost: 100 of 1000 must be left.
describe('Ostium off its page', () => {
  it('long of 10 000 from 2000 behind 1000, down 40: 800 ÷ 100', () => {
    const row = [
      'XAU/USD\tLong\n10x',
      '$10,000.00',
      '$1,000.00',
      '2,000.00',
      '1,960.00',
      '1,820.00',
      '-$200.00\n-20.00%',
    ];
    const pool = healthOn(ostium, PAGE, {head: HEAD, rows: [row]})?.pools[0];
    expect(shown(pool?.equity)).toBe('800');
    expect(shown(pool?.maintenanceMargin)).toBe('100');
    expect(shown(pool?.accuracy)).toBe('800');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('1820');
  });

  it('a pair of currencies counts in dollars: 10 000 × (149.25 − 150) ÷ 150 = −50', () => {
    const row = [
      'USD/JPY\tLong\n50x',
      '10,000.00 USD',
      '200.00 USDC',
      '150.000',
      '149.250',
      '147.300',
      '-$50.00',
    ];
    const pool = healthOn(ostium, PAGE, {head: HEAD, rows: [row]})?.pools[0];
    expect(shown(pool?.positions[0]?.unrealisedPnl)).toBe('-50');
    // 150 − 66.67 × 1.95 = 20, a tenth of the collateral.
    expect(shown(pool?.maintenanceMargin)).toBe('20');
    expect(shown(pool?.accuracy)).toBe('750');
  });

  it('two trades of one pair stand alone', () => {
    const row = ['XAU/USD\tLong\n10x', '$10,000.00', '$1,000.00', '2,000.00', '1,960.00', '1,820.00', ''];
    expect(healthOn(ostium, PAGE, {head: HEAD, rows: [row, row]})?.pools.map(({id}) => id)).toEqual([
      'XAU/USD:long',
      'XAU/USD:long:2',
    ]);
  });
});
