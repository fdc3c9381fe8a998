import {describe, expect, it} from 'vitest';
import {parseAccount} from '../../src/engine/account-json.ts';
import {assess} from '../../src/engine/assess.ts';

/** A real row of Gate, September 2026: 342.9974 USDT at 75x, taker fee 0.075 %, initial_margin 4.833976690667. */
const account = (fees: object) => ({
  venue: 'v',
  account: 'a',
  asOf: 0,
  pools: [
    {
      id: 'p',
      kind: 'cross',
      unit: 'USDT',
      waterline: '1',
      collateral: [{asset: 'USDT', amount: '244.88', price: '1', weight: '1'}],
      orderMargin: '0',
      positions: [
        {
          symbol: 'HYPE_USDT',
          underlying: 'HYPE',
          contract: 'linear',
          settle: 'USDT',
          multiplier: '0.1',
          side: 'short',
          size: '37',
          entryPrice: '88.077351351351',
          markPrice: '92.702',
          leverage: '75',
          schedule: {kind: 'tiers', tiers: [{from: '0', maintenanceRate: '0.008333'}]},
          ...fees,
        },
      ],
    },
  ],
});

describe('initial requirement', () => {
  it('holds the fees that the venue adds: 0.00075 × (1 + 1 ÷ 75) of the value', () => {
    const initial = (fees: object) => assess(parseAccount(account(fees), 'here')).pools[0]?.initialMargin;
    const [bare, whole] = [initial({}), initial({openingFeeRate: '0.00076'})];
    expect(bare?.kind === 'exact' && bare.value.toFixed(12)).toBe('4.573298666667');
    expect(whole?.kind === 'exact' && whole.value.toFixed(12)).toBe('4.833976690667');
  });
});
