import type {FeedSource, MarginAccount, MarginPool} from '../engine/account.ts';
import {assess} from '../engine/assess.ts';
import type {AccountHealth} from '../engine/health.ts';
import type {Venue} from '../venues/venue.ts';
import {type Page, reasonOf} from './page.ts';
import {afterSilence, type Silence} from './silence.ts';

export type Appraised = {readonly account: MarginAccount; readonly health: AccountHealth};

export type Appraisal = {
  readonly accounts: readonly Appraised[];
  /** A fault of ours that kept an account from being judged; null: none. */
  readonly fault: string | null;
  /** From here on a verdict changes by itself, because a source gets too old. Infinity: never. */
  readonly until: number;
};

/** When a venue names no sources, an account is stale after this silence. */
const SILENCE_LIMIT_MS = 60_000;

export const sourcesOf = (pool: MarginPool, account: MarginAccount): readonly FeedSource[] =>
  pool.sources ?? [{name: 'account', at: account.asOf, limitMs: SILENCE_LIMIT_MS}];

function withSources(account: MarginAccount): MarginAccount {
  return {
    ...account,
    pools: account.pools.map((pool) => ({...pool, sources: sourcesOf(pool, account)})),
  };
}

/** The first moment after `now` at which a source of these accounts passes its limit. */
function nextStaleAt(accounts: readonly MarginAccount[], now: number): number {
  const moments = accounts.flatMap((account) =>
    account.pools.flatMap((pool) => sourcesOf(pool, account).map(({at, limitMs}) => at + limitMs + 1)),
  );
  return moments.filter((moment) => moment > now).reduce((a, b) => Math.min(a, b), Infinity);
}

function judge(account: MarginAccount, now: number): Appraised | string {
  try {
    return {account, health: assess(account, {now})};
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

function accountsOf(page: Page, venue: Venue): readonly MarginAccount[] | string {
  try {
    return venue.accounts(page.state).map((account) => afterSilence(withSources(account), page.silence));
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

const faultOf = (reason: string | undefined): string | null =>
  reason === undefined ? null : `a fault of Plimsoll itself: ${reason}`;

export function appraise(page: Page, venue: Venue, now: number): Appraisal {
  const accounts = accountsOf(page, venue);
  if (typeof accounts === 'string') return {accounts: [], fault: faultOf(accounts), until: Infinity};
  const judged = accounts.map((account) => judge(account, now));
  return {
    accounts: judged.filter((one) => typeof one !== 'string'),
    fault: faultOf(judged.find((one) => typeof one === 'string')),
    until: nextStaleAt(accounts, now),
  };
}

type Verdict = {
  readonly state: unknown;
  readonly silence: Silence | null;
  readonly from: number;
  readonly until: number;
  readonly is: Appraisal;
};

/** A stale verdict says for how long, so it is made anew when somebody looks later. */
const STALE_KEPT_MS = 5000;

const isStale = ({accounts}: Appraisal): boolean =>
  accounts.some(({health}) => health.pools.some(({feed}) => feed.verdict === 'stale'));

/** Judges pages and remembers the verdict for as long as neither the state nor the age of a source can change it. */
export class Appraiser {
  readonly #known = new Map<string, Verdict>();

  of(page: Page, venue: Venue, now: number): Appraisal {
    const known = this.#known.get(page.key);
    const isSame = known !== undefined && known.state === page.state && known.silence === page.silence;
    if (isSame && now >= known.from && now < known.until) return known.is;
    const is = appraise(page, venue, now);
    const until = isStale(is) ? Math.min(is.until, now + STALE_KEPT_MS) : is.until;
    this.#known.set(page.key, {state: page.state, silence: page.silence, from: now, until, is});
    return is;
  }

  forget(key: string): void {
    this.#known.delete(key);
  }
}
