import {describe, expect, it} from 'vitest';
import {createHistory} from '../../src/content/history.ts';
import type {Entry} from '../../src/content/stream.ts';
import {createWaiting} from '../../src/content/waiting.ts';

const entry = (key: string | null, body: string): Entry => ({
  key,
  frames: [{at: 1, via: 'websocket', url: 'wss://a.example', direction: 'in', body}],
});
const large = (body: string) => body.padEnd(1_000_000, '.');
const bodies = (frames: readonly {readonly body: string}[]) =>
  frames.map(({body}) => body.replaceAll('.', ''));

describe('the history', () => {
  it('keeps the newest of each stream at its place in time, and every delta', () => {
    const history = createHistory();
    for (const one of [
      entry('a', 'a1'),
      entry(null, 'd1'),
      entry('b', 'b1'),
      entry('a', 'a2'),
      entry(null, 'd2'),
    ])
      history.add(one);
    expect(bodies(history.all())).toEqual(['d1', 'b1', 'a2', 'd2']);
  });

  it('keeps nothing that mattered only as it passed', () => {
    const history = createHistory();
    history.add(entry('a', 'a1'));
    history.add({...entry(null, 'd1'), passing: true});
    expect(bodies(history.all())).toEqual(['a1']);
  });

  it('without room forgets what is older than a forgotten delta too: a snapshot short of one would be wrong', () => {
    const history = createHistory();
    history.add(entry('snapshot', large('s')));
    history.add(entry(null, large('d1')));
    history.add(entry(null, large('d2')));
    history.add(entry('late', large('l')));
    history.add(entry(null, large('d3')));
    expect(bodies(history.all())).toEqual(['d1', 'd2', 'l', 'd3']);
    history.add(entry(null, large('d4')));
    expect(bodies(history.all())).toEqual(['d2', 'l', 'd3', 'd4']);
  });

  it('does not grow with ever new questions', () => {
    const history = createHistory();
    for (let i = 0; i < 5_000; i++) history.add(entry(`question ${i}`, 'x'));
    expect(history.all()).toHaveLength(2_000);
  });
});

describe('what waits', () => {
  it('is given out once', () => {
    const waiting = createWaiting();
    waiting.add(entry(null, 'd'));
    expect(bodies(waiting.take().frames)).toEqual(['d']);
    expect(waiting.take()).toEqual({frames: [], replaced: 0});
  });

  it('has an end; one of a stream that waits already still finds room', () => {
    const waiting = createWaiting();
    for (let i = 0; i < 16; i++) expect(waiting.add(entry(`s${i}`, large('x')))).toBe(true);
    expect(waiting.add(entry(null, 'one more'))).toBe(false);
    expect(waiting.add(entry('s3', large('newer')))).toBe(true);
    const {frames, replaced} = waiting.take();
    expect(frames).toHaveLength(16);
    expect(replaced).toBe(1);
    expect(bodies(frames).at(-1)).toBe('newer');
  });
});
