import {interpreter, type Texts} from '../reading/interpreter.ts';
import {tongueIn} from '../reading/tongue.ts';
import {readSettings, SETTINGS_KEY, type Settings} from '../settings.ts';
import {speakChosen, textLanguage, tongue} from './text/message.ts';
import {writeAccuracyAs} from './text/number.ts';
import {interpretBy} from './text/reason.ts';

/**
 * The pages' side of the settings; the background hears of every change through the same storage. `asked`: storage's
 * answer, if it was asked before.
 */
export async function loadSettings(
  asked: Promise<Readonly<Record<string, unknown>>> = chrome.storage.local.get(SETTINGS_KEY),
): Promise<Settings> {
  return readSettings((await asked)[SETTINGS_KEY]);
}

/** Changes some members and keeps the rest as another page may have left it. */
export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
  const next = readSettings({...(await loadSettings()), ...change});
  await chrome.storage.local.set({[SETTINGS_KEY]: next});
  return next;
}

/** Calls back with every change, whoever made it; the answer ends it. */
export function watchSettings(changed: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, chrome.storage.StorageChange>, area: string): void => {
    const change = changes[SETTINGS_KEY];
    if (area === 'local' && change) changed(readSettings(change.newValue));
  };
  chrome.storage.onChanged.addListener(listener);
  return () => chrome.storage.onChanged.removeListener(listener);
}

let applied: Promise<void> = Promise.resolve();

/**
 * The chosen theme, language and unit, over the system's and the browser's. One after the other: the words of a language
 * may come late, and must not be spoken over those of one that was chosen since.
 */
export function applyLook(settings: Settings): Promise<void> {
  const next = (): Promise<void> => apply(settings);
  applied = applied.then(next, next);
  return applied;
}

async function apply(settings: Settings): Promise<void> {
  applyTheme(settings);
  writeAccuracyAs(settings.units);
  await applyLanguage(settings);
  document.documentElement.lang = textLanguage();
}

/** The chosen theme, over the system's. */
function applyTheme({theme}: Settings): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}

/** What scripts of ours leave behind: the texts of a language, and the English templates of reasons. */
type Realm = {readonly plimsollTexts?: Readonly<Record<string, Texts>>; readonly plimsollReasons?: Texts};

/** The browser gives texts of its own language only, so those of another come as a script of ours. */
async function applyLanguage({language}: Settings): Promise<void> {
  if (language !== 'browser') await runScript(`locales/${language}.js`);
  const texts = (globalThis as Realm).plimsollTexts?.[language];
  speakChosen(texts === undefined ? null : tongueIn(language.replace('_', '-'), texts));
  await applyReasons();
}

/** Engine and exchanges give their reasons in English: only for another language is it known how they are told apart. */
async function applyReasons(): Promise<void> {
  if (textLanguage() !== 'en') await runScript('reasons.js');
  const {plimsollReasons = {}} = globalThis as Realm;
  interpretBy(
    textLanguage() === 'en'
      ? () => null
      : interpreter(plimsollReasons, (key, given) => tongue.getMessage(key, [...given])),
  );
}

const ran = new Map<string, Promise<void>>();

/** Resolves also when it cannot be read: the browser's language is better than none. */
function runScript(path: string): Promise<void> {
  const before = ran.get(path);
  if (before !== undefined) return before;
  const running = new Promise<void>((done) => {
    const script = document.createElement('script');
    script.src = path;
    script.onload = () => done();
    script.onerror = () => done();
    document.head.append(script);
  });
  ran.set(path, running);
  return running;
}
