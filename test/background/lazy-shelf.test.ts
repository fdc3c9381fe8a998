import {describe, expect, it} from 'vitest';
import {type Declared, lazyShelf} from '../../src/background/lazy-shelf.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {harbour, wharf} from './venue.ts';

const declared = ({id, name, pages}: Venue): Declared => ({id, name, pages});

function stacks(refused: readonly string[] = []) {
  const brought: string[] = [];
  const here = new Map<string, Venue>();
  return {
    brought,
    bring: async (path: string) => {
      brought.push(path);
      if (refused.includes(path)) throw new Error('no such script');
      for (const venue of [harbour, wharf]) if (path.includes(venue.id)) here.set(venue.id, venue);
    },
    open: (id: string) => {
      const venue = here.get(id);
      if (venue === undefined) throw new Error(`${id} has not been loaded`);
      return venue;
    },
  };
}

const frame = {
  at: 1,
  page: 'https://trade.harbour.example/',
  via: 'websocket',
  url: 'wss://trade.harbour.example/ws',
  direction: 'in',
  body: '{"account":"main","equity":"10","size":"1","mark":"95"}',
} as const;

describe('a shelf of exchanges', () => {
  it('knows every exchange by its declaration before one is taken down', () => {
    const {brought, ...ends} = stacks();
    const {venues} = lazyShelf([harbour, wharf].map(declared), ends);
    expect(venues.map(({id, name, pages}) => ({id, name, pages}))).toEqual([harbour, wharf].map(declared));
    expect(brought).toEqual([]);
  });

  it('takes one down once, and then it reads as the exchange itself does', async () => {
    const {brought, ...ends} = stacks();
    const {venues, take} = lazyShelf([harbour, wharf].map(declared), ends);
    await Promise.all([take(harbour.id), take(harbour.id)]);
    await take(harbour.id);
    expect(brought).toEqual([`venues/${harbour.id}.js`]);
    const [lazy] = venues;
    expect(lazy?.initial).toEqual(harbour.initial);
    const read = lazy?.reduce(lazy.initial, frame);
    expect(read).toEqual(harbour.reduce(harbour.initial, frame));
    expect(read?.outcome).toBe('used');
    expect(lazy?.accounts(read?.state)).toEqual(harbour.accounts(read?.state));
  });

  it('says which script is missing, when it is asked to read and not before', async () => {
    const path = `venues/${wharf.id}.js`;
    const {venues, take} = lazyShelf([harbour, wharf].map(declared), stacks([path]));
    await expect(take(wharf.id)).resolves.toBeUndefined();
    expect(() => venues[1]?.reduce(null, frame)).toThrow(`${path} could not be read`);
    expect(() => venues[0]?.reduce(null, frame)).toThrow(`${harbour.id} has not been loaded`);
  });
});
