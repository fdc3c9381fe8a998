import type {KEPT_VIEW} from '../../messages.ts';
import type {SETTINGS_KEY} from '../../settings.ts';

// A script of its own before the stylesheet: storage answers while the popup's own script is still on its way.

const VIEW: typeof KEPT_VIEW = 'view';
const SETTINGS: typeof SETTINGS_KEY = 'settings';

/** What the popup draws first, by storage's own answers; left on the global object, because the two scripts share nothing else. */
export type AskedAhead = {
  readonly view: Promise<Readonly<Record<string, unknown>>>;
  readonly settings: Promise<Readonly<Record<string, unknown>>>;
};

const {session, local} = chrome.storage;
const plimsollAsked: AskedAhead = {view: session.get(VIEW), settings: local.get(SETTINGS)};
Object.assign(globalThis, {plimsollAsked});
