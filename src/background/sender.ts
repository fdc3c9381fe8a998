import type {Runtime} from 'webextension-polyfill';
import type {Sender} from '../reading/page.ts';

/** Chromium tells the origin of a frame; Firefox and the types do not. */
type BrowserSender = Runtime.MessageSender & {readonly origin?: string};

/** An address as far as a venue may see it: what stands behind `?` and `#` is nobody's business. */
function bare(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const {protocol, origin, pathname} = new URL(address);
  return protocol === 'https:' ? `${origin}${pathname}` : null;
}

/** `about:blank`, `srcdoc` and `blob:` frames have no address of their own: the tab's counts when it is of one origin with them. */
function addressOf({url, origin, tab}: BrowserSender): string | null {
  const own = url === undefined ? null : bare(url);
  if (own !== null) return own;
  const top = tab?.url === undefined ? null : bare(tab.url);
  if (top === null || origin === undefined || new URL(top).origin !== origin) return null;
  return top;
}

/**
 * Who opened a port, by the browser's word alone. Null: not a content script of ours in a tab.
 *
 * Without document ids (Firefox before they came) a reload in the same frame counts as the same document; its figures
 * age until the new snapshots replace them.
 */
export function senderOf(sender: BrowserSender | undefined, ownId: string): Sender | null {
  if (sender?.id !== ownId || sender.tab?.id === undefined || sender.frameId === undefined) return null;
  const address = addressOf(sender);
  if (address === null) return null;
  const {tab, frameId} = sender;
  return {
    key: sender.documentId ?? `${tab.id}:${frameId}`,
    address,
    tab: sender.tab.id,
    frame: frameId,
    incognito: tab.incognito,
  };
}

/** Is it a page of the extension itself, as the popup is? A content script also carries our id, but its page's address. */
export function isOwnPage(
  sender: Runtime.MessageSender | undefined,
  ownId: string,
  ownRoot: string,
): boolean {
  return sender?.id === ownId && sender.url?.startsWith(ownRoot) === true;
}
