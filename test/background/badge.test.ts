import {describe, expect, it} from 'vitest';
import {Badge} from '../../src/background/badge.ts';
import {depthOf} from '../../src/background/icon.ts';
import type {Glance} from '../../src/messages.ts';
import {tongueOf} from '../ui/browser-stub.ts';

const glance: Glance = {
  state: 'live',
  grade: 'warning',
  venue: 'harbour',
  venueName: 'Harbour',
  account: 'main',
  pool: 'p',
  accuracy: {kind: 'exact', value: '200'},
  waterline: '1',
  nearest: null,
  at: 0,
  reasons: [],
};

function recordingAction() {
  const calls: string[] = [];
  const say = (name: string) => async (details: object) => {
    calls.push(`${name} ${JSON.stringify(Object.values(details)[0])}`);
  };
  const action = {
    setBadgeText: say('text'),
    setBadgeBackgroundColor: say('fill'),
    setBadgeTextColor: say('ink'),
    setTitle: say('title'),
    setIcon: say('icon'),
  };
  return {action, calls};
}

describe('the toolbar button', () => {
  it('is told the text first, and later only what changed', async () => {
    const {action, calls} = recordingAction();
    const badge = new Badge(action, tongueOf('en'));
    await badge.show(glance, 0);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['text', 'fill', 'ink', 'title']);
    expect(calls[0]).toBe('text "200"');
    calls.length = 0;
    await badge.show(glance, 0);
    expect(calls).toEqual([]);
    await badge.show({...glance, accuracy: {kind: 'exact', value: '199.9'}}, 0);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['text', 'title']);
  });
});

describe('the icon', () => {
  it.each([
    ['200', '1', 0.25],
    ['100', '1', 0.5],
    ['105', '1.05', 0.5],
    ['50', '1', 1],
    ['0', '1', 1],
    ['-3', '1', 1],
    ['100000000', '1', 0],
  ])('at %s %% with a waterline of %s stands %s deep', (value, waterline, height) => {
    expect(depthOf({...glance, accuracy: {kind: 'exact', value}, waterline}).height).toBe(height);
  });

  it('is dry without a position or a figure', () => {
    expect(depthOf(null).height).toBe(0);
    expect(depthOf({...glance, accuracy: {kind: 'missing', needs: ['x']}}).height).toBe(0);
  });

  it('keeps its depth when stale and loses its colour', () => {
    expect(depthOf({...glance, state: 'stale'})).toEqual({height: 0.25, water: '#5f6368', ring: '#5f6368'});
  });

  it('is the same for figures that no eye tells apart, so that it is not drawn at every tick', () => {
    expect(depthOf({...glance, accuracy: {kind: 'exact', value: '200.5'}})).toEqual(depthOf(glance));
  });
});
