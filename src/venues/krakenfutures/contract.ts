import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {RestInstrument} from './frames.ts';
import type {State} from './state.ts';

/** What a symbol says of its contract. `pair` names the single-collateral wallet that secures it. */
export type Contract = {readonly kind: 'linear' | 'inverse'; readonly base: string; readonly pair: string};

/** Kraken writes XBT, and XDG. */
const ALIASES: Readonly<Record<string, string>> = {XBT: 'BTC', XDG: 'DOGE'};
export const coinOf = (name: string) => own(ALIASES, name.toUpperCase()) ?? name;

/**
 * `PF_`, `FF_`: linear, secured by the multi-collateral wallet. `PI_`, `FI_`: inverse, contracts of 1 USD, secured by
 * the coin. P is a perpetual, F has an end. Undefined: of none of these kinds.
 */
export function contractOf(symbol: string): Contract | undefined {
  const [, kind, base] = /^[PF]([IF])_([\p{L}\p{N}]+?)USD(?:_\d{6})?$/iu.exec(symbol) ?? [];
  if (kind === undefined || base === undefined) return undefined;
  return {
    kind: kind.toUpperCase() === 'F' ? 'linear' : 'inverse',
    base: coinOf(base),
    pair: `${base.toUpperCase()}USD`,
  };
}

export type Level = {readonly from: Decimal; readonly maintenance: Decimal; readonly initial: Decimal};

/** Levels apart by blanks, fields by colons; an instrument list is stored with every change of the state. */
export const levelsText = ({marginLevels}: RestInstrument): string =>
  marginLevels
    .map((level) =>
      [
        level.contracts ?? level.numNonContractUnits ?? '0',
        level.maintenanceMargin,
        level.initialMargin,
      ].join(':'),
    )
    .join(' ');

export function levelsOf(state: State, symbol: string): readonly Level[] | undefined {
  return own(state.levels, symbol)
    ?.split(' ')
    .map((text) => {
      const [from = '0', maintenance = '0', asked = '0'] = text.split(':');
      return {
        from: new Decimal(from),
        maintenance: new Decimal(maintenance),
        initial: new Decimal(asked),
      };
    });
}

/** The level that holds an amount, and whether it is the first. Kraken publishes no deduction: a table jumps. */
export function levelAt(
  levels: readonly Level[],
  amount: Decimal,
): {level: Level; first: boolean} | undefined {
  const level = levels.findLast(({from}) => amount.gte(from)) ?? levels[0];
  return level && {level, first: level === levels[0]};
}
