import {describe, expect, it} from 'vitest';
import {Decimal} from '../../src/engine/decimal.ts';
import {afterSilence, silenceBy} from '../../src/reading/silence.ts';
import {frame} from '../background/venue.ts';

const MINUTE = 60_000;

describe('a silence', () => {
  it('is a minute or more between one message and the next', () => {
    expect(silenceBy(MINUTE, [frame(2 * MINUTE - 1, {})])).toBeNull();
    expect(silenceBy(MINUTE, [frame(2 * MINUTE, {})])).toEqual({from: MINUTE, to: 2 * MINUTE});
  });

  it('is found behind a frame of before the sleep, which the message still had to bring', () => {
    const late = [frame(MINUTE + 50, {}), frame(11 * MINUTE, {}), frame(11 * MINUTE + 5, {})];
    expect(silenceBy(MINUTE, late)).toEqual({from: MINUTE + 50, to: 11 * MINUTE});
  });

  it('is none before the first message, nor within what is told again', () => {
    expect(silenceBy(0, [frame(9 * MINUTE, {})])).toBeNull();
    expect(silenceBy(0, [frame(MINUTE, {}), frame(9 * MINUTE, {})])).toBeNull();
    // Older frames of a replay end no silence.
    expect(silenceBy(9 * MINUTE, [frame(MINUTE, {}), frame(9 * MINUTE + 5, {})])).toBeNull();
  });

  it('leaves a doubt on what was not told again since, and on nothing else', () => {
    const pool = {
      id: 'cross',
      kind: 'cross' as const,
      unit: 'USD',
      waterline: new Decimal(1),
      collateral: [],
      positions: [],
      doubts: ['one that was there'],
    };
    const account = {
      venue: 'harbour',
      account: 'main',
      asOf: 200 * MINUTE,
      pools: [
        {...pool, sources: [{name: 'account', at: 10 * MINUTE, limitMs: 500 * MINUTE}]},
        {...pool, sources: [{name: 'account', at: 190 * MINUTE, limitMs: 500 * MINUTE}]},
      ],
    };
    const [untold, told] = afterSilence(account, {from: 10 * MINUTE, to: 190 * MINUTE}).pools;
    expect(untold?.doubts).toEqual([
      'one that was there',
      'account has not been told again since the page was silent for 180 min: a change may be missing',
    ]);
    expect(told?.doubts).toEqual(['one that was there']);
    expect(afterSilence(account, null)).toBe(account);
  });
});
