import {withTable} from '../venues/table/with-table.ts';
import type {Venue} from '../venues/venue.ts';
import type {Shelf} from './shelf.ts';

/** What must be known of an exchange before one of its pages is open. */
export type Declared = Pick<Venue, 'id' | 'name' | 'pages'>;

/** Where the exchanges' scripts lie and how they open; each is something that a test can play. */
export type Stacks = {
  /** Runs a script of the extension's own. */
  readonly bring: (path: string) => Promise<void>;
  /** Of an exchange whose script has run. Throws when it has not. */
  readonly open: (id: string) => Venue;
};

const pathOf = (id: string) => `venues/${id}.js`;

/** Each exchange is taken down when its first page speaks, and only then weighs anything. */
export function lazyShelf(declared: readonly Declared[], {bring, open}: Stacks): Shelf {
  const taken = new Map<string, Promise<void>>();
  const failures = new Map<string, unknown>();
  const take = (id: string): Promise<void> => {
    const known = taken.get(id);
    if (known !== undefined) return known;
    const coming = bring(pathOf(id)).catch((thrown: unknown) => {
      failures.set(id, thrown);
    });
    taken.set(id, coming);
    return coming;
  };
  const venueOf = (id: string): Venue => {
    if (failures.has(id)) throw new Error(`${pathOf(id)} could not be read`, {cause: failures.get(id)});
    return open(id);
  };
  const venues = declared.map(
    (form): Venue => ({
      ...form,
      wanted: [],
      sources: [],
      get initial() {
        return venueOf(form.id).initial;
      },
      reduce: (state, frame) => venueOf(form.id).reduce(state, frame),
      accounts: (state) => venueOf(form.id).accounts(state),
    }),
  );
  return {venues, take};
}

/** What the build's own loader and the two kinds of background bring along. */
type Realm = {
  readonly plimsollOpen: (name: string) => {readonly venue: Venue};
  /** In a service worker. */
  readonly importScripts?: (...paths: string[]) => void;
  readonly addEventListener: (event: 'install', act: () => void) => void;
};

function bringElement(path: string): Promise<void> {
  return new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.src = path;
    script.onload = () => loaded();
    script.onerror = () => failed(new Error(`no ${path}`));
    document.head.append(script);
  });
}

/**
 * The shelf of a built extension. A service worker may, once installed, only import what it imported while it was being
 * installed: so then it runs them all, and in every later life the browser has them ready.
 */
export function builtShelf(declared: readonly Declared[]): Shelf {
  // Typed by hand: TypeScript knows either pages or workers, and this runs in both.
  const realm = globalThis as unknown as Realm;
  const {importScripts} = realm;
  if (importScripts !== undefined) {
    realm.addEventListener('install', () => importScripts(...declared.map(({id}) => pathOf(id))));
  }
  return lazyShelf(declared, {
    bring: importScripts === undefined ? bringElement : async (path) => importScripts(path),
    open: (id) => withTable(realm.plimsollOpen(`${id}.js`).venue),
  });
}
