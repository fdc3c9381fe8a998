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

/** What is written of each level: the rate and up to which size it holds; of levels in even steps the first, the steps and how many. */
function levelsOf(row: WireContract): readonly string[] {
  const {riskLimitMode, riskLimitCustom, maintenanceMarginRate: rate, riskBaseVol: to} = row;
  if (riskLimitCustom && riskLimitCustom.length > 0 && riskLimitMode !== 'INCREASE')
    return riskLimitCustom.map(({maxVol, mmr}) => `${mmr}:${maxVol}`);
  if (rate === undefined || isZero(rate)) return [];
  const {riskIncrVol: more = '0', riskIncrMmr: step = '0'} = row;
  if (to === undefined || isZero(more) || isZero(step)) return [`${rate}:0`];
  return [`${rate}:${to}:${step}:${more}:${Math.max(1, row.riskLevelLimit ?? 1)}`];
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

type Level = Contract['levels'][number];

function levelsIn(written: string): readonly Level[] {
  const [rate = '0', to = '0', step = '0', more = '0', count = '1'] = written.split(':');
  return Array.from({length: +count}, (_, nth) => ({
    to: new Decimal(more).times(nth).plus(to),
    rate: new Decimal(step).times(nth).plus(rate),
  }));
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
    levels: levels.flatMap(levelsIn).sort((one, other) => one.to.comparedTo(other.to)),
  };
}

/** Contracts change by the month and are asked for with every mark: what was read last is kept, by its text. */
const READ = 200;
const read = new Map<string, Contract>();

export function contractOf({contracts}: State, symbol: string): Contract | undefined {
  const text = own(contracts, symbol);
  if (text === undefined) return undefined;
  const contract = read.get(text) ?? parsed(text);
  if (read.size >= READ) read.clear();
  read.set(text, contract);
  return contract;
}

/** `BTC_USDT` settles in USDT, `BTC_USD` in BTC. */
export function settleOf(symbol: string): string {
  const [base = symbol, quote = 'USDT'] = symbol.split('_');
  return quote === 'USD' ? base : quote;
}

/** The rate of the level that a size falls in: of the whole size, not by slices. */
export const rateOf = ({levels}: Contract, size: Decimal): Decimal =>
  (levels.find(({to}) => size.lte(to)) ?? levels.at(-1))?.rate ?? new Decimal(0);
