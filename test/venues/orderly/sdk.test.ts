import type {positions as theirs} from '@orderly.network/perp';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/orderly/reduce.ts';
import {initial} from '../../../src/venues/orderly/state.ts';
import {perp, positions} from './wire.ts';

/** What Orderly's own types allow, our schema accepts. */

type Row = Parameters<typeof theirs.totalNotional>[0][number];

/** As a wire writes it: up to eight decimals. */
const number = fc.integer({min: -1e15, max: 1e15}).map((units) => units / 1e8);
const price = fc.integer({min: 0, max: 1e14}).map((units) => units / 1e8);

const required = fc.record({
  symbol: fc.constantFrom(perp('BTC'), perp('1000PEPE'), 'PERP_COIN_broker_USDC'),
  position_qty: number,
  cost_position: number,
  last_sum_unitary_funding: number,
  pending_long_qty: number,
  pending_short_qty: number,
  settle_price: price,
  average_open_price: price,
  unrealized_pnl: number,
  unrealized_pnl_ROI: number,
  unsettled_pnl: number,
  unsettled_pnl_ROI: number,
  mark_price: price,
  est_liq_price: fc.option(price),
  timestamp: fc.nat(),
  mmr: price,
  imr: price,
  IMR_withdraw_orders: price,
  MMR_with_orders: price,
  pnl_24_h: number,
  fee_24_h: number,
  leverage: price,
});
const optional = fc.record(
  {
    account_id: fc.string(),
    accrued_funding_fee: number,
    index_price: price,
    fundingFee: number,
    margin: price,
    margin_mode: fc.constantFrom('CROSS', 'ISOLATED'),
  },
  {requiredKeys: []},
);

describe('a row of @orderly.network/types', () => {
  it('is read, with all that may be left out or null', () => {
    fc.assert(
      fc.property(required, optional, (of, more) => {
        const row = {...of, ...more} as Row;
        expect(reduce(initial, positions([{...row}])).defects).toEqual([]);
      }),
      {numRuns: 300},
    );
  });
});
