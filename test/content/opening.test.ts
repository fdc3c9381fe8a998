import {deflateRawSync, deflateSync, gzipSync} from 'node:zlib';
import {beforeEach, describe, expect, it} from 'vitest';
import {Page} from '../../src/content/page.ts';
import type {WireFrame} from '../../src/messages.ts';
import type {Wanted} from '../../src/venues/venue.ts';
import {FakeClock, FakeExtension} from './fake-browser.ts';

const wanted: readonly Wanted[] = [
  {via: 'websocket', host: 'gzip.example', in: [{head: 'mark', latest: ['"s":"']}], bytes: 'gzip'},
  {via: 'websocket', host: 'zlib.example', in: [{head: 'mark'}], bytes: 'deflate'},
  {via: 'websocket', host: 'raw.example', in: [{head: 'mark'}], bytes: 'deflate-raw'},
  {via: 'websocket', host: 'proto.example', in: [{head: 'spot@private.account'}], bytes: 'none'},
  {via: 'websocket', host: 'text.example', in: [{head: 'mark'}]},
];
const HOSTS = ['gzip.example', 'zlib.example', 'raw.example', 'proto.example', 'text.example'];

let clock: FakeClock;
let extension: FakeExtension;
let page: Page;

beforeEach(() => {
  clock = new FakeClock();
  extension = new FakeExtension();
  page = new Page({
    wanted,
    late: false,
    clock,
    time: () => clock.now(),
    connect: extension.connect,
    alive: extension.alive,
    showPill: () => {},
    leave: () => {},
  });
  page.announce();
});

/** As the tap writes bytes: ASCII as it is, the rest somewhere with the right lowest eight bits. */
const letters = (bytes: Uint8Array) =>
  [...bytes].map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0xf700 + byte)).join('');
const say = (kind: string, row: number, text: number, body: string) =>
  page.receive(`${kind} ${row} ${text} 0 0 0 wss://${HOSTS[row]}\n${body}`);
const bytes = (row: number, packed: Uint8Array, blob = 0) => say('b', row, blob, letters(packed));

/** What reaches the background once everything has been opened, which other threads do: longer than a loaded machine takes. */
async function sent(): Promise<readonly WireFrame[]> {
  for (let turn = 0; turn < 150; turn++) {
    clock.pass(100);
    await new Promise((done) => setTimeout(done, 1));
  }
  return extension.port.sent.flatMap((message) => (message.kind === 'frames' ? message.frames : []));
}
const tally = () =>
  extension.port.sent.flatMap((message) => (message.kind === 'frames' ? [message.tally] : []));
const sum = (name: 'wanted' | 'unwanted' | 'oversize' | 'failures') =>
  tally().reduce((total, part) => total + part[name], 0);

