import type {Venue, VenuePage} from './venue.ts';

/** Does the path begin with the prefix, segment by segment? `:word` stands for any one segment that is not empty. */
export function hasPathPrefix(path: string, prefix: string): boolean {
  const segments = path.split('/');
  return prefix
    .split('/')
    .every((part, index) =>
      part.startsWith(':') ? segments[index] : segments[index] === part || part === '',
    );
}

function shows(page: VenuePage, address: URL): boolean {
  if (page.host !== address.hostname) return false;
  return page.paths?.some((prefix) => hasPathPrefix(address.pathname, prefix)) ?? true;
}

/** The venue whose page this address is; null: not a supported page. Only https and the standard port. */
export function venueAt(address: string, venues: readonly Venue[]): Venue | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.port !== '') return null;
  return venues.find((venue) => venue.pages.some((page) => shows(page, url))) ?? null;
}
