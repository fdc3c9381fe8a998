import {describe, expect, it} from 'vitest';
import {accountToJson, parseAccount} from '../../../src/engine/account-json.ts';
import {XRP_LONG} from './rows.ts';
import {account, accountOf, answer, config, currency, instruments, poolOf, positions, tiers} from './wire.ts';

const HELD = {...XRP_LONG, instId: 'BTC-USDT-SWAP', pos: '100', avgPx: '60000', markPx: '60000', mmr: '240'};
const SEEN = [instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}}), config('3')];
const BTC = currency('BTC', '0.5', {disEq: '29400', coinUsdPrice: '60000'});

const discounts = (...slices: readonly (readonly [minAmt: string, discountRate: string])[]) =>
  answer('public/discount-rate-interest-free-quota', [
    {ccy: 'BTC', details: slices.map(([minAmt, discountRate]) => ({minAmt, discountRate}))},
  ]);

describe('a discount table', () => {
  const weights = (...slices: readonly (readonly [string, string])[]) => {
    const {collateral} = poolOf(
      [...SEEN, discounts(...slices), account([BTC], {adjEq: '29400', mmr: '240'}), positions([HELD])],
      'cross:multi',
    );
    const weight = collateral.find(({asset}) => asset === 'BTC')?.weight;
    return Array.isArray(weight) ? weight.map((slice) => `${slice.from} ${slice.weight}`) : String(weight);
  };

  it('rises: of slices with one floor the last holds', () => {
    expect(weights(['0', '0.98'], ['20', '0.975'])).toEqual(['0 0.98', '20 0.975']);
    expect(weights(['0', '0.98'], ['20', '0.975'], ['20.0', '0.97'])).toEqual(['0 0.98', '20 0.97']);
  });

  it('without what holds from nothing is a part of one, and none', () => {
    // What the account itself says then: 29,400 of 0.5 × 60,000.
    expect(weights(['20', '0.975'], ['40', '0.97'])).toBe('0.98');
  });
});

describe('a tier table, counted behind the other side of a hedge', () => {
  it('begins at zero once and rises', () => {
    const long = {...HELD, posSide: 'long', posId: '1'};
    const short = {...HELD, posSide: 'short', posId: '2', pos: '1500'};
    const told = accountOf([
      ...SEEN,
      tiers('BTC-USDT', [
        ['0', '0.004'],
        ['1000', '0.004'],
        ['2000', '0.005'],
      ]),
      account([BTC]),
      positions([long, short]),
    ]);
    const [pool] = told.pools;
    const schedule = pool?.positions.find(({side}) => side === 'long')?.schedule;
    expect(schedule?.kind === 'tiers' && schedule.tiers.map(({from}) => from.toFixed())).toEqual([
      '0',
      '500',
    ]);
    expect(() => parseAccount(JSON.parse(JSON.stringify(accountToJson(told))), 'told')).not.toThrow();
  });
});
