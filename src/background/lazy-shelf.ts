import type {Texts} from '../reading/interpreter.ts';
import type {studyOf} from '../reading/study.ts';
import type {Venue} from '../venues/venue.ts';
import type {Shelf} from './shelf.ts';

/** What must be known of an exchange before one of its pages is open. */
export type Declared = Pick<Venue, 'id' | 'name' | 'pages'>;

/** What a script of ours exports, once it has run. */
type Room = {readonly venue?: Venue; readonly studyOf?: typeof studyOf};

/** Where the scripts lie and how they open; each is something that a test can play. */
export type Stacks = {
  /** Runs what belongs to an exchange, or to `study`. */
  readonly bring: (name: string) => Promise<void>;
  /** Of a name whose scripts have run. Throws when they have not. */
  readonly open: (name: string) => Room;
};

/** Each exchange is taken down when its first page speaks, and only then weighs anything. */
export function lazyShelf(declared: readonly Declared[], {bring, open}: Stacks): Omit<Shelf, 'words'> {
  const taken = new Map<string, Promise<void>>();
  const failures = new Map<string, unknown>();
  const take = (id: string): Promise<void> => {
    const known = taken.get(id);
    if (known !== undefined) return known;
    const coming = bring(id).catch((thrown: unknown) => {
      failures.set(id, thrown);
    });
    taken.set(id, coming);
    return coming;
  };
  const venueOf = (id: string): Venue => {
    if (failures.has(id)) throw new Error(`the script of ${id} could not be read`, {cause: failures.get(id)});
    const {venue} = open(id);
    if (venue === undefined) throw new Error(`the script of ${id} holds no exchange`);
    return venue;
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
  const study = async () => {
    await bring('study');
    const made = open('study').studyOf;
    if (made === undefined) throw new Error('the script of study holds none');
    return made;
  };
  return {venues, take, study};
}

/** What the build's own loader and the two kinds of background bring along. */
type Realm = {
  readonly plimsollOpen: (name: string) => Room;
  /** What locale scripts leave behind, by language, and that of `reasons`. */
  readonly plimsollTexts?: Readonly<Record<string, Texts>>;
  readonly plimsollReasons?: Texts;
  /** For each name the paths that must run for it. */
  readonly plimsollScripts: Readonly<Record<string, readonly string[]>>;
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
  const {importScripts, plimsollScripts} = realm;
  const here = new Set<string>();
  const left = (paths: readonly string[]) => paths.filter((path) => !here.has(path));
  const bring = async (name: string): Promise<void> => {
    const paths = left(plimsollScripts[name] ?? []);
    if (importScripts !== undefined && paths.length > 0) importScripts(...paths);
    else await Promise.all(paths.map(bringElement));
    for (const path of paths) here.add(path);
  };
  if (importScripts !== undefined) {
    const all = () => [...new Set(Object.values(plimsollScripts).flat())];
    realm.addEventListener('install', () => importScripts(...all()));
  }
  const words = {
    texts: async (language: string) => {
      await bring(language);
      return realm.plimsollTexts?.[language] ?? {};
    },
    reasons: async () => {
      await bring('reasons');
      return realm.plimsollReasons ?? {};
    },
  };
  return {...lazyShelf(declared, {bring, open: (name) => realm.plimsollOpen(`${name}.js`)}), words};
}
