import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {DEFAULT_SETTINGS, readSettings} from '../src/settings.ts';

describe('settings', () => {
  it.each([[undefined], [null], ['x'], [[]], [{}], [42]])('out of %j are the first ones', (stored) => {
    expect(readSettings(stored)).toEqual({
      calls: 'on',
      levels: ['150', '120'],
      cadence: [60, 20, 10],
      snooze: 60,
      quiet: null,
      sound: 'off',
      pulse: 'on',
      badge: 'accuracy',
      theme: 'system',
      language: 'browser',
      units: 'percent',
      venuesOff: [],
      history: 'on',
    });
  });

  it('keep what is right when another member is wrong or of a later version', () => {
    const stored = {
      theme: 'dark',
      levels: ['200', 'NaN'],
      cadence: [],
      later: 1,
      quiet: {from: 1320, to: 420},
    };
    const read = readSettings(stored);
    expect(read).toEqual({...DEFAULT_SETTINGS, theme: 'dark', quiet: {from: 1320, to: 420}});
  });

  it.each([
    ['levels', ['-5']],
    ['levels', ['0']],
    ['levels', ['1e9']],
    ['levels', [150]],
    ['cadence', [0]],
    ['cadence', [Number.NaN]],
    ['snooze', Infinity],
    ['quiet', {from: 1440, to: 0}],
    ['quiet', {from: 30}],
    ['venuesOff', 'all'],
    ['badge', 'score'],
  ] as const)('%s of %j is as if never touched', (member, value) => {
    expect(readSettings({[member]: value})).toEqual(DEFAULT_SETTINGS);
  });

  it('are whole whatever is stored, and reading what was written changes nothing', () => {
    fc.assert(
      fc.property(fc.anything(), fc.object(), (anything, object) => {
        for (const stored of [anything, object, {...DEFAULT_SETTINGS, ...object}]) {
          const once = readSettings(stored);
          expect(Object.keys(once).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
          expect(readSettings(structuredClone(once))).toEqual(once);
        }
      }),
    );
  });
});
