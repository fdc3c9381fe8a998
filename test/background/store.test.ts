import {describe, expect, it} from 'vitest';
import {Store} from '../../src/background/store.ts';
import {newPage, type Page} from '../../src/reading/page.ts';
import {sessionArea} from './session-area.ts';
import {harbour, PAGE} from './venue.ts';

const page = (key: string, state: unknown = {mark: '1'}): Page => ({
  ...newPage({key, address: PAGE, tab: 1, frame: 0, incognito: false}, harbour),
  state,
});

describe('the store', () => {
  it('gives back what was saved, to the last digit', async () => {
    const area = sessionArea();
    const saved = page('a', {mark: '0.1000000000000000000000000000000000000001', list: [1, null]});
    await new Store(area, '1').save([saved, page('b')]);
    expect(await new Store(area, '1').load()).toEqual([saved, page('b')]);
  });

  it('writes what changed while it was writing once, with the newest state', async () => {
    const area = sessionArea();
    const store = new Store(area, '1');
    const first = store.save([page('a', 1)]);
    for (let state = 2; state < 50; state += 1) void store.save([page('a', state)]);
    await first;
    expect(area.writes).toBe(2);
    expect((await new Store(area, '1').load())[0]?.state).toBe(49);
  });

  it('does not read the state of another version, and removes it', async () => {
    const area = sessionArea();
    await new Store(area, '1').save([page('a')]);
    const next = new Store(area, '2');
    expect(await next.load()).toEqual([]);
    await next.save([page('b')]);
    expect([...area.kept.keys()]).toEqual(['page:b']);
  });

  it('removes what is gone, and leaves what others stored alone', async () => {
    const area = sessionArea();
    area.kept.set('settings', {pill: 'left'});
    const store = new Store(area, '1');
    await store.save([page('a'), page('b')]);
    await store.save([], ['a']);
    expect([...area.kept.keys()]).toEqual(['settings', 'page:b']);
  });

  it('stays within the quota, and does not keep an old state in place of one that does not fit', async () => {
    const area = sessionArea();
    const store = new Store(area, '1');
    await store.save([page('a', 'small')]);
    await store.save([page('a', 'x'.repeat(4_000_000)), page('b')]);
    expect([...area.kept.keys()]).toEqual(['page:b']);
    const large = ['c', 'd', 'e', 'f'].map((key) => page(key, 'x'.repeat(2_500_000)));
    await store.save(large);
    expect([...area.kept.keys()]).toEqual(['page:b', 'page:c', 'page:d', 'page:e']);
  });

  it('lives on when the browser refuses to store or to read', async () => {
    const refusing = {...sessionArea(), set: async () => Promise.reject(new Error('QuotaExceededError'))};
    await expect(new Store(refusing, '1').save([page('a')])).resolves.toBeUndefined();
    const unreadable = {...sessionArea(), get: async () => Promise.reject(new Error('corrupt'))};
    expect(await new Store(unreadable, '1').load()).toEqual([]);
  });

  it('passes over text that is not its own', async () => {
    const area = sessionArea();
    area.kept.set('page:x', 'not JSON');
    area.kept.set('page:y', 7);
    expect(await new Store(area, '1').load()).toEqual([]);
  });
});
