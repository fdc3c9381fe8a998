import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {WireContract} from './frames.ts';
import type {State} from './state.ts';

/** A contract as MEXC lists it. */
export type Contract = {
  readonly base: string;
  readonly settle: string;
  readonly isInverse: boolean;
  /** Base units a contract; inverse: USD a contract. */
  readonly multiplier: Decimal;
  readonly liquidationFee: Decimal;
  /** Risk limits are counted in contracts, or in value. */
  readonly by: 'contracts' | 'value';
  /** The rate of each level and up to which size it holds, smallest first; larger sizes have the last rate. */
  readonly levels: readonly {readonly to: Decimal; readonly rate: Decimal}[];
};

/** What is written of each level: the rate and up to which size it holds. */
function levelsOf(row: WireContract): readonly string[] {
  const {riskLimitMode, riskLimitCustom, maintenanceMarginRate: rate, riskBaseVol: to} = row;
  if (riskLimitCustom && riskLimitCustom.length > 0 && riskLimitMode !== 'INCREASE')
    return riskLimitCustom.map(({maxVol, mmr}) => `${mmr}:${maxVol}`);
  if (rate === undefined || isZero(rate)) return [];
  const {riskIncrVol: more = '0', riskIncrMmr: step = '0'} = row;
  if (to === undefined || isZero(more) || isZero(step)) return [`${rate}:0`];
  const count = Math.max(1, row.riskLevelLimit ?? 1);
  return Array.from(
    {length: count},
    (_, nth) =>
      `${new Decimal(step).times(nth).plus(rate).toFixed()}:${new Decimal(more).times(nth).plus(to).toFixed()}`,
  );
}

/** Fields apart by blanks; undefined: without a rate or a fee the contract says nothing that counts. */
export function contractText(row: WireContract): string | undefined {
  const levels = levelsOf(row).filter((level) => !level.startsWith('0:'));
  const fee = row.liquidationFeeRate ?? row.takerFeeRate;
  if (levels.length === 0 || fee === undefined) return undefined;
  const kind = row.settleCoin === row.quoteCoin ? 'linear' : 'inverse';
  const by = row.riskLimitType === 'BY_VALUE' ? 'value' : 'contracts';
  return [row.baseCoin, row.settleCoin, kind, row.contractSize, fee, by, ...levels].join(' ');
}

function parsed(text: string): Contract {
  const [base = '', settle = '', kind, size = '1', fee = '0', by, ...levels] = text.split(' ');
  return {
    base,
    settle,
    isInverse: kind === 'inverse',
    multiplier: new Decimal(size),
    liquidationFee: new Decimal(fee),
    by: by === 'value' ? 'value' : 'contracts',
    levels: levels
      .map((level) => {
        const [rate = '0', to = '0'] = level.split(':');
        return {to: new Decimal(to), rate: new Decimal(rate)};
      })
      .sort((one, other) => one.to.comparedTo(other.to)),
  };
}

export function contractOf({contracts}: State, symbol: string): Contract | undefined {
  const text = own(contracts, symbol);
  return text === undefined ? undefined : parsed(text);
}

/** `BTC_USDT` settles in USDT, `BTC_USD` in BTC. */
export function settleOf(symbol: string): string {
  const [base = symbol, quote = 'USDT'] = symbol.split('_');
  return quote === 'USD' ? base : quote;
}

/** The rate of the level that a size falls in: of the whole size, not by slices. */
export const rateOf = ({levels}: Contract, size: Decimal): Decimal =>
  (levels.find(({to}) => size.lte(to)) ?? levels.at(-1))?.rate ?? new Decimal(0);
