import type * as hl from '@nktkas/hyperliquid/api/info';
import type * as ws from '@nktkas/hyperliquid/api/subscription';
import fc from 'fast-check';
import type * as account from '../../../src/venues/hyperliquid/frames.ts';
import {among, amounts, every, maybe, none, told, unsigned, whole} from '../told.ts';
import {addresses, coins, count, few, instants, orNull} from './hyperliquid-parts.ts';

type Fill = hl.UserFillsResponse[number];
const fill = whole<Fill>()({
  coin: coins,
  px: unsigned,
  sz: unsigned,
  side: fc.constantFrom('B', 'A'),
  time: instants,
  startPosition: amounts,
  dir: among<string>('Open Long', 'Liquidated Isolated Short'),
  closedPnl: amounts,
  hash: addresses,
  oid: count,
  crossed: fc.boolean(),
  fee: amounts,
  builderFee: maybe(amounts),
  tid: count,
  feeToken: among<string>('USDC'),
  twapId: orNull(count),
  cloid: maybe(addresses),
  liquidation: maybe(
    whole<NonNullable<Fill['liquidation']>>()({
      liquidatedUser: addresses,
      markPx: unsigned,
      method: fc.constantFrom('market', 'backstop'),
    }),
  ),
});
type OfEvent<Name extends string> =
  Extract<ws.UserEventsEvent, Record<Name, unknown>> extends infer Event
    ? Event extends Record<Name, infer Told>
      ? Told
      : never
    : never;
export const funding = {
  coin: coins,
  usdc: amounts,
  szi: amounts,
  fundingRate: amounts,
  nSamples: orNull(count),
};
/** What no schema of ours looks into: the empty list, which is of every list's type. */
const unread = <List extends readonly unknown[]>() => fc.constant([] as unknown as List);

export const userEvent = every<ws.UserEventsEvent>()(
  fc.oneof(
    fc.record({fills: few(fill)}),
    fc.record({funding: whole<OfEvent<'funding'>>()(funding)}),
    fc.record({
      liquidation: whole<OfEvent<'liquidation'>>()({
        lid: count,
        liquidator: addresses,
        liquidated_user: addresses,
        liquidated_ntl_pos: unsigned,
        liquidated_account_value: unsigned,
      }),
    }),
    fc.record({nonUserCancel: unread<OfEvent<'nonUserCancel'>>()}),
    fc.record({twapHistory: unread<OfEvent<'twapHistory'>>()}),
    fc.record({twapSliceFills: unread<OfEvent<'twapSliceFills'>>()}),
  ),
);

type Web3 = ws.WebData3Event;
export const webData3 = told<Web3, typeof account.WebData3>()(
  {
    userState: whole<Web3['userState']>()({
      agentAddress: orNull(addresses),
      agentValidUntil: orNull(instants),
      cumLedger: amounts,
      serverTime: instants,
      isVault: fc.boolean(),
      user: addresses,
      optOutOfSpotDusting: maybe(fc.constant(true)),
      dexAbstractionEnabled: maybe(fc.boolean()),
      abstraction: maybe(fc.constantFrom('dexAbstraction', 'unifiedAccount', 'portfolioMargin', 'disabled')),
    }),
    perpDexStates: few(
      whole<Web3['perpDexStates'][number]>()({
        totalVaultEquity: unsigned,
        perpsAtOpenInterestCap: maybe(few(coins)),
        leadingVaults: maybe(unread<NonNullable<Web3['perpDexStates'][number]['leadingVaults']>>()),
      }),
    ),
  },
  none,
);
