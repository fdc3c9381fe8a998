import fc from 'fast-check';
import type {
  FuturesAccount,
  FuturesContract,
  FuturesPosition,
  FuturesTicker,
  RiskLimitTier,
} from 'gateio-api';
import * as frames from '../../../src/venues/gate/frames.ts';
import {
  among,
  amounts,
  type Client,
  type Drawn,
  maybe,
  none,
  orEmpty,
  symbols,
  told,
  unsigned,
} from '../told.ts';

const drawn: readonly Drawn[] = [
  {
    name: 'a position',
    schema: frames.PositionRow,
    rows: told<FuturesPosition, typeof frames.PositionRow, 'contract' | 'size'>()(
      {
        mode: maybe(fc.constantFrom('single', 'dual_long', 'dual_short')),
        user: maybe(fc.integer({min: 0})),
        pid: maybe(fc.integer({min: 0})),
        leverage: maybe(orEmpty(unsigned)),
        cross_leverage_limit: maybe(orEmpty(unsigned)),
        entry_price: maybe(orEmpty(unsigned)),
        mark_price: maybe(orEmpty(unsigned)),
        liq_price: maybe(orEmpty(unsigned)),
        value: maybe(orEmpty(amounts)),
        margin: maybe(orEmpty(amounts)),
        maintenance_margin: maybe(orEmpty(unsigned)),
        maintenance_rate: maybe(orEmpty(unsigned)),
        unrealised_pnl: maybe(orEmpty(amounts)),
        risk_limit: maybe(orEmpty(unsigned)),
        update_id: maybe(fc.integer({min: 0})),
        update_time: maybe(fc.integer({min: 1_500_000_000, max: 1_900_000_000})),
      },
      {contract: symbols, size: fc.integer()},
    ),
  },
  {
    name: 'an account',
    schema: frames.AccountRow,
    rows: told<FuturesAccount, typeof frames.AccountRow>()(
      {
        total: orEmpty(amounts),
        order_margin: orEmpty(unsigned),
        currency: among<string>('USDT', 'BTC'),
        enable_credit: fc.boolean(),
        bonus: orEmpty(amounts),
        cross_order_margin: orEmpty(unsigned),
        cross_initial_margin: orEmpty(unsigned),
        cross_maintenance_margin: orEmpty(unsigned),
        cross_unrealised_pnl: orEmpty(amounts),
        cross_margin_balance: orEmpty(amounts),
        cross_mmr: orEmpty(amounts),
        isolated_position_margin: orEmpty(amounts),
        margin_mode: among<number>(0, 1, 2, 3),
        enable_tiered_mm: fc.boolean(),
      },
      none,
    ),
  },
  {
    name: 'a contract',
    schema: frames.ContractRow,
    rows: told<FuturesContract, typeof frames.ContractRow, 'name' | 'quanto_multiplier'>()(
      {
        taker_fee_rate: maybe(orEmpty(unsigned)),
        funding_interval: maybe(among<number>(3_600, 28_800)),
      },
      {name: symbols, quanto_multiplier: unsigned},
    ),
  },
  {
    name: 'a ticker',
    schema: frames.TickerRow,
    rows: told<FuturesTicker, typeof frames.TickerRow>()(
      {
        contract: symbols,
        mark_price: orEmpty(unsigned),
        funding_rate: orEmpty(amounts),
        index_price: orEmpty(unsigned),
      },
      none,
    ),
  },
  {
    name: 'a tier',
    schema: frames.TierRow,
    rows: told<RiskLimitTier, typeof frames.TierRow>()(
      {
        tier: fc.integer({min: 1, max: 20}),
        risk_limit: among<string>('500000', '1000000.5'),
        initial_rate: orEmpty(unsigned),
        maintenance_rate: unsigned,
        contract: symbols,
      },
      none,
    ),
  },
];

export const gate: Client = {
  venue: 'gate',
  drawn,
  unseen: {
    '.pid | 0 (string)': 'the client’s position ids are numbers; users come as either',
    '.margin_mode | 1 (string)': 'the client’s is a number; other ids of the web come as texts',
    'update_id null': 'samples of other programs write null for what they left out',
    'update_time null': 'as above',
    'time_ms null': 'as above',
    'margin_mode null': 'as above',
    'enable_credit null': 'as above',
    'enable_tiered_mm null': 'as above',
    '.total_margin_balance': 'of the unified account, whose own answer the samples have',
    '.total_maintenance_margin': 'as above',
    '.total_maintenance_margin_rate': 'as above',
    '.total_initial_margin': 'as above',
  },
};
