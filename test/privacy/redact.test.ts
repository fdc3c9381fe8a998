import {existsSync} from 'node:fs';
import {describe, expect, it, vi} from 'vitest';
import {replayFrames} from '../../src/commands/replay-frames.ts';
import {redacted} from '../../src/reading/redact.ts';
import type {Frame} from '../../src/venues/frame.ts';
import {venues} from '../../src/venues/index.ts';
import {OPENING} from '../exchange/day.ts';
import {simulated, type VenueName} from '../exchange/venues/index.ts';
import {visit} from '../exchange/visit.ts';
import type {Sample} from '../venues/sample.ts';

const sampled = venues.filter(({id}) => existsSync(new URL(`../venues/${id}/samples.ts`, import.meta.url)));
/** Whoever's it is, and in whatever order: some exchanges' positions come in the order of their numbers. */
const nameless = (name: string, value: unknown): unknown => {
  if (name === 'account' || (name === 'id' && typeof value === 'string')) return 'somebody';
  if (Array.isArray(value)) return value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return value;
};

function figures(frames: readonly Frame[], venue: (typeof venues)[number]) {
  const {frames: counts, accounts} = replayFrames(frames, [venue]);
  const {used, ignored, malformed} = counts;
  return {used, ignored, malformed, accounts: JSON.parse(JSON.stringify(accounts), nameless)};
}

/** What else tells the simulated customer from others. */
const IDENTITIES: Partial<Record<VenueName, readonly string[]>> = {
  binance: ['1000000001_BTCUSDT_BOTH'],
  krakenfutures: ['3f6d2b1c-8a4e-4c55-9b07-5d1f0a7c2e11'],
  deribit: ['trader@example.com', '48213'],
  mexc: ['5355366'],
};

describe('a redacted capture', () => {
  it('has no address in its binary messages that its texts tell, and the same stranger in both', () => {
    const address = `0x${'12ab'.repeat(16)}`;
    const bytes = Buffer.from(`ff00${address.slice(2)}ff`, 'hex').toString('base64');
    const frame = {at: 1, page: 'https://a.example/', url: 'wss://a.example/', direction: 'in'} as const;
    const [text, binary] = redacted([
      {...frame, via: 'fetch', body: JSON.stringify({account: address})},
      {...frame, via: 'websocket', body: bytes, encoding: 'base64'},
    ]);
    const {account} = JSON.parse(text?.body ?? '{}');
    expect(account).toMatch(/^0x[\da-f]{64}$/);
    expect(account).not.toBe(address);
    expect(Buffer.from(binary?.body ?? '', 'base64').toString('hex')).toBe(`ff00${account.slice(2)}ff`);
  });

  // In a time that grows with the square of the length this would take most of a minute, and run into the test's limit.
  it.each(['\\', '"', '"id', '"id" ', '"clcl', '"account":"', '@', 'aB1.', 'osmo1'])(
    'gets through 300,000 letters of %s',
    (bait) => {
      const body = bait.repeat(300_000 / bait.length);
      const frame = {at: 1, page: 'https://a.example/', url: 'wss://a.example/', direction: 'in'} as const;
      expect(redacted([{...frame, via: 'websocket', body}])).toHaveLength(1);
    },
  );

  it('asks for random numbers in bulk: one at a time, a page that invents 100,000 orders takes 8 s', () => {
    const asked = vi.spyOn(crypto, 'getRandomValues');
    const body = Array.from({length: 1000}, (_, at) => `{"orderId":${1e9 + at}}`).join();
    const frame = {at: 1, page: 'https://a.example/', url: 'wss://a.example/', direction: 'in'} as const;
    const [clean] = redacted([{...frame, via: 'websocket', body}]);
    const ids = new Set([...(clean?.body ?? '').matchAll(/\d{10}/g)].map(([id]) => id));
    expect(ids.size).toBeGreaterThan(990);
    expect([...ids].filter((id) => Number(id) < 1e9 + 1000)).toEqual([]);
    expect(asked.mock.calls.length).toBeLessThan(20);
    asked.mockRestore();
  });

  it.each(sampled)('of $id replays to the same figures', async (venue) => {
    const {samples}: {samples: readonly Sample[]} = await import(`../venues/${venue.id}/samples.ts`);
    expect(samples.length).toBeGreaterThan(0);
    for (const {name, frames} of samples)
      expect(figures(redacted(frames), venue), name).toEqual(figures(frames, venue));
  });

  it.each(Object.keys(simulated) as VenueName[])(
    'of a page of %s replays to the same figures',
    async (name) => {
      const venue = venues.find(({id}) => id === name);
      if (venue === undefined) throw new Error(`no ${name}`);
      const frames: Frame[] = [];
      const session = simulated[name].open(OPENING);
      await visit(name, session, (frame) => frames.push(frame));
      session.publish();
      session.book.fill('BTC', '0.1');
      session.publish();
      const before = figures(frames, venue);
      expect(before.accounts.length).toBeGreaterThan(0);
      const clean = redacted(frames);
      expect(figures(clean, venue)).toEqual(before);

      const [text, cleanText] = [JSON.stringify(frames), JSON.stringify(clean)];
      const names = replayFrames(frames, [venue]).accounts.map(({account}) => account);
      const known = [...names.filter((each) => /\d{4}/.test(each)), ...(IDENTITIES[name] ?? [])];
      expect(known.filter((each) => !text.includes(each))).toEqual([]);
      expect(known.filter((each) => cleanText.includes(each))).toEqual([]);
    },
  );
});
