import {describe, expect, it} from 'vitest';
import {entryOf} from '../../../src/content/stream.ts';
import {dydx} from '../../../src/venues/dydx/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {AT, changes, child, healthOf, LINK, market, markets, message, parent, SOCKET, usdc} from './wire.ts';

const socket = dydx.wanted.find((each): each is WantedSocket => each.via === 'websocket');
/** What of a message of the page's socket travels, or null. */
const travelling = (body: string) => {
  const text = socket?.in.findIndex(({head}) => body.slice(0, socket.reach).includes(head)) ?? -1;
  const note = {kind: 'i', row: 0, text, counts: {unwanted: 0, failures: 0}, url: SOCKET, ask: '', body};
  return text < 0 ? null : entryOf(note, dydx.wanted, AT);
};

describe('what travels', () => {
  it.each([
    ['markets', markets({'BTC-USD': market('1')})],
    ['account', parent([child(0, '1')])],
    ['changes', changes([{}])],
    ['a greeting', message('connected', {}, {id: 0})],
  ])('%s, whole and kept', (_, {body}) => {
    const entry = travelling(body);
    expect(entry?.frames.map((frame) => frame.body)).toEqual([body]);
    expect(entry?.passing).toBeUndefined();
  });

  it.each(['v4_orderbook', 'v4_trades', 'v4_candles', 'v4_blockheight'])(
    'of %s only the number',
    (channel) => {
      const levels = Array.from({length: 200}, (_, at) => [String(86_000 + at), '1.5']);
      const contents = [{asks: levels, bids: levels}];
      const {body} = message('channel_batch_data', {id: 'BTC-USD', channel, contents}, {id: 3});
      const entry = travelling(body);
      const [frame] = entry?.frames ?? [];
      expect(frame?.body).toBe(`{"connection_id":"${LINK}","message_id":3,"channel":"${channel}"}`);
      expect(entry).toMatchObject({key: null, passing: true});
    },
  );

  it('so that every message counts, whatever it was about', () => {
    const opening = [markets({'BTC-USD': market('1000')}, {id: 1}), parent([child(0, '900', [])], {id: 2})];
    const [book] =
      travelling(message('channel_data', {channel: 'v4_orderbook', contents: {}}, {id: 3}).body)?.frames ??
      [];
    if (!book) throw new Error('The book does not travel.');
    const page = 'https://dydx.trade/trade/BTC-USD';
    const change = (id: number) => changes([{assetPositions: [usdc('500')]}], {id});
    const kindAfter = (id: number) => healthOf([...opening, {...book, page}, change(id)]).equity.kind;
    expect([kindAfter(4), kindAfter(5)]).toEqual(['exact', 'estimated']);
  });

  it('nothing that the page sends', () => {
    expect(socket?.out).toBeUndefined();
    expect(dydx.wanted.every((each) => !('asks' in each))).toBe(true);
  });

  it.each(['https://dydx.trade/trade/BTC-USD', 'https://www.dydx.trade/portfolio'])('on %s', (page) => {
    expect(venueAt(page, [dydx])?.id).toBe('dydx');
  });
});
