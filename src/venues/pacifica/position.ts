import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {Account, Mark, Row, State} from './state.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);

/** A position with what is known of its market. */
export type Held = {
  readonly symbol: string;
  readonly row: Row;
  readonly size: Decimal;
  readonly mark?: Mark;
  readonly leverage?: Decimal;
  /** Half of one part of the market's highest leverage. */
  readonly maintenanceRate?: Decimal;
};

export function heldOf(state: State, {leverages}: Account, symbol: string, row: Row): Held {
  const mark = own(state.marks, symbol);
  const highest = own(state.markets, symbol);
  const leverage = leverages && (own(leverages, symbol) ?? highest);
  return {
    symbol,
    row,
    size: new Decimal(row.size),
    ...(mark && {mark}),
    ...(leverage !== undefined && {leverage: new Decimal(leverage)}),
    ...(highest !== undefined && {maintenanceRate: ONE.div(highest).div(2)}),
  };
}

const SCALED = /^1(?:000)+(?=\p{L})|^k(?=\p{Lu})/u;

/** `kBONK` and `1000BONK` move with BONK. */
const underlyingOf = (symbol: string) => symbol.replace(SCALED, '') || symbol;

/** Below zero, or zero: there is none. */
const priceOf = (text: string) =>
  isZero(text) || text.startsWith('-') ? ('none' as const) : new Decimal(text);

const WITHOUT_LEVERAGE = "the market's highest leverage was not seen; Pacifica's own requirement is counted";

const OWN_PRICE = 'Pacifica’s own price: the market’s highest leverage was not seen';

function scheduleOf({maintenanceRate}: Held, requirement: Decimal | undefined): Schedule | undefined {
  if (maintenanceRate) return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate}]};
  return requirement && {kind: 'reported', maintenance: requirement};
}

type Placed = {
  /** Pacifica's own figure, where it is of this position alone. */
  readonly requirement?: Decimal | undefined;
  /** Pacifica's liquidation price is of this margin. */
  readonly isComparable: boolean;
};

export function positionOf(held: Held, {requirement, isComparable}: Placed): Position {
  const {symbol, row, size, mark, leverage} = held;
  const schedule = scheduleOf(held, requirement);
  return {
    symbol,
    underlying: underlyingOf(symbol),
    contract: 'linear',
    settle: 'USDC',
    multiplier: ONE,
    side: row.side,
    size,
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(mark && {markPrice: new Decimal(mark.price)}),
    ...(mark?.oracle !== undefined && {indexPrice: new Decimal(mark.oracle)}),
    ...(leverage && {leverage}),
    ...(schedule && {schedule}),
    ...(mark?.funding !== undefined && {
      fundingRate: new Decimal(mark.funding),
      fundingIntervalHours: ONE,
    }),
    ...(isComparable &&
      row.liquidation !== undefined && {
        reported: {
          liquidationPrice: priceOf(row.liquidation),
          ...(schedule === undefined && {stands: OWN_PRICE}),
        },
      }),
    ...(schedule?.kind === 'reported' && {doubts: [WITHOUT_LEVERAGE]}),
  };
}
