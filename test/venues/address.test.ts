import {describe, expect, it} from 'vitest';
import {addressIn} from '../../src/venues/address.ts';

describe('the address of a frame', () => {
  it('is read once, as long as few others come', () => {
    const text = 'https://api.example.com/v1/account?side=long';
    const first = addressIn(text);
    expect(first?.hostname).toBe('api.example.com');
    expect(first?.searchParams.get('side')).toBe('long');
    expect(addressIn(text)).toBe(first);
  });

  it('is null where it is none, again and again', () => {
    expect([addressIn('/v1/account'), addressIn('/v1/account'), addressIn('')]).toEqual([null, null, null]);
  });

  it('makes place for others: a page that opens addresses without end is not kept', () => {
    const first = addressIn('wss://a.example.com/0');
    for (let nth = 1; nth <= 200; nth += 1) addressIn(`wss://a.example.com/${nth}`);
    expect(addressIn('wss://a.example.com/0')).not.toBe(first);
    expect(addressIn('wss://a.example.com/0')?.href).toBe('wss://a.example.com/0');
  });
});
