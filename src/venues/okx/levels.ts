import type {FeedSource, Level} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Held} from './position.ts';

/** OKX liquidates at a maintenance margin ratio of 100 % and warns from 300 % on. Higher is safer. */
export const WATERLINE = new Decimal(1);
export const LEVELS: readonly Level[] = [
  {name: 'liquidation warning', at: new Decimal(3)},
  {name: 'liquidation', at: WATERLINE},
];

/** The account and its positions are pushed every 5 s, whether or not something happened; four of them did not come. */
const PUSH_LIMIT_MS = 20_000;

export const accountSource = (at: number): FeedSource => ({name: 'account', at, limitMs: PUSH_LIMIT_MS});

export function sourcesOf(accountAt: number, held: readonly Held[]): readonly FeedSource[] {
  const marks = new Map(held.map(({row, markAt}) => [row.instId, markAt]));
  return [
    accountSource(accountAt),
    ...[...marks].map(([symbol, at]) => ({name: `mark price of ${symbol}`, at, limitMs: PUSH_LIMIT_MS})),
  ];
}
