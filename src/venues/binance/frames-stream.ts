import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  flag,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';
import {sideOfBook} from './frames.ts';

/** One changed wallet of ACCOUNT_UPDATE: `cw` is the cross wallet, isolated taken out. */
const WalletChange = v.object({a: asset, cw: amount});

/** One changed position of ACCOUNT_UPDATE: `pa` is signed, `mt` the margin type, `iw` the isolated wallet. */
const PositionChange = v.object({
  s: symbol,
  ps: v.optional(sideOfBook, 'BOTH'),
  pa: amount,
  ep: positiveOrNothing,
  mt: v.optional(v.string('expected cross or isolated')),
  iw: amountOrNothing,
});
export type PositionChange = v.InferOutput<typeof PositionChange>;

/** Only what changed. `fs` (UM or CM) tells the books of Portfolio Margin apart. */
export const AccountUpdate = v.object({
  e: v.literal('ACCOUNT_UPDATE'),
  E: time,
  T: time,
  fs: v.optional(v.string()),
  a: v.object({
    B: v.optional(v.pipe(v.array(WalletChange), v.maxLength(1000)), []),
    P: v.optional(v.pipe(v.array(PositionChange), v.maxLength(1000)), []),
  }),
});
export type AccountUpdate = v.InferOutput<typeof AccountUpdate>;

/** The leverage of one contract (`ac`) or the margin mode (`ai.j`: multi-assets) changed. */
export const ConfigUpdate = v.object({
  e: v.literal('ACCOUNT_CONFIG_UPDATE'),
  ac: v.optional(v.object({s: symbol, l: positive})),
  ai: v.optional(v.object({j: flag})),
});
export type ConfigUpdate = v.InferOutput<typeof ConfigUpdate>;

/** A warning with the venue's own mark (`mp`) and maintenance margin (`mm`) of each position. */
export const MarginCall = v.object({
  e: v.literal('MARGIN_CALL'),
  E: time,
  p: v.pipe(
    v.array(
      v.object({
        s: symbol,
        ps: v.optional(sideOfBook, 'BOTH'),
        pa: amount,
        mp: positive,
        mm: unsignedOrNothing,
        up: amountOrNothing,
      }),
    ),
    v.maxLength(1000),
  ),
});
export type MarginCall = v.InferOutput<typeof MarginCall>;

/** Portfolio Margin: the account's level changed. `u` is uniMMR, `eq` equity in USD, `m` maintenance margin in USD. */
export const RiskLevelChange = v.object({
  e: v.literal('riskLevelChange'),
  E: time,
  u: amount,
  eq: amount,
  m: unsigned,
});
