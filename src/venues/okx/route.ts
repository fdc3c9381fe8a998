import type * as v from 'valibot';
import {type Fault, read} from '../reading.ts';
import {withFees} from './fee.ts';
import {
  AccountRows,
  ConfigRows,
  DiscountRows,
  FundingRows,
  InstrumentRows,
  MarkRows,
  PositionRows,
  TierRows,
} from './frames.ts';
import {type Part, takeAccount, takePositions} from './lists.ts';
import type {OkxState} from './state.ts';
import {takeDiscounts, takeFunding, takeInstruments, takeMarks, takeTiers} from './tables.ts';

export type Heard = {readonly state: OkxState} | {readonly fault: Fault};
export type Handler = (state: OkxState, rows: unknown, part: Part) => Heard;

function handler<const Schema extends v.GenericSchema>(
  schema: Schema,
  take: (state: OkxState, rows: v.InferOutput<Schema>, part: Part) => OkxState,
): Handler {
  return (state, rows, part) => {
    const result = read(schema, rows, 'data');
    return 'fault' in result ? result : {state: take(state, result.value, part)};
  };
}

const positions = handler(PositionRows, (state, rows, part) => {
  const next = takePositions(state, rows, part);
  return rows.length === 0 ? next : withFees(next);
});
const account = handler(AccountRows, (state, row, part) =>
  row ? withFees(takeAccount(state, row, part)) : state,
);
const config = handler(ConfigRows, (state, [row], {at}) =>
  row ? {...state, level: row.acctLv, heardAt: Math.max(state.heardAt, at)} : state,
);
const marks = handler(MarkRows, (state, rows, {at}) => takeMarks(state, rows, at));
const funding = handler(FundingRows, (state, rows, {at}) => takeFunding(state, rows, at));
const instruments = handler(InstrumentRows, takeInstruments);
const tiers = handler(TierRows, takeTiers);
const discounts = handler(DiscountRows, takeDiscounts);

/** Of a socket, by channel. */
export const CHANNELS: ReadonlyMap<string, Handler> = new Map([
  ['account', account],
  ['positions', positions],
  ['mark-price', marks],
  ['funding-rate', funding],
  ['instruments', instruments],
]);

/** Of an answer, by the end of its address: so an empty or a wrong one is a defect and not somebody else's. */
const BY_PATH: readonly (readonly [RegExp, Handler])[] = [
  [/\/account\/balance$/, account],
  [/\/account\/positions$/, positions],
  [/\/account\/config$/, config],
  [/\/public\/mark-price$/, marks],
  [/\/public\/funding-rate$/, funding],
  [/\/public\/instruments$/, instruments],
  [/\/public\/position-tiers$/, tiers],
  [/\/public\/discount-rate-interest-free-quota$/, discounts],
];

/** Of an answer at another address, by members that only its rows have. */
const BY_MEMBERS: readonly (readonly [readonly string[], Handler])[] = [
  [['details', 'totalEq'], account],
  [['pos', 'mgnMode', 'posId'], positions],
  [['acctLv'], config],
  [['ctVal', 'tickSz'], instruments],
  [['minSz', 'mmr', 'maxLever', 'tier'], tiers],
];

export function handlerOf(path: string, rows: unknown): Handler | undefined {
  const byPath = BY_PATH.find(([end]) => end.test(path))?.[1];
  const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (byPath !== undefined || typeof first !== 'object' || first === null) return byPath;
  return BY_MEMBERS.find(([names]) => names.every((name) => Object.hasOwn(first, name)))?.[1];
}
