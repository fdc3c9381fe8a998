import {healthToJson, toJson} from '../engine/health-json.ts';
import type {AccountView, Glance, PageView, View} from '../messages.ts';
import {briefly} from './brief.ts';
import {NO_TALLY} from './page.ts';
import {byDanger, type Holding, holdings, type Read, standings} from './standing.ts';

/** A tab or a site that we ought to see and do not, by the browser's word. */
export type Unseen = {
  readonly venue: string;
  readonly venueName: string;
  readonly tab: number;
  readonly state: 'late' | 'no-access';
};

function accountView({venue, account, health, page}: Holding): AccountView {
  return {
    venueName: venue.name,
    account: toJson(account),
    health: healthToJson(briefly(health)),
    open: page.open,
  };
}

function stateOf({page, appraisal}: Read): PageView['state'] {
  const live = appraisal.accounts.some(({health}) =>
    health.pools.every((pool) => pool.feed.verdict !== 'stale'),
  );
  if (page.late || !page.tapped) return live ? 'seeing' : 'late';
  return appraisal.accounts.length > 0 ? 'seeing' : 'quiet';
}

function pageView(read: Read): PageView {
  const {page, venue} = read;
  const {used, ignored, malformed} = page.frames;
  return {
    venue: venue.id,
    venueName: venue.name,
    tab: page.tab,
    state: stateOf(read),
    tally: page.tally,
    frames: {used, ignored, malformed},
    defects: page.defects,
  };
}

const unseenView = (unseen: Unseen): PageView => ({
  ...unseen,
  tally: NO_TALLY,
  frames: {used: 0, ignored: 0, malformed: 0},
  defects: [],
});

/** An empty child frame of the page is no news; one that carries the account is. */
const worthSaying = ({page}: Read) => page.open && (page.frame === 0 || page.frames.used > 0);

/** All that popup and panel draw from. */
export function view(
  reads: readonly Read[],
  unseen: readonly Unseen[],
  glance: Glance | null,
  now: number,
): View {
  const worstFirst = holdings(reads)
    .map((holding) => ({holding, worst: standings(holding, now).toSorted(byDanger)[0]}))
    .toSorted((a, b) => {
      if (a.worst === undefined || b.worst === undefined) {
        return Number(b.worst !== undefined) - Number(a.worst !== undefined);
      }
      return byDanger(a.worst, b.worst);
    });
  return {
    now,
    glance,
    accounts: worstFirst.map(({holding}) => accountView(holding)),
    pages: [...reads.filter(worthSaying).map(pageView), ...unseen.map(unseenView)],
  };
}
