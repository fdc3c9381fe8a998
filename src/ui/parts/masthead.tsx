import type {PoolPicture} from '../picture/pools.ts';
import {shortAccount} from '../text/account.ts';
import {type MessageKey, t} from '../text/message.ts';
import {Feed} from './feed.tsx';

const KIND = {cross: 'cross', isolated: 'isolated', portfolio: 'portfolio'} as const satisfies Record<
  string,
  MessageKey
>;

/** `Hyperliquid cross · 0x8f…21c    ● live · 0.4 s` */
export function Masthead({pool, now}: {readonly pool: PoolPicture; readonly now: number}) {
  return (
    <div class="masthead">
      <b>{pool.venueName}</b>
      <span class="whose" title={pool.account}>
        {poolName(pool)} · {shortAccount(pool.account)}
      </span>
      <Feed pool={pool} now={now} />
    </div>
  );
}

/** What this pool is called among its account's others: `cross`, `isolated ETH`, with the unit where it is no dollar. */
export function poolName({health, positions}: PoolPicture): string {
  const kind = t(KIND[health.kind]);
  const [only] = positions;
  if (health.kind === 'isolated' && only) return `${kind} ${only.health.symbol}`;
  return /USD/.test(health.unit) ? kind : `${kind} ${health.unit}`;
}
