import type {MarginAccount} from '../../engine/account.ts';
import type {AccountHealth} from '../../engine/health.ts';
import type {AsJson} from '../../engine/json.ts';
import type {AccountView, View} from '../../messages.ts';

export type PoolHealthJson = AsJson<AccountHealth>['pools'][number];
export type PositionHealthJson = PoolHealthJson['positions'][number];
export type AuditLineJson = PoolHealthJson['audit'][number];
type PoolJson = AsJson<MarginAccount>['pools'][number];
type PositionJson = PoolJson['positions'][number];

/** One position with both what the venue sent and what the engine says of it. */
export type PositionPicture = {
  readonly key: string;
  readonly health: PositionHealthJson;
  /** Absent only when account and health come from different frames. */
  readonly sent: PositionJson | undefined;
};

/** One pool, ready to be drawn. */
export type PoolPicture = {
  readonly key: string;
  /** The account's book, as the engine names it. */
  readonly venue: string;
  readonly venueName: string;
  readonly account: string;
  /** Time of the newest frame behind it, ms since 1970. */
  readonly asOf: number;
  /** Its browser tab is there. */
  readonly open: boolean;
  readonly health: PoolHealthJson;
  readonly levels: NonNullable<PoolJson['levels']>;
  readonly positions: readonly PositionPicture[];
};

/** The pool that the glance is about; none when it is about a page. */
export function worstPool(view: View, pools: readonly PoolPicture[]): PoolPicture | undefined {
  const {glance} = view;
  if (glance === null) return undefined;
  return pools.find(({key}) => key === poolKey(glance));
}

/** Every pool in the order of the popup: the glance's first, then its account's others, then the rest as they came. Pools without a position last. */
export function poolPictures(view: View): readonly PoolPicture[] {
  const all = view.accounts.flatMap(accountPools);
  const {glance} = view;
  const rank = (pool: PoolPicture): number => {
    const ofGlance = glance !== null && pool.key.startsWith(accountKey(glance.venue, glance.account));
    if (ofGlance && pool.health.id === glance.pool) return 0;
    if (pool.positions.length === 0) return 3;
    return ofGlance ? 1 : 2;
  };
  return all.toSorted((a, b) => rank(a) - rank(b));
}

function accountPools(view: AccountView): readonly PoolPicture[] {
  const {account, health} = view;
  return health.pools.map((pool) => {
    const sent = account.pools.find(({id}) => id === pool.id);
    return {
      key: poolKey({venue: account.venue, account: account.account, pool: pool.id}),
      venue: account.venue,
      venueName: view.venueName,
      account: account.account,
      asOf: health.asOf,
      open: view.open,
      health: pool,
      levels: sent?.levels ?? [],
      positions: pair(pool.positions, sent?.positions ?? []),
    };
  });
}

/** Names a pool wherever it is spoken of. */
export const poolKey = (of: {
  readonly venue: string;
  readonly account: string;
  readonly pool: string;
}): string => accountKey(of.venue, of.account) + of.pool;

const accountKey = (venue: string, account: string): string => `${venue}\n${account}\n`;

/** Symbol and side name a position; both lists have the venue's order, so a namesake takes the next one. */
function pair(
  healths: readonly PositionHealthJson[],
  sent: readonly PositionJson[],
): readonly PositionPicture[] {
  const left = [...sent];
  return healths.map((health, index) => {
    const at = left.findIndex(({symbol, side}) => symbol === health.symbol && side === health.side);
    const [own] = at < 0 ? [] : left.splice(at, 1);
    return {key: `${health.symbol}\n${health.side}\n${index}`, health, sent: own};
  });
}

/** A figure of this pool cannot be trusted to be of now. */
export function isStale(pool: PoolPicture): boolean {
  return !pool.open || pool.health.feed.verdict === 'stale';
}
