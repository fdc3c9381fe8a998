import * as v from 'valibot';
import {beforeEach, describe, expect, it} from 'vitest';
import {Page, type Surroundings} from '../../src/content/page.ts';
import {type DistanceTag, FromContent, type Glance} from '../../src/messages.ts';
import type {Wanted} from '../../src/venues/venue.ts';
import {FakeClock, FakeExtension} from './fake-browser.ts';

const wanted: readonly Wanted[] = [
  {
    via: 'websocket',
    host: 'ws.example',
    in: [{head: 'mark', latest: ['"s":"']}, {head: 'account'}],
    out: [{head: 'ask'}],
  },
  {via: 'request', host: 'api.example', path: '/info', asks: ['"state"']},
];

let clock: FakeClock;
let extension: FakeExtension;
let page: Page;
let pills: (Glance | null)[];
let tagged: (readonly DistanceTag[])[];
let left: number;

const make = (more: Partial<Surroundings> = {}) =>
  new Page({
    wanted,
    late: false,
    clock,
    time: () => clock.now(),
    connect: extension.connect,
    alive: extension.alive,
    showPill: (glance, tags) => {
      pills.push(glance);
      tagged.push(tags);
    },
    leave: () => {
      left++;
    },
    ...more,
  });

beforeEach(() => {
  clock = new FakeClock();
  extension = new FakeExtension();
  pills = [];
  tagged = [];
  left = 0;
  page = make();
});

let unwanted = 0;
const mark = (symbol: string, price: number) =>
  page.receive(`i 0 0 ${unwanted} 0 0 wss://ws.example\nmark {"s":"${symbol}","p":${price}}`);
const account = (text: string) => page.receive(`i 0 1 ${unwanted} 0 0 wss://ws.example\naccount ${text}`);
const answer = (ask: string, body: string) =>
  page.receive(`f 1 0 ${unwanted} 0 ${ask.length} https://api.example/info?time=1\n${ask}${body}`);
const here = () => page.receive('h 0 0 0 0 0 \n');
const sample = (head: string) => {
  unwanted += 256;
  page.receive(`s 0 0 ${unwanted} 0 0 wss://ws.example\n${head}`);
};
beforeEach(() => {
  unwanted = 0;
});

const live = {state: 'live'} as Glance;
const BTC: DistanceTag = {
  symbol: 'BTC',
  underlying: 'BTC',
  side: 'long',
  distance: {kind: 'exact', value: '20'},
};

