/** Where the pill stands on one site, and how. */
export type Place = {
  /** Share of the free width to its left and of the free height above it, 0 to 1: survives a resize. */
  readonly x: number;
  readonly y: number;
  readonly folded: boolean;
  readonly hidden: boolean;
};

/**
 * In the top bar, right of its middle: between an exchange's menu and its account buttons nothing is pressed or read.
 * The right edge has the order form, the bottom left the names of the positions.
 */
export const FIRST_PLACE: Place = {x: 0.6, y: 0, folded: false, hidden: false};

const PREFIX = 'pill:';

export async function readPlace(site: string): Promise<Place> {
  const key = PREFIX + site;
  return asPlace((await chrome.storage.local.get(key))[key]);
}

export async function writePlace(site: string, place: Place): Promise<void> {
  await chrome.storage.local.set({[PREFIX + site]: place});
}

/** Sites on which the user has hidden the pill. */
export async function hiddenSites(): Promise<readonly string[]> {
  const stored = Object.entries(await chrome.storage.local.get(null));
  return stored
    .filter(([key, value]) => key.startsWith(PREFIX) && asPlace(value).hidden)
    .map(([key]) => key.slice(PREFIX.length));
}

/** Shows the pill again wherever it was hidden, at its old place. */
export async function showEverywhere(): Promise<void> {
  for (const site of await hiddenSites()) await writePlace(site, {...(await readPlace(site)), hidden: false});
}

/** Calls back when another page of ours changes this site's place; the answer ends it. */
export function watchPlace(site: string, changed: (place: Place) => void): () => void {
  const listener = (changes: Record<string, chrome.storage.StorageChange>, area: string): void => {
    const change = changes[PREFIX + site];
    if (area === 'local' && change) changed(asPlace(change.newValue));
  };
  chrome.storage.onChanged.addListener(listener);
  return () => chrome.storage.onChanged.removeListener(listener);
}

/** What was stored may be of another version: take what is right in it. */
function asPlace(stored: unknown): Place {
  const own: Partial<Record<keyof Place, unknown>> = typeof stored === 'object' && stored ? stored : {};
  return {
    x: share(own.x, FIRST_PLACE.x),
    y: share(own.y, FIRST_PLACE.y),
    folded: own.folded === true,
    hidden: own.hidden === true,
  };
}

const share = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : otherwise;
