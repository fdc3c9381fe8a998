import {describe, expect, it} from 'vitest';
import {advance, type Clock, pause, play, seek} from '../../../src/ui/demo/clock.ts';

const LENGTH = 60_000;
const playing: Clock = {at: 10_000, silence: 0, motion: 'playing', speed: 4};

describe('the clock of a recording', () => {
  it('runs at its speed while it plays', () => {
    expect(advance(playing, 250, LENGTH)).toEqual({...playing, at: 11_000});
  });

  it('stands at the end of the recording', () => {
    expect(advance(playing, 20_000, LENGTH)).toEqual({...playing, at: LENGTH, motion: 'paused'});
  });

  it('counts the silence while it stands, at the pace of the world', () => {
    expect(advance(pause(playing), 31_000, LENGTH)).toMatchObject({at: 10_000, silence: 31_000});
  });

  it('goes on without the silence, and from the beginning after the end', () => {
    expect(play({...pause(playing), silence: 31_000}, LENGTH)).toEqual(playing);
    expect(play({...pause(playing), at: LENGTH}, LENGTH)).toEqual({...playing, at: 0});
  });

  it('moves elsewhere in the motion that it is in', () => {
    expect(seek(playing, 5000)).toEqual({...playing, at: 5000});
    expect(seek({...pause(playing), silence: 9000}, 5000)).toMatchObject({
      at: 5000,
      silence: 0,
      motion: 'paused',
    });
  });
});
