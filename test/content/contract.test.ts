import {describe, expect, it} from 'vitest';
import {PORT_NAME} from '../../src/content/port-name.ts';
import {CAP} from '../../src/content/stream.ts';
import {LIMIT, PORT} from '../../src/messages.ts';

/** The content script must not carry the schemas of `messages.ts` into every page, so it repeats a few of its words. */
describe('what content repeats of the contract', () => {
  it('says the same', () => {
    expect(CAP).toEqual(LIMIT);
    expect(PORT_NAME).toBe(PORT.frames);
  });
});
