import {describe, expect, it} from 'vitest';
import {dydx} from '../../../src/venues/dydx/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {changes, child, market, markets, parent} from './wire.ts';

const socket = dydx.wanted.find((each): each is WantedSocket => each.via === 'websocket');
const isWanted = (text: string) => socket?.in.some(({head}) => text.slice(0, 96).includes(head));

describe('what travels', () => {
  it.each([
    ['markets', markets({'BTC-USD': market('1')})],
    ['account', parent([child(0, '1')])],
    ['changes', changes([{}])],
  ])('%s, although the channel stands behind what the tap looks at', (_, {body}) => {
    expect(body.slice(0, 96)).not.toContain('v4_');
    expect(isWanted(body)).toBe(true);
  });

  it('nothing that the page sends', () => {
    expect(socket?.out).toBeUndefined();
    expect(dydx.wanted.every((each) => !('asks' in each))).toBe(true);
  });

  it.each(['https://dydx.trade/trade/BTC-USD', 'https://www.dydx.trade/portfolio'])('on %s', (page) => {
    expect(venueAt(page, [dydx])?.id).toBe('dydx');
  });
});
