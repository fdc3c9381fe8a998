import type {FromContent, ToContent} from '../messages.ts';

/** Wait before opening a port after one that did not hold; doubled each time. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;

export type Post = (message: FromContent) => void;

/** What a link stands between; each is something that a test can play. */
export type LinkEnds = {
  /** Throws when the extension is gone. */
  readonly connect: () => chrome.runtime.Port;
  /** False once the extension was updated or removed: this script is an orphan. */
  readonly alive: () => boolean;
  readonly now: () => number;
  readonly later: (act: () => void, delay: number) => void;
  /** On every new port, before anything else. */
  readonly greet: (post: Post) => void;
  readonly hear: (message: ToContent, post: Post) => void;
  /** The port is gone. Should there be another one at once, or only when there is something to say? */
  readonly parted: () => 'at once' | 'when needed';
  readonly orphaned: () => void;
};

export type Link = {
  /** `new`: there was no port, and `greet` has just told all; `none`: there can be none now. */
  readonly open: () => 'new' | 'open' | 'none';
  readonly post: Post;
  /** The page comes out of the back/forward cache: the port is dead on the other side, and nobody said so. */
  readonly renew: () => void;
  readonly close: () => void;
};

/** The port to the background, which may die at any moment and starts again at the next word. */
export const createLink = (ends: LinkEnds): Link => {
  let port: chrome.runtime.Port | null = null;
  let closed = false;
  let failures = 0;
  let notBefore = Number.NEGATIVE_INFINITY;

  const part = (): void => {
    port = null;
    if (!ends.alive()) {
      orphan();
      return;
    }
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++);
    notBefore = ends.now() + wait;
    if (ends.parted() === 'at once') ends.later(open, wait);
  };
  const orphan = (): void => {
    if (closed) return;
    closed = true;
    port = null;
    ends.orphaned();
  };
  const post: Post = (message) => {
    try {
      port?.postMessage(message);
    } catch {
      // It died, and we were not told yet. The next port's greeting tells what was in this message.
      part();
    }
  };
  const attach = (mine: chrome.runtime.Port): void => {
    port = mine;
    mine.onMessage.addListener((message: ToContent) => {
      failures = 0;
      if (mine === port) ends.hear(message, post);
    });
    mine.onDisconnect.addListener(() => {
      if (mine === port) part();
    });
    ends.greet(post);
  };
  const open = (): 'new' | 'open' | 'none' => {
    if (port) return 'open';
    if (closed || ends.now() < notBefore) return 'none';
    try {
      attach(ends.connect());
    } catch {
      orphan();
    }
    return port ? 'new' : 'none';
  };
  return {
    open,
    post,
    renew: () => {
      port?.disconnect();
      port = null;
      notBefore = Number.NEGATIVE_INFINITY;
      open();
    },
    close: () => {
      closed = true;
      port?.disconnect();
      port = null;
    },
  };
};
