import {native} from './natives.ts';

/**
 * The way to our content script: an element that is in no document and that nobody else holds. Events on it pass no
 * listener of the page, need no secret name, and outlive a `document.open()`, which wipes listeners off the document.
 */
let channel: EventTarget | null;

const Letter = CustomEvent;
const add = native(EventTarget, 'addEventListener');
const dispatch = native(EventTarget, 'dispatchEvent');

/** Since the start: messages and answers that no row wanted, and own exceptions. */
let unwanted = 0;
let failures = 0;

/** Counts what no row wanted; the number before. */
export const pass = (): number => unwanted++;

/** Kinds: `i`, `o` WebSocket in and out, `b` its bytes in, `f` fetch, `x` XMLHttpRequest, `w` worker, `s` sample, `u` unseen, `h` here. */
export type Kind = 'i' | 'o' | 'b' | 'f' | 'x' | 'w' | 's' | 'u' | 'h';

/** One string (an object would be cloned or withheld between the worlds), in which the large body stays as it is. */
export const emit = (kind: Kind, body = '', row = 0, text = 0, url = '', ask = ''): void => {
  const detail = `${kind} ${row} ${text} ${unwanted} ${failures} ${ask.length} ${url}\n${ask}${body}`;
  // No prototype: the constructor also asks for `bubbles` and others, and would run a getter of the page's.
  if (channel) dispatch(channel, new Letter('x', {__proto__: null, detail} as CustomEventInit));
};

/** Our exceptions never reach the page, its `onerror` or its error reporting. */
export const attempt = <Answer>(act: () => Answer): Answer | undefined => {
  try {
    return act();
  } catch {
    failures++;
  }
};

/** Hears the browser's own events of one name; what a page dispatches itself is not trusted, and no message. */
export const listen = (target: EventTarget, type: string, act: (event: Event) => void): void =>
  add(target, type, (event: Event) => attempt(() => event.isTrusted && act(event)));

/**
 * Agrees on the channel with the content script, whichever of us came first; both before the page's first script.
 * The element holds the venue's table as its text.
 * Without an answer nothing is ever hooked: a tap that came late or a second time leaves the page alone.
 */
export const connect = (start: (table: string) => void): void => {
  const agree = (event: Event) => {
    channel = (event as MouseEvent).relatedTarget;
    attempt(() => start((channel as Element).textContent as string));
    emit('h');
  };
  add(document, 'plimsoll', agree, {once: true});
  dispatch(document, new Event('plimsoll?'));
};
