import {readSettings, SETTINGS_KEY, type Settings} from '../settings.ts';

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

/** The chosen theme, over the system's. */
export function applyTheme({theme}: Settings): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}
