import {beforeEach, describe, expect, it} from 'vitest';
import {KEPT_VIEW, type KeptView} from '../../../src/messages.ts';
import {keptView} from '../../../src/ui/popup/kept-view.ts';

const KEPT: KeptView = {
  version: '1.2.3',
  until: 5000,
  view: {now: 1000, glance: null, accounts: [], pages: []},
};

let stored: Record<string, unknown> | Error;

beforeEach(() => {
  const get = async () => {
    if (stored instanceof Error) throw stored;
    return stored;
  };
  const chrome = {storage: {session: {get}}, runtime: {getManifest: () => ({version: '1.2.3'})}};
  Object.assign(globalThis, {chrome});
});

const at = (now: number) => keptView(() => now);

describe('what the background left', () => {
  it('is shown until some figure of it would be stale', async () => {
    stored = {[KEPT_VIEW]: JSON.stringify(KEPT)};
    expect(await at(4999)).toEqual(KEPT);
    expect(await at(5000)).toBeNull();
  });

  it('is shown for as long as one likes when nothing in it can become stale', async () => {
    stored = {[KEPT_VIEW]: JSON.stringify({...KEPT, until: null})};
    expect(await at(1e12)).toMatchObject({until: null});
  });

  it('need not be asked for again', async () => {
    stored = new Error('not to be asked');
    const asked = Promise.resolve({[KEPT_VIEW]: JSON.stringify(KEPT)});
    expect(await keptView(() => 2000, asked)).toEqual(KEPT);
  });

  it.each([
    ['nothing', {}],
    ['another version’s', {[KEPT_VIEW]: JSON.stringify({...KEPT, version: '1.2.2'})}],
    ['a text that is cut off', {[KEPT_VIEW]: JSON.stringify(KEPT).slice(0, -3)}],
    ['no text', {[KEPT_VIEW]: KEPT}],
    // The clock was set back: no age could be told.
    ['one from the future', {[KEPT_VIEW]: JSON.stringify({...KEPT, view: {...KEPT.view, now: 2001}})}],
    ['a refusal', new Error('no storage')],
  ])('is not shown when it is %s', async (_, found) => {
    stored = found;
    expect(await at(2000)).toBeNull();
  });
});
