import {hook} from './hook.ts';
import {defineProperty, getOwnPropertyDescriptor, native} from './natives.ts';
import {wantedAnswer} from './request.ts';
import {addressOf} from './resolve.ts';
import {claim} from './table.ts';

const status = native(Response, 'status');
const address = native(Response, 'url');
const copyOf = native(Response, 'clone');
const textOf = native(Response, 'text');
const addressAsked = native(Request, 'url');
const copyOfAsked = native(Request, 'clone');
const textOfAsked = native(Request, 'text');
const Native = Promise;

/**
 * A promise that `await` takes as it is. It looks at the `constructor`, which a page may have replaced in order to be
 * asked for `then`; this one has its own.
 */
const plain = <Kept extends Promise<unknown>>(promise: Kept): Kept => {
  defineProperty(promise, 'constructor', {
    __proto__: null,
    value: Native,
    configurable: true,
  } as PropertyDescriptor);
  return promise;
};

/** A promise that is never broken (nobody listens to it when the request fails); of 0, no text, when it cannot be read. */
const textAsked = async (copy: Request): Promise<unknown> => {
  try {
    return await plain(textOfAsked(copy));
  } catch {
    return 0;
  }
};

const read = async (answer: Promise<Response>, ask: unknown, later?: Promise<unknown>): Promise<void> => {
  try {
    const response = await answer;
    if (status(response) !== 200) return;
    // Before the next `await`: then the page has the answer and may use it up.
    const copy = later && copyOf(response);
    const handOn = wantedAnswer('f', address(response), later ? await later : ask);
    if (handOn) handOn(await plain(textOf(copy ?? copyOf(response))));
  } catch {
    // The page's own business: no answer, or one that broke off.
  }
};

/** The address of a Request; undefined: it is none. */
const requestAddress = (input: unknown): string | undefined => {
  try {
    return addressAsked(input as Request);
  } catch {
    // It is none.
  }
};

/**
 * Wanted answers are read from a copy made before the page has the answer; the page gets its own promise back. Other
 * requests are not listened to at all: a promise that is listened to no longer reports that nobody handled its failure.
 */
export const hookFetch = (): void => {
  hook(window, 'fetch', (args) => {
    const input = args[0];
    const request = requestAddress(input);
    if (!claim('request', request ?? addressOf(input))) return undefined;
    // Through its descriptor: a getter of the page's must run once, for the browser.
    const body = args[1] && getOwnPropertyDescriptor(args[1], 'body')?.value;
    // A Request alone knows what it asks, and tells only later.
    const later = request && !body ? plain(textAsked(copyOfAsked(input as Request))) : undefined;
    return (answer: Promise<Response>) => {
      read(plain(answer), body, later);
      delete (answer as Partial<Promise<Response>> & {constructor?: unknown}).constructor;
    };
  });
};
