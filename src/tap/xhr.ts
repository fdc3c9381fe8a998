import {hook} from './hook.ts';
import {getter, keep, recall, stringify} from './natives.ts';
import {listen} from './relay.ts';
import {wantedAnswer} from './request.ts';

const {prototype} = XMLHttpRequest;
const status = getter(prototype, 'status');
const address = getter(prototype, 'responseURL');
const type = getter(prototype, 'responseType');
const textOf = getter(prototype, 'responseText');
const answerOf = getter(prototype, 'response');
const asked = new WeakMap<object, unknown>();

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
        const handOn = status(request) === 200 && wantedAnswer('x', address(request), recall(asked, request));
        if (handOn) handOn(text(request));
      }),
  );
  hook(prototype, 'send', (args, request = prototype) => void keep(asked, request, args[0]));
};
