import {hook} from './hook.ts';
import {getter, uncurry} from './natives.ts';
import {listen} from './relay.ts';
import {wantedAnswer} from './request.ts';

const {prototype} = XMLHttpRequest;
const status = getter(prototype, 'status');
const address = getter(prototype, 'responseURL');
const type = getter(prototype, 'responseType');
const textOf = getter(prototype, 'responseText');
const answerOf = getter(prototype, 'response');
const {stringify} = JSON;
const asked = new WeakMap<object, unknown>();
const get = uncurry(asked.get);
const set = uncurry(asked.set);

/**
 * The answer's text. Where the page asked for JSON it holds the same object, so it is only read; digits beyond a
 * double's are lost then. Throws, and is counted, for bytes and documents.
 */
const text = (request: XMLHttpRequest): string =>
  type(request) === 'json' ? stringify(answerOf(request)) : textOf(request);

/** Every request gets a listener of ours at birth, so that no handler of the page can reuse it before we read. */
export const hookXhr = (): void => {
  hook(
    window,
    'XMLHttpRequest',
    () => (request: XMLHttpRequest) =>
      listen(request, 'load', () => {
        const handOn = status(request) === 200 && wantedAnswer('x', address(request), get(asked, request));
        if (handOn) handOn(text(request));
      }),
  );
  hook(prototype, 'send', (args, request = prototype) => void set(asked, request, args[0]));
};
