import {describe, expect, it} from 'vitest';
import {type Declared, lazyShelf, type Stacks} from '../../src/background/lazy-shelf.ts';
import {studyOf} from '../../src/reading/study.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {harbour, wharf} from './venue.ts';

const declared = ({id, name, pages}: Venue): Declared => ({id, name, pages});

function stacks(refused: readonly string[] = []) {
  const brought: string[] = [];
  const here = new Map<string, ReturnType<Stacks['open']>>();
  return {
    brought,
    bring: async (name: string) => {
      brought.push(name);
      if (refused.includes(name)) throw new Error('no such script');
      for (const venue of [harbour, wharf]) if (name === venue.id) here.set(name, {venue});
      if (name === 'study') here.set(name, {studyOf});
    },
    open: (name: string) => {
      const room = here.get(name);
      if (room === undefined) throw new Error(`${name} has not been loaded`);
      return room;
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
    expect(brought).toEqual([harbour.id]);
    const [lazy] = venues;
    expect(lazy?.initial).toEqual(harbour.initial);
    const read = lazy?.reduce(lazy.initial, frame);
    const own = harbour.reduce(harbour.initial, frame);
    expect(read).toEqual(own);
    expect(read?.outcome).toBe('used');
    expect(lazy?.accounts(read?.state)).toEqual(harbour.accounts(own.state));
  });

  it('says which script is missing, when it is asked to read and not before', async () => {
    const {venues, take} = lazyShelf([harbour, wharf].map(declared), stacks([wharf.id]));
    await expect(take(wharf.id)).resolves.toBeUndefined();
    expect(() => venues[1]?.reduce(null, frame)).toThrow(`the script of ${wharf.id} could not be read`);
    expect(() => venues[0]?.reduce(null, frame)).toThrow(`${harbour.id} has not been loaded`);
  });

  it('has the study when it is asked for, and says when it cannot be had', async () => {
    const {venues, study} = lazyShelf([declared(harbour)], stacks());
    expect(venues).toHaveLength(1);
    await expect(study()).resolves.toBe(studyOf);
    await expect(lazyShelf([], stacks(['study'])).study()).rejects.toThrow('no such script');
  });
});