describe('a page', () => {
  it('says hello first, and whether the tap is there', () => {
    here();
    page.announce();
    clock.pass(1);
    expect(extension.port.sent).toEqual([{kind: 'hello', late: false, tapped: true}]);
  });

  it('says that the tap is missing', () => {
    page.announce();
    clock.pass(1);
    expect(extension.port.sent).toEqual([{kind: 'hello', late: false, tapped: false}]);
  });

  it('sends nothing within the page’s own callback, and the first frame right behind it', () => {
    page.announce();
    clock.pass(1000);
    account('1');
    expect(extension.port.bodies).toEqual([]);
    clock.pass(0);
    expect(extension.port.bodies).toEqual(['account 1']);
  });

  it('sends what the background’s schema accepts', () => {
    page.announce();
    clock.pass(1);
    answer('{"type":"state"}', '{}');
    sample('junk');
    page.receive(`o 0 0 ${unwanted} 0 0 wss://ws.example\nask`);
    clock.pass(100);
    const {sent} = extension.port;
    expect(sent).toMatchObject([
      {kind: 'hello'},
      {frames: [{}, {}, {direction: 'out'}], tally: {unwanted: 256}},
    ]);
    for (const message of sent) expect(v.safeParse(FromContent, message).issues).toBeUndefined();
  });

  it('sends at most every tenth of a second: deltas all and in order, of a stream only the newest', () => {
    page.announce();
    clock.pass(1000);
    account('0');
    clock.pass(0);
    account('1');
    mark('A', 1);
    mark('B', 1);
    account('2');
    mark('A', 2);
    clock.pass(99);
    expect(extension.port.bodies).toEqual(['account 0']);
    clock.pass(1);
    expect(extension.port.bodies.slice(1)).toEqual([
      'account 1',
      'mark {"s":"B","p":1}',
      'account 2',
      'mark {"s":"A","p":2}',
    ]);
    const [, last] = extension.port.sent.slice(-2);
    expect(last).toMatchObject({tally: {wanted: 5, replaced: 1}});
  });

  it('does not let a frame wait behind a note of which there is nothing to say', () => {
    page.announce();
    clock.pass(1000);
    account('0');
    clock.pass(1000);
    sample('junk');
    clock.pass(1);
    account('1');
    clock.pass(0);
    expect(extension.port.bodies).toEqual(['account 0', 'account 1']);
  });

  it('does not wait for a late timer of a hidden tab', () => {
    page.announce();
    clock.pass(1000);
    account('0');
    clock.pass(0);
    account('1');
    clock.stall(500);
    account('2');
    clock.pass(0);
    expect(extension.port.bodies).toEqual(['account 0', 'account 1', 'account 2']);
  });

  it('puts a question directly before its answer, and keeps the address short', () => {
    page.announce();
    clock.pass(1);
    account('0');
    answer('{"type":"state","user":1}', '{"v":1}');
    answer('{"type":"state","user":2}', '{"v":2}');
    answer('{"type":"state","user":1}', '{"v":3}');
    clock.pass(200);
    expect(extension.port.bodies).toEqual([
      'account 0',
      '{"type":"state","user":2}',
      '{"v":2}',
      '{"type":"state","user":1}',
      '{"v":3}',
    ]);
    const frames = extension.port.sent.flatMap((message) =>
      message.kind === 'frames' ? message.frames : [],
    );
    expect(frames.slice(1).map(({url, via, direction}) => [url, via, direction])).toEqual([
      ['https://api.example/info', 'fetch', 'out'],
      ['https://api.example/info', 'fetch', 'in'],
      ['https://api.example/info', 'fetch', 'out'],
      ['https://api.example/info', 'fetch', 'in'],
    ]);
  });

  it('divides what is too much for one message', () => {
    page.announce();
    clock.pass(1);
    for (let i = 0; i < 1201; i++) account(String(i));
    clock.pass(200);
    const sizes = extension.port.sent.flatMap((message) =>
      message.kind === 'frames' && message.frames.length > 0 ? [message.frames.length] : [],
    );
    expect(sizes).toEqual([500, 500, 201]);
    expect(extension.port.bodies).toHaveLength(1201);
  });
});

describe('what is not as declared', () => {
  it.each([
    ['a row that is not there', 'i 9 0 0 0 0 wss://ws.example\naccount'],
    ['a text that is not there', 'i 0 9 0 0 0 wss://ws.example\naccount'],
    ['another host', 'i 0 1 0 0 0 wss://evil.example\naccount'],
    ['another port', 'i 0 1 0 0 0 wss://ws.example:8443\naccount'],
    ['a request’s row for a socket', 'i 1 0 0 0 0 wss://api.example\naccount'],
    ['a socket’s row for a request', 'f 0 0 0 0 0 https://ws.example\naccount'],
    ['an unknown kind', 'z 0 1 0 0 0 wss://ws.example\naccount'],
    ['an address that is none', 'i 0 1 0 0 0 ws.example\naccount'],
    ['a very long address', `i 0 1 0 0 0 wss://ws.example/${'x'.repeat(2000)}\naccount`],
    ['no line', 'i 0 1 0 0 0 wss://ws.example'],
    ['a number that is none', 'i zero 1 0 0 0 wss://ws.example\naccount'],
    ['a negative number', 'i -1 1 0 0 0 wss://ws.example\naccount'],
    ['nothing', ''],
  ])('%s is counted and goes no further', (_, detail) => {
    page.announce();
    clock.pass(20_000);
    page.receive(detail);
    clock.pass(200);
    expect(extension.port.bodies).toEqual([]);
    expect(extension.port.sent.at(-1)).toMatchObject({tally: {failures: 1, wanted: 0}});
  });

  it('a row may name a port, under a star too', () => {
    page = make({wanted: [{via: 'websocket', host: '*.ws.example:8443', in: [{head: 'account'}]}]});
    page.announce();
    clock.pass(1000);
    page.receive('i 0 0 0 0 0 wss://one.ws.example:8443\naccount');
    clock.pass(200);
    expect(extension.port.bodies).toEqual(['account']);
  });

  it('a frame over the limit is counted as such', () => {
    page.announce();
    clock.pass(20_000);
    account('x'.repeat(4_000_001));
    account('y');
    clock.pass(200);
    expect(extension.port.bodies).toEqual(['account y']);
    expect(extension.port.sent.at(-1)).toMatchObject({tally: {oversize: 1, failures: 0}});
  });

  it('a frame over the limit is told of, though nothing follows', () => {
    page.announce();
    account('y');
    clock.pass(1000);
    account('x'.repeat(4_000_001));
    clock.pass(200);
    expect(extension.port.sent.at(-1)).toMatchObject({kind: 'frames', frames: [], tally: {oversize: 1}});
  });

  it('the counts of the tap never run backwards, whichever note is read first', () => {
    page.announce();
    clock.pass(20_000);
    page.receive('i 0 1 5 0 0 wss://ws.example\naccount y');
    page.receive(`i 0 1 9 0 0 wss://ws.example\naccount ${'x'.repeat(4_000_001)}`);
    clock.pass(200);
    page.receive('i 0 1 7 0 0 wss://ws.example\naccount z');
    clock.pass(200);
    const counts = extension.port.sent.map((sent) => (sent.kind === 'frames' ? sent.tally.unwanted : 0));
    expect(counts.reduce((sum, count) => sum + count)).toBe(9);
    expect(Math.min(...counts)).toBe(0);
    for (const sent of extension.port.sent) expect(v.safeParse(FromContent, sent).success).toBe(true);
  });
});

