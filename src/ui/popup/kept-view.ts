import type {KEPT_VIEW, KeptView} from '../../messages.ts';

/** Written out, checked by the type: importing the value would bring the schemas along. */
const KEY: typeof KEPT_VIEW = 'view';

/**
 * What the background last left for a popup; null when it left none, or when it would be judged otherwise now. `asked`:
 * storage's answer, if it was asked before.
 */
export async function keptView(
  now: () => number,
  asked: Promise<Readonly<Record<string, unknown>>> = chrome.storage.session.get(KEY),
): Promise<KeptView | null> {
  try {
    const {[KEY]: text} = await asked;
    if (typeof text !== 'string') return null;
    const kept = JSON.parse(text) as KeptView;
    const isOurs = kept.version === chrome.runtime.getManifest().version;
    const isValid = kept.view.now <= now() && (kept.until === null || now() < kept.until);
    return isOurs && isValid ? kept : null;
  } catch {
    return null;
  }
}
