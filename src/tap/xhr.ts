import {hook} from './hook.ts';
import {keep, native, recall, stringify} from './natives.ts';
import {listen} from './relay.ts';
import {wantedAnswer} from './request.ts';

const Asked = XMLHttpRequest;
const {prototype} = Asked;
const status = native(Asked, 'status');
const address = native(Asked, 'responseURL');
const type = native(Asked, 'responseType');
const textOf = native(Asked, 'responseText');
const answerOf = native(Asked, 'response');
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
  hook(prototype, 'send', (args, request) => void keep(asked, request, args[0]));
};
