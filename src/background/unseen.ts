import type {Browser} from 'webextension-polyfill';
import type {Page} from '../reading/page.ts';
import type {Unseen} from '../reading/view.ts';
import {venueAt} from '../venues/page.ts';
import type {Venue} from '../venues/venue.ts';

type Api = Pick<Browser, 'tabs' | 'permissions'>;

const patternsOf = (venue: Venue): string[] => venue.pages.map(({host}) => `https://${host}/*`);

/** Venues whose pages the user, or the browser's default, keeps from us. */
async function withheld(api: Api, venues: readonly Venue[]): Promise<readonly Unseen[]> {
  const answers = await Promise.all(
    venues.map(async (venue) => ({
      venue,
      granted: await api.permissions.contains({origins: patternsOf(venue)}),
    })),
  );
  return answers
    .filter(({granted}) => !granted)
    .map(({venue}) => ({venue: venue.id, venueName: venue.name, tab: -1, state: 'no-access'}));
}

/** Tabs on a venue's page in which no script of ours has spoken: they were open before Plimsoll was. */
async function deaf(api: Api, venues: readonly Venue[], pages: readonly Page[]): Promise<readonly Unseen[]> {
  const url = venues.flatMap(patternsOf);
  if (url.length === 0) return [];
  const heard = new Set(pages.filter(({open}) => open).map(({tab}) => tab));
  const tabs = await api.tabs.query({url, status: 'complete', discarded: false});
  return tabs.flatMap(({id, url: address}): Unseen[] => {
    const venue = address === undefined ? null : venueAt(address, venues);
    if (id === undefined || venue === null || heard.has(id)) return [];
    return [{venue: venue.id, venueName: venue.name, tab: id, state: 'late'}];
  });
}

/** What the user believes is watched and is not. */
export async function findUnseen(
  api: Api,
  venues: readonly Venue[],
  pages: readonly Page[],
): Promise<readonly Unseen[]> {
  return [...(await withheld(api, venues)), ...(await deaf(api, venues, pages))];
}

/** Pages that are kept as open though their tab is gone, asleep or on another site. */
export async function findGone(
  api: Pick<Browser, 'tabs'>,
  venues: readonly Venue[],
  pages: readonly Page[],
): Promise<readonly string[]> {
  const tabs = new Map((await api.tabs.query({})).map((tab) => [tab.id, tab]));
  const showsVenue = (page: Page): boolean => {
    const tab = tabs.get(page.tab);
    if (tab === undefined || tab.discarded === true || tab.url === undefined) return false;
    // A venue inside another site's frame cannot be told from here.
    return page.frame !== 0 || venueAt(tab.url, venues)?.id === page.venue;
  };
  return pages.filter((page) => page.open && !showsVenue(page)).map(({key}) => key);
}