describe('a packed message', () => {
  it.each([
    [0, gzipSync],
    [1, deflateSync],
    [2, deflateRawSync],
  ])('becomes the text in it (row %i), and says nothing of bytes', async (row, pack) => {
    bytes(row, pack('mark {"p":"86500.1","s":"币安人生"}'));
    expect(await sent()).toEqual([
      {
        at: 1_000_000,
        via: 'websocket',
        url: `wss://${HOSTS[row]}`,
        direction: 'in',
        body: 'mark {"p":"86500.1","s":"币安人生"}',
      },
    ]);
  });

  it('is held against the heads: what nobody wants is counted and goes no further', async () => {
    bytes(0, gzipSync('depth {"b":[]}'));
    bytes(0, gzipSync('mark 1'));
    const frames = await sent();
    expect(frames.map(({body}) => body)).toEqual(['mark 1']);
    expect([sum('wanted'), sum('unwanted'), sum('failures')]).toEqual([1, 1, 0]);
  });

  it('replaces the one before it of its stream, like any other message', async () => {
    for (const price of [1, 2, 3]) bytes(0, gzipSync(`mark {"s":"BTC","p":${price}}`));
    bytes(0, gzipSync('mark {"s":"ETH","p":4}'));
    const bodies = (await sent()).map(({body}) => body);
    expect(bodies.slice(-2)).toEqual(['mark {"s":"BTC","p":3}', 'mark {"s":"ETH","p":4}']);
  });

  it.each([
    ['no packed bytes at all', Buffer.from('mark 1')],
    ['bytes that break off', gzipSync('mark 1'.repeat(100)).subarray(0, 20)],
    ['bytes packed another way', deflateSync('mark 1')],
  ])('that is not what was promised (%s) is told of by name', async (_, packed) => {
    bytes(0, packed);
    bytes(0, gzipSync('mark 2'));
    expect((await sent()).map(({body}) => body)).toEqual(['mark 2']);
    expect(tally().flatMap(({unseen}) => unseen)).toContain('binary messages');
  });

  it('that unpacks to more than a frame may hold is left out', async () => {
    bytes(0, gzipSync(`mark ${'0'.repeat(4_000_000)}`));
    bytes(0, gzipSync('mark 2'));
    expect((await sent()).map(({body}) => body)).toEqual(['mark 2']);
    expect(sum('oversize')).toBe(1);
  });

  it('that is large even packed is not unpacked', async () => {
    bytes(0, Buffer.alloc(256 * 1024 + 1));
    bytes(0, gzipSync('mark 2'));
    expect((await sent()).map(({body}) => body)).toEqual(['mark 2']);
    expect(sum('oversize')).toBe(1);
  });
});

describe('bytes that are not packed', () => {
  // A protobuf message: field 1 holds the channel's name, field 3 a number.
  const proto = Buffer.concat([
    Buffer.from([0x0a, 20]),
    Buffer.from('spot@private.account'),
    Buffer.from([0x18, 0x80, 0xff, 0x01]),
  ]);

  it('travel as base64, and say so', async () => {
    bytes(3, proto);
    expect(await sent()).toMatchObject([{body: proto.toString('base64'), encoding: 'base64'}]);
  });

  it('without the head stay here', async () => {
    bytes(3, Buffer.from('\n\x13spot@public.deals.v'));
    bytes(3, proto);
    expect(await sent()).toHaveLength(1);
    expect(sum('unwanted')).toBe(1);
  });
});

describe('the order', () => {
  it('is the page’s: what comes behind a packed message waits for it', async () => {
    bytes(0, gzipSync('mark {"s":"A"}'));
    say('i', 4, 0, 'mark text');
    bytes(0, gzipSync('mark {"s":"B"}'));
    expect((await sent()).map(({body}) => body)).toEqual(['mark {"s":"A"}', 'mark text', 'mark {"s":"B"}']);
  });

  it('is the page’s also when a Blob is read late, or later than the next one', async () => {
    say('b', 0, 7, 'null');
    say('b', 0, 8, 'null');
    say('i', 4, 0, 'mark text');
    expect(await sent()).toEqual([]);
    bytes(0, gzipSync('mark {"s":"second"}'), 8);
    bytes(0, gzipSync('mark {"s":"first"}'), 7);
    const frames = await sent();
    expect(frames.map(({body}) => body)).toEqual(['mark {"s":"first"}', 'mark {"s":"second"}', 'mark text']);
    // When the page heard them, not when they could be read.
    expect(new Set(frames.map(({at}) => at))).toEqual(new Set([1_000_000]));
  });

  it('goes on behind a Blob that could not be read', async () => {
    say('b', 0, 7, 'null');
    say('i', 4, 0, 'mark text');
    say('b', 0, 7, 'null');
    expect((await sent()).map(({body}) => body)).toEqual(['mark text']);
  });
});

it('bytes of a socket that promised none are no frame', async () => {
  bytes(4, gzipSync('mark 1'));
  say('i', 4, 0, 'mark 2');
  expect((await sent()).map(({body}) => body)).toEqual(['mark 2']);
});
