import {EventEmitter} from 'node:events';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {WebSocket} from 'ws';
import {writeCapture} from '../../src/capture.ts';
import {appraise} from '../../src/reading/appraise.ts';
import {newPage, type Page, readFrames} from '../../src/reading/page.ts';
import type {Frame} from '../../src/venues/frame.ts';
import {hyperliquid as reader} from '../../src/venues/hyperliquid/venue.ts';
import {OPENING, playDay} from './day.ts';
import type {Session} from './venue.ts';
import {USER} from './venues/hyperliquid/messages.ts';
import {hyperliquid} from './venues/hyperliquid/venue.ts';

/**
 * `npm run record`: plays the day without network or clock and writes what the demo plays into `src/ui/demo`. The same
 * bytes every time, so a test can hold the files against it.
 */

const FOLDER = join(import.meta.dirname, '../../src/ui/demo');

/** The recording's own clock: a step of the day each second. */
const BEGIN = Date.UTC(2026, 10, 21);
const STEP_MS = 1000;
const MINUTES_A_SECOND = 8;

const SOCKET = 'wss://api-ui.hyperliquid.xyz/ws';
const INFO = 'https://api-ui.hyperliquid.xyz/info';

/** What the page asks for that the reader uses; its market noise would only weigh. */
const ASKED = [{type: 'meta'}, {type: 'userAbstraction', user: USER}];
const SUBSCRIBED = [
  {type: 'webData3', user: USER},
  {type: 'allDexsClearinghouseState', user: USER},
  {type: 'spotState', user: USER},
  {type: 'allDexsAssetCtxs'},
];

/** Something to point at in the day. `at`: ms since it began. Sizes and prices as decimal strings. */
export type Recorded = {
  readonly minutesASecond: number;
  readonly moments: readonly (
    | {readonly at: number; readonly kind: 'begins' | 'funding'}
    | {
        readonly at: number;
        readonly kind: 'fill' | 'liquidation';
        readonly coin: string;
        readonly size: string;
        readonly price: string;
      }
    /** `coin` names an isolated pool. */
    | {readonly at: number; readonly kind: 'margin_call'; readonly pool: string; readonly coin: string}
  )[];
};

const SENDER = {key: 'recorded', address: hyperliquid.page, tab: 0, frame: 0, incognito: false};

class Tape {
  readonly #frames: Frame[] = [];
  readonly #last = new Map<string, string>();
  #page = newPage(SENDER, reader);
  at = BEGIN;

  /** Keeps a frame that the reader uses, unless its stream has just said the same. */
  keep(frame: Omit<Frame, 'at' | 'page'>): void {
    const whole: Frame = {at: this.at, page: hyperliquid.page, ...frame};
    const {used} = this.#page.frames;
    this.#page = readFrames(this.#page, reader, [whole]).page;
    const stream = `${frame.direction} ${frame.url} ${frame.body.slice(0, 40)}`;
    if (this.#page.frames.used === used || this.#last.get(stream) === frame.body) return;
    this.#last.set(stream, frame.body);
    this.#frames.push(whole);
  }

  /** What the reader makes of it now. */
  get page(): Page {
    return this.#page;
  }

  get text(): string {
    return writeCapture(this.#frames);
  }
}

/** The page's end of its one socket. */
class PageSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  readonly #tape: Tape;

  constructor(tape: Tape) {
    super();
    this.#tape = tape;
  }

  send(text: string): void {
    this.#tape.keep({via: 'websocket', url: SOCKET, direction: 'in', body: text});
  }
}

function ask(session: Session, tape: Tape, question: object): void {
  const body = JSON.stringify(question);
  const reply = session.answer({method: 'POST', url: new URL(INFO), headers: {}, body});
  if (reply === undefined || reply instanceof Promise) throw new Error(`no answer to ${body}`);
  tape.keep({via: 'fetch', url: INFO, direction: 'out', body});
  tape.keep({via: 'fetch', url: INFO, direction: 'in', body: String(reply.body)});
}

function open(session: Session, tape: Tape): void {
  for (const question of ASKED) ask(session, tape, question);
  const socket = new PageSocket(tape);
  // Of a socket the session uses these few members only.
  session.connect?.(socket as unknown as WebSocket, new URL(SOCKET), []);
  for (const subscription of SUBSCRIBED) {
    socket.emit('message', JSON.stringify({method: 'subscribe', subscription}));
  }
}

const numbers = (value: {toFixed(): string}): string => value.toFixed();

/** Pools that have a margin call now. */
const called = (tape: Tape) =>
  appraise(tape.page, reader, tape.at).accounts.flatMap(({health}) =>
    health.pools
      .filter(({grade}) => grade === 'margin-call')
      .map(({kind, positions}) => ({pool: kind, coin: positions[0]?.symbol ?? ''})),
  );

function play(tape: Tape): Recorded['moments'] {
  const session = hyperliquid.open(OPENING);
  const moments: Recorded['moments'][number][] = [{at: 0, kind: 'begins'}];
  open(session, tape);
  let fallen = 0;
  for (const {step, news} of playDay(hyperliquid, session)) {
    tape.at = BEGIN + step * STEP_MS;
    const at = tape.at - BEGIN;
    if (news.some((each) => each.startsWith('funding')) && !moments.some(({kind}) => kind === 'funding'))
      moments.push({at, kind: 'funding'});
    const bid = news.map((each) => /^your bid fills: (\S+) (\S+) at (\S+)$/.exec(each)).find((each) => each);
    const [, size, coin, price] = bid ?? [];
    if (size !== undefined && coin !== undefined && price !== undefined)
      moments.push({at, kind: 'fill', coin, size, price});
    for (const fall of session.book.liquidations.slice(fallen)) {
      const price = numbers(fall.price.toSignificantDigits(6));
      moments.push({at, kind: 'liquidation', coin: fall.coin, size: numbers(fall.size.abs()), price});
    }
    fallen = session.book.liquidations.length;
    session.publish();
    for (const call of called(tape)) {
      const known = moments.some((each) => each.kind === 'margin_call' && each.pool === call.pool);
      if (!known) moments.push({at, kind: 'margin_call', ...call});
    }
  }
  return moments;
}

/** The day as a capture file, and what to point at in it. */
export function recordDay(): {readonly capture: string; readonly recorded: Recorded} {
  const {now} = Date;
  const tape = new Tape();
  // The exchange stamps its messages by this clock.
  Date.now = () => tape.at;
  try {
    const moments = play(tape);
    return {capture: tape.text, recorded: {minutesASecond: MINUTES_A_SECOND, moments}};
  } finally {
    Date.now = now;
  }
}

/** Of the second file, as the formatter leaves it. */
export const written = (recorded: Recorded): string => {
  const moments = recorded.moments.map((moment) => {
    const members = Object.entries(moment).map(
      ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
    );
    return `    { ${members.join(', ')} }`;
  });
  return `{\n  "minutesASecond": ${recorded.minutesASecond},\n  "moments": [\n${moments.join(',\n')}\n  ]\n}\n`;
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const {capture, recorded} = recordDay();
  writeFileSync(join(FOLDER, 'day.ndjson'), capture);
  writeFileSync(join(FOLDER, 'moments.json'), written(recorded));
}
