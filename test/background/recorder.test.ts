import {describe, expect, it} from 'vitest';
import {Recorder} from '../../src/background/recorder.ts';
import {frame} from './venue.ts';

const large = (at: number, word: string) => frame(at, `{"${word}":"${at}${'x'.repeat(100_000)}"}`);
const wordsOf = (recorder: Recorder) => recorder.of('a').map(({at, body}) => `${at} ${body.slice(2, 7)}`);

describe('the recorder', () => {
  it('hands back what came, in order', () => {
    const recorder = new Recorder();
    const first = [frame(1, 'a'), frame(2, 'b')];
    recorder.record('a', first);
    recorder.record('a', [frame(3, 'c')]);
    expect(recorder.of('a')).toEqual([...first, frame(3, 'c')]);
    expect(recorder.of('b')).toEqual([]);
  });

  it('stays within its bounds, and keeps the newest of each kind however long ago it came', () => {
    const recorder = new Recorder();
    recorder.record('a', [frame(1, '{"meta0":1}'), frame(2, '{"meta0":2}')]);
    for (let at = 3; at < 200; at += 1) recorder.record('a', [large(at, 'marks')]);
    const kept = wordsOf(recorder);
    expect(kept[0]).toBe('2 meta0');
    expect(kept.at(-1)).toBe('199 marks');
    const characters = recorder.of('a').reduce((sum, {body}) => sum + body.length, 0);
    expect(characters).toBeLessThan(6_000_000);
    expect(kept.length).toBeLessThan(30);
  });

  it('keeps a request with its answer', () => {
    const recorder = new Recorder();
    const out = {...frame(1, '{"type":"meta"}'), via: 'fetch', direction: 'out'} as const;
    const answer = {...frame(2, '{"universe":[]}'), via: 'fetch'} as const;
    recorder.record('a', [out, answer]);
    for (let at = 3; at < 60; at += 1) recorder.record('a', [large(at, 'marks')]);
    expect(recorder.of('a').slice(0, 2)).toEqual([out, answer]);
  });

  it('forgets the document that has been silent longest', () => {
    const recorder = new Recorder();
    for (let index = 0; index < 9; index += 1) recorder.record(`page${index}`, [frame(index, 'a')]);
    expect(recorder.of('page0')).toEqual([]);
    expect(recorder.of('page8')).toHaveLength(1);
  });
});
