import {describe, expect, it} from 'vitest';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import {deflated, message} from './wire.ts';

describe('frames with names of the language’s own', () => {
  it('pollute nothing', () => {
    const keys = Object.getOwnPropertyNames(Object.prototype).sort();
    const bad = '{"user":"0x00000000000000000000000000000000000000a1","dex":"","__proto__":{"polluted":1}}';
    const marks = '{"__proto__":{"markPx":"1.0"},"constructor":{"markPx":"2.0"},"BTC":{"markPx":"3.0"}}';
    hyperliquid.reduce(hyperliquid.initial, {
      ...message('clearinghouseState', {}),
      body: `{"channel":"clearinghouseState","data":${bad}}`,
    });
    const {state} = hyperliquid.reduce(hyperliquid.initial, message('fastAssetCtxs', deflated(marks)));
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(keys);
    expect(Object.getPrototypeOf(state.marks)).toBe(Object.prototype);
    expect(Object.keys(state.marks)).toEqual(['BTC']);
  });
});
