import type {Browser, Tabs as BrowserTabs} from 'webextension-polyfill';
import type {Page} from '../reading/page.ts';
import type {Unseen} from '../reading/view.ts';
import {venueAt} from '../venues/page.ts';
import type {Venue} from '../venues/venue.ts';

type Tabs = readonly BrowserTabs.Tab[];

const patternsOf = (venue: Venue): string[] => venue.pages.map(({host}) => `https://${host}/*`);

/** Venues whose pages the user, or the browser's default, keeps from us. */
export async function findWithheld(
  permissions: Pick<Browser['permissions'], 'contains'>,
  venues: readonly Venue[],
): Promise<readonly Unseen[]> {
  const mayRead = (of: readonly Venue[]) => permissions.contains({origins: of.flatMap(patternsOf)});
  // Nearly always nothing is withheld, and to ask for each would keep the browser from painting.
  if (await mayRead(venues)) return [];
  const answers = await Promise.all(venues.map(async (venue) => ({venue, granted: await mayRead([venue])})));
  return answers
    .filter(({granted}) => !granted)
    .map(({venue}) => ({venue: venue.id, venueName: venue.name, tab: -1, state: 'no-access'}));
}

/** Tabs on a venue's page in which no script of ours has spoken: they were open before Plimsoll was. */
export function deafTabs(tabs: Tabs, venues: readonly Venue[], pages: readonly Page[]): readonly Unseen[] {
  const heard = new Set(pages.filter(({open}) => open).map(({tab}) => tab));
  return tabs.flatMap(({id, url, status, discarded}): Unseen[] => {
    if (id === undefined || url === undefined || status !== 'complete' || discarded === true) return [];
    const venue = venueAt(url, venues);
    if (venue === null || heard.has(id)) return [];
    return [{venue: venue.id, venueName: venue.name, tab: id, state: 'late'}];
  });
}

/** Pages that are kept as open though their tab is gone, asleep or on another site. */
export function gonePages(tabs: Tabs, venues: readonly Venue[], pages: readonly Page[]): readonly string[] {
  const byId = new Map(tabs.map((tab) => [tab.id, tab]));
  const showsVenue = (page: Page): boolean => {
    const tab = byId.get(page.tab);
    if (tab === undefined || tab.discarded === true || tab.url === undefined) return false;
    // A venue inside another site's frame cannot be told from here.
    return page.frame !== 0 || venueAt(tab.url, venues)?.id === page.venue;
  };
  return pages.filter((page) => page.open && !showsVenue(page)).map(({key}) => key);
}
