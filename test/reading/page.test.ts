import {describe, expect, it} from 'vitest';
import {LIMIT} from '../../src/messages.ts';
import {newPage, readFrames, type Sender} from '../../src/reading/page.ts';
import {venueAt} from '../../src/venues/page.ts';
import {frame, harbour, PAGE} from '../background/venue.ts';

const sender: Sender = {key: 'a', address: PAGE, tab: 1, frame: 0, incognito: false};
const fresh = newPage(sender, harbour);

describe('a page', () => {
  it('counts what it was sent by what became of it', () => {
    const {page, defects} = readFrames(fresh, harbour, [
      frame(1, {account: 'main', equity: '10', size: '1'}),
      frame(2, {ping: true}),
      frame(3, '{"cut'),
    ]);
    expect(page.frames).toEqual({read: 3, used: 1, ignored: 1, malformed: 1});
    expect(defects).toEqual([
      {at: 3, url: 'wss://trade.harbour.example/ws', where: '', what: 'not JSON', head: '{"cut'},
    ]);
  });

  it('survives a venue that throws: state kept, defect named, the next frame read', () => {
    const before = readFrames(fresh, harbour, [frame(1, {mark: '99'})]).page;
    const {page, defects} = readFrames(before, harbour, [frame(2, 'boom'), frame(3, {mark: '98'})]);
    expect(page.state).toEqual({mark: '98', markAt: 3});
    expect(page.frames).toEqual({read: 3, used: 2, ignored: 0, malformed: 1});
    expect(defects.map(({what}) => what)).toEqual(['a fault of Plimsoll itself: TypeError: boom']);
  });

  it('does not let a snapshot that is sent again undo what came after it', () => {
    const snapshot = frame(10, {account: 'main', equity: '10', size: '1', mark: '100'});
    const later = readFrames(readFrames(fresh, harbour, [snapshot]).page, harbour, [
      frame(20, {mark: '90'}),
    ]).page;
    const again = readFrames(later, harbour, [snapshot]).page;
    expect(again.state).toEqual(later.state);
    expect(again.frames.ignored).toBe(1);
  });

  it('reads frames of one message in their order, even when a replaced one carries a newer time', () => {
    const {page} = readFrames(fresh, harbour, [
      frame(30, {mark: '90'}),
      frame(20, {account: 'main', equity: '10', size: '1'}),
    ]);
    expect(page.state).toMatchObject({mark: '90', equity: '10'});
    expect(page.newestAt).toBe(30);
  });

  it('refuses a frame beyond the limit unread', () => {
    const {page, defects} = readFrames(fresh, harbour, [frame(1, 'x'.repeat(LIMIT.frameCharacters + 1))]);
    expect(page.frames.malformed).toBe(1);
    expect(defects[0]?.what).toBe('longer than 4000000 characters');
    expect(defects[0]?.head).toHaveLength(200);
  });

  it('keeps the ten newest defects, newest first', () => {
    const frames = Array.from({length: 12}, (_, index) => frame(index, `{${index}`));
    const {page} = readFrames(fresh, harbour, frames);
    expect(page.defects.map(({at}) => at)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(page.frames.malformed).toBe(12);
  });
});

describe('the venue of an address', () => {
  it.each([
    ['https://trade.harbour.example/trade', 'harbour'],
    ['https://trade.harbour.example/trade/BTC?x=1', 'harbour'],
    ['https://trade.harbour.example/en/perps/BTC', 'harbour'],
    ['https://trade.harbour.example/trader', null],
    ['https://trade.harbour.example//perps', null],
    ['https://trade.harbour.example/', null],
    ['http://trade.harbour.example/trade', null],
    ['https://trade.harbour.example:8443/trade', null],
    ['https://trade.harbour.example.evil.example/trade', null],
    ['https://evil.example/https://trade.harbour.example/trade', null],
    ['about:blank', null],
    ['nonsense', null],
  ])('%s is %s', (address, id) => {
    expect(venueAt(address, [harbour])?.id ?? null).toBe(id);
  });
});
