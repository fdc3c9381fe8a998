import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Contract, contractOf, rateOf, settleOf} from './contract.ts';
import type {Mark, Row, State} from './state.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);

/** A position with what is known of its contract. */
export type Held = {
  readonly row: Row;
  readonly contract?: Contract;
  readonly mark?: Mark;
  readonly settle: string;
};

export function heldOf(state: State, row: Row): Held {
  const contract = contractOf(state, row.symbol);
  const mark = own(state.marks, row.symbol);
  return {
    row,
    ...(contract && {contract}),
    ...(mark && {mark}),
    settle: contract?.settle ?? settleOf(row.symbol),
  };
}

const SCALED = /^1(?:000)+(?=\p{L})/u;
/** `1000BONK` moves with BONK. */
const underlyingOf = (base: string) => base.replace(SCALED, '') || base;

/** As many digits as a requirement can have. */
const PLACES = 30;
const HIGHEST = new Decimal('1e30');

/** The rate at the entry's value: it stays put when the price moves. In the settlement currency. */
function scheduleOf(contract: Contract, {size, entry}: Row): Schedule | undefined {
  const {multiplier, isInverse, by} = contract;
  const units = multiplier.times(size);
  const value = isInverse ? units.div(entry) : units.times(entry);
  const byValue = isInverse ? units : value;
  const rate = rateOf(contract, by === 'value' ? byValue : new Decimal(size));
  const maintenance = value.times(rate).toDecimalPlaces(PLACES);
  return maintenance.isZero() || maintenance.gt(HIGHEST) ? undefined : {kind: 'fixed', maintenance};
}

const WITHOUT_CONTRACT = 'the contract was not seen: its size is not known';

export function positionOf({row, contract, mark, settle}: Held): Position {
  const [base = row.symbol] = row.symbol.split('_');
  const {liquidation, leverage} = row;
  const schedule = contract && scheduleOf(contract, row);
  const price = liquidation === undefined || isZero(liquidation) ? undefined : liquidation;
  return {
    symbol: row.symbol,
    underlying: underlyingOf(contract?.base ?? base),
    contract: contract ? (contract.isInverse ? 'inverse' : 'linear') : settle === base ? 'inverse' : 'linear',
    settle,
    multiplier: contract?.multiplier ?? ONE,
    side: row.side,
    size: new Decimal(row.size),
    ...(contract && {entryPrice: new Decimal(row.entry)}),
    ...(contract && mark && {markPrice: new Decimal(mark.price)}),
    ...(mark?.index !== undefined && {indexPrice: new Decimal(mark.index)}),
    ...(mark?.last !== undefined && {lastPrice: new Decimal(mark.last)}),
    ...(leverage !== undefined && {leverage: new Decimal(leverage)}),
    ...(contract && {
      ...(schedule && {schedule}),
      closingFeeRate: contract.liquidationFee,
    }),
    // Documented of isolated positions only.
    ...(!row.isCross &&
      price !== undefined && {
        reported: {
          liquidationPrice: price.startsWith('-') ? ('none' as const) : new Decimal(price),
        },
      }),
    ...(contract === undefined && {doubts: [WITHOUT_CONTRACT]}),
  };
}
