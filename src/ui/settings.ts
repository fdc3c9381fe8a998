import {readSettings, SETTINGS_KEY, type Settings} from '../settings.ts';
import {speakChosen, textLanguage} from './text/message.ts';
import {writeAccuracyAs} from './text/number.ts';

/** The pages' side of the settings; the background hears of every change through the same storage. */
export async function loadSettings(): Promise<Settings> {
  return readSettings((await chrome.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY]);
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

/** The chosen theme, language and unit, over the system's and the browser's. */
export async function applyLook(settings: Settings): Promise<void> {
  applyTheme(settings);
  writeAccuracyAs(settings.units);
  await applyLanguage(settings);
  document.documentElement.lang = textLanguage();
}

/** The chosen theme, over the system's. */
export function applyTheme({theme}: Settings): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}

/** The browser gives texts of its own language only, so those of another come as a script of ours. */
async function applyLanguage(settings: Settings): Promise<void> {
  if (settings.language === 'browser') {
    speakChosen(null);
    return;
  }
  const realm = globalThis as {plimsollTexts?: Readonly<Record<string, string>>};
  await runScript(`locales/${settings.language}.js`);
  const texts = realm.plimsollTexts;
  speakChosen(texts === undefined ? null : {tag: settings.language.replace('_', '-'), texts});
}

/** Resolves also when it cannot be read: the browser's language is better than none. */
function runScript(path: string): Promise<void> {
  return new Promise((done) => {
    const script = document.createElement('script');
    script.src = path;
    script.onload = () => done();
    script.onerror = () => done();
    document.head.append(script);
  });
}