describe('signs of life', () => {
  it('tell a page without wanted frames from a deaf one, every now and then', () => {
    page.announce();
    clock.pass(1);
    for (let second = 0; second < 60; second++) {
      sample('{"channel":"book"}');
      clock.pass(1000);
    }
    const tallies = extension.port.sent.flatMap((message) =>
      message.kind === 'frames' ? [message.tally.unwanted] : [],
    );
    expect(tallies).toHaveLength(3);
    expect(tallies.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(256 * 40);
  });

  it('name an encoder that changed, and transports that nobody hears', () => {
    page.announce();
    clock.pass(20_000);
    sample('{ "x": m a r k }');
    sample('');
    page.receive('u 0 0 0 0 0 \nWebTransport');
    clock.pass(200);
    expect(extension.port.sent.at(-1)).toMatchObject({
      tally: {unseen: ['frames in a new spelling', 'binary messages', 'WebTransport']},
    });
  });
});

describe('a background that dies', () => {
  beforeEach(() => {
    page.announce();
    clock.pass(1000);
    answer('{"type":"state"}', '{"v":1}');
    mark('A', 1);
    account('1');
    mark('A', 2);
    clock.pass(1000);
  });

  it('is told all again, in order and before anything new: the newest of each stream, every delta', () => {
    clock.pass(10_000);
    extension.port.die();
    account('2');
    clock.pass(1000);
    expect(extension.ports).toHaveLength(2);
    expect(extension.port.sent[0]).toMatchObject({kind: 'hello'});
    expect(extension.port.bodies).toEqual([
      '{"type":"state"}',
      '{"v":1}',
      'account 1',
      'mark {"s":"A","p":2}',
      'account 2',
    ]);
  });

  it('is told again what it may not have read', () => {
    account('2');
    clock.pass(0);
    extension.port.die();
    clock.pass(1000);
    expect(extension.ports).toHaveLength(2);
    expect(extension.port.bodies.at(-1)).toBe('account 2');
  });

  it('is told again what was said to a port that was dead already', () => {
    clock.pass(10_000);
    const [first] = extension.ports;
    first?.die('unnoticed');
    account('2');
    clock.pass(1000);
    expect(first?.bodies).not.toContain('account 2');
    expect(extension.port.bodies.at(-1)).toBe('account 2');
  });

  it('stays asleep while nothing happens and nothing is shown', () => {
    clock.pass(10_000);
    extension.port.die();
    clock.pass(120_000);
    expect(extension.ports).toHaveLength(1);
  });

  it('is called back at once for the pill, which it alone can declare stale', () => {
    extension.port.onMessage.tell({kind: 'pill', glance: live});
    clock.pass(10_000);
    extension.port.die();
    clock.pass(1000);
    expect(extension.ports).toHaveLength(2);
    expect(pills).toEqual([live]);
  });

  it('hands the tags on with the pill, and none when there are none', () => {
    extension.port.onMessage.tell({kind: 'pill', glance: live, tags: [BTC]});
    extension.port.onMessage.tell({kind: 'pill', glance: live});
    expect(tagged).toEqual([[BTC], []]);
  });

  it('is called back ever more seldom when it does not hold', () => {
    extension.port.onMessage.tell({kind: 'pill', glance: live});
    for (let second = 0; second < 60; second++) {
      if (extension.port.state === 'open') extension.port.die();
      clock.pass(1000);
    }
    expect(extension.ports.length).toBeGreaterThan(4);
    expect(extension.ports.length).toBeLessThan(10);
  });

  it('may ask for everything itself', () => {
    clock.pass(10_000);
    const before = extension.port.bodies.length;
    extension.port.onMessage.tell({kind: 'replay'});
    expect(extension.port.bodies.slice(before)).toEqual([
      '{"type":"state"}',
      '{"v":1}',
      'account 1',
      'mark {"s":"A","p":2}',
    ]);
  });

  it('that asks right after it was told is not told twice', () => {
    extension.port.die();
    clock.pass(500);
    const before = extension.port.bodies.length;
    expect(before).toBe(4);
    extension.port.onMessage.tell({kind: 'replay'});
    expect(extension.port.bodies).toHaveLength(before);
  });
});

describe('a page from the back/forward cache', () => {
  it('opens a new port and tells all, although nobody said that the old one is dead', () => {
    page.announce();
    clock.pass(1000);
    account('1');
    clock.pass(60_000);
    page.returned();
    expect(extension.ports.map(({state}) => state)).toEqual(['left', 'open']);
    expect(extension.port.bodies).toEqual(['account 1']);
  });
});

describe('an orphaned script', () => {
  beforeEach(() => {
    page.announce();
    clock.pass(1000);
    extension.port.onMessage.tell({kind: 'pill', glance: live});
    account('1');
    clock.pass(1000);
    extension.present = false;
  });

  it('leaves when its port goes, and never speaks again', () => {
    extension.port.die();
    expect(left).toBe(1);
    account('2');
    clock.pass(60_000);
    page.returned();
    expect(extension.ports).toHaveLength(1);
    expect(left).toBe(1);
  });

  it('leaves when it finds no extension to connect to', () => {
    extension.present = true;
    extension.port.die();
    extension.present = false;
    clock.pass(60_000);
    expect(left).toBe(1);
  });
});

describe('a late page', () => {
  it('says so', () => {
    page = make({late: true});
    page.announce();
    clock.pass(1);
    expect(extension.port.sent).toEqual([{kind: 'hello', late: true, tapped: false}]);
  });
});

describe('a frame within the page', () => {
  it('opens no port until it has something to say', () => {
    here();
    clock.pass(10_000);
    expect(extension.ports).toHaveLength(0);
    account('1');
    clock.pass(0);
    expect(extension.port.sent[0]).toEqual({kind: 'hello', late: false, tapped: true});
    expect(extension.port.bodies).toEqual(['account 1']);
  });
});

describe('the table reader’s readings', () => {
  const reading = (body: string) =>
    ({at: clock.now(), via: 'dom', url: 'https://page.example/trade', direction: 'in', body}) as const;
  const readings = () =>
    extension.port.sent
      .flatMap((message) => (message.kind === 'frames' ? message.frames : []))
      .filter(({via}) => via === 'dom');

  it('are sent like frames, each in the place of the one before', () => {
    page.tell(reading('one'));
    page.tell(reading('two'));
    clock.pass(1000);
    expect(readings().map(({body}) => body)).toEqual(['two']);
  });

  it('are asked for by the time since the last wanted frame, which they themselves are not', () => {
    clock.pass(4000);
    expect(page.quiet()).toBe(4000);
    account('1');
    clock.pass(100);
    expect(page.quiet()).toBe(100);
    page.tell(reading('one'));
    clock.pass(5000);
    expect(page.quiet()).toBe(5100);
  });
});
