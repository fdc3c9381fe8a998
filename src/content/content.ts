/**
 * The isolated world: hears the tap, hands its frames to the background, shows the pill. One in each frame of a page.
 */
import type {Overlay} from '../ui/overlay/overlay.ts';
import {openChannel} from './channel.ts';
import {browserClock} from './pace.ts';
import {Page} from './page.ts';
import {pillDoor} from './pill/door.ts';
import {PORT_NAME} from './port-name.ts';
import {openDoor} from './reader/door.ts';
import {tableForTap, venueTable} from './table.ts';

const {wanted, labels} = venueTable();
const isTop = window === window.top;
/** A frame's empty first document is complete from its birth; it has no scripts that could be there before us. */
const late = document.readyState !== 'loading' && (isTop || location.protocol !== 'about:');

let overlay: Overlay | undefined;
let gone = false;

const connect = (): chrome.runtime.Port => {
  const port = chrome.runtime.connect({name: PORT_NAME});
  // Read, or Chromium logs it as unchecked: a background that dies is nothing unusual.
  port.onDisconnect.addListener(() => void chrome.runtime.lastError);
  return port;
};

/** In an orphaned script, `runtime` may have gone altogether. */
const alive = (): boolean => {
  try {
    return Boolean(chrome.runtime?.id);
  } catch {
    return false;
  }
};

const page = new Page({
  wanted,
  late,
  clock: browserClock(),
  time: () => Date.now(),
  connect,
  alive,
  showPill: (glance, tags) => {
    if (glance && isTop) overlay ??= pillDoor()?.();
    overlay?.show(glance, tags);
  },
  leave: () => {
    gone = true;
    overlay?.remove();
    channel?.close();
    removeEventListener('pageshow', onShow);
  },
});

const onShow = (event: PageTransitionEvent): void => {
  if (event.isTrusted && event.persisted) page.returned();
};
const channel = late ? undefined : openChannel(tableForTap(wanted), (detail) => page.receive(detail));
addEventListener('pageshow', onShow);
// A frame within the page speaks up when it has something to say.
if (isTop) page.announce();
openDoor({
  // An orphan's reader is told that all is well, and rests.
  quiet: () => (gone ? 0 : wanted.length > 0 ? page.quiet() : Number.POSITIVE_INFINITY),
  tell: (body) =>
    page.tell({
      at: Date.now(),
      via: 'dom',
      url: location.origin + location.pathname,
      direction: 'in',
      body,
    }),
  labels,
  tagged: () => overlay?.tagged() ?? false,
  see: (rows) => overlay?.see(rows),
  stir: () => overlay?.stir(),
});
