import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Frame} from '../../src/venues/frame.ts';
import {venues} from '../../src/venues/index.ts';
import {OPENING} from '../exchange/day.ts';
import {simulated, type VenueName} from '../exchange/venues/index.ts';
import {visit} from '../exchange/visit.ts';
import {jwt, LOGINS, MARK, secret} from './login.ts';
import {Pipe} from './pipe.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['Date', 'setTimeout', 'clearTimeout']}));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Members that no answer about an account should have, and that one might have all the same. */
const planted = (): Record<string, unknown> => ({
  apiKey: secret(),
  api_key: secret(),
  secretKey: secret(9),
  apiSecret: secret(),
  passphrase: secret(9),
  password: secret(9),
  signature: secret(64),
  sign: secret(64),
  jwt: jwt(),
  accessToken: secret(64),
  refresh_token: secret(64),
  csrfToken: secret(32),
  listenKey: secret(64),
  mnemonic: `${secret(12)} abandon abandon`,
  seedPhrase: secret(60),
  privateKey: secret(64),
  cookie: `session=${secret(32)}; p20t=${secret(32)}`,
  Authorization: `Bearer ${jwt()}`,
  sessionId: secret(32),
  note: `{"token":"${secret(32)}","password":"${secret(9)}"}`,
});

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body with secrets around what it says: behind its own members, or before them. */
function amid(body: string, place: 'behind' | 'before'): string {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return body;
  }
  if (!isPlain(message)) return body;
  return JSON.stringify(place === 'behind' ? {...message, ...planted()} : {...planted(), ...message});
}

const withQuery = (url: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}listenKey=${secret(64)}&token=${secret()}&signature=${secret(64)}&jwt=${jwt()}`;

function feed(pipe: Pipe, frames: readonly Frame[], place: 'behind' | 'before' | 'nowhere'): void {
  const dressed = (body: string) => (place === 'nowhere' ? body : amid(body, place));
  let ask = '';
  for (const {via, direction, url, body, encoding} of frames) {
    if (via === 'fetch' && direction === 'out') ask = dressed(body);
    else if (via === 'fetch') pipe.request(withQuery(url), ask, dressed(body));
    else {
      const message = encoding === 'base64' ? new Uint8Array(Buffer.from(body, 'base64')) : dressed(body);
      pipe.socket(withQuery(url), direction, message);
    }
  }
}

const leaksIn = (everything: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(everything).flatMap(([place, text]) =>
    [...text.matchAll(MARK)].map(({index}) => `${place}: ${text.slice(Math.max(0, index - 60), index + 12)}`),
  );

describe.each(Object.keys(simulated) as VenueName[])('%s', (name) => {
  it.each(['behind', 'before', 'nowhere'] as const)(
    'a page full of secrets (%s its figures): none is in any message, store, capture or the toolbar',
    async (place) => {
      const venue = venues.find(({id}) => id === name);
      if (venue === undefined) throw new Error(`no ${name}`);
      const simulator = simulated[name];
      const session = simulator.open(OPENING);
      const pipe = await Pipe.open(venue, simulator.page);
      await pipe.settle();
      const frames: Frame[] = [];
      await visit(name, session, (frame) => frames.push(frame));
      for (const word of LOGINS[name]) {
        if (word.via === 'socket') pipe.socket(word.url, word.direction, word.body);
        else pipe.request(word.url, word.ask, word.answer);
      }
      feed(pipe, frames, place);
      const begun = frames.length;
      session.publish();
      feed(pipe, frames.slice(begun), place);
      await pipe.settle();
      const everything = await pipe.everything();

      expect(leaksIn(everything)).toEqual([]);
      // The search would find what is there.
      for (const [where, text] of Object.entries(everything)) {
        const known =
          {IndexedDB: '"accuracy"', toolbar: 'of the requirement'}[where] ?? simulator.symbol('SOL');
        if (where !== 'storage.local' && place !== 'before') expect(text, where).toContain(known);
      }
    },
  );
});
