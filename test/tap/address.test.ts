import {describe, expect, it} from 'vitest';
import {claimEnd} from '../../src/tap/address.ts';

/** The part that is claimed, or null. */
const claimed = (url: string, host: string, path = '') => url.slice(0, claimEnd(url, host, path)) || null;

describe('a row claims', () => {
  it.each([
    ['wss://a.example/ws', 'a.example', '/ws', 'wss://a.example/ws'],
    ['wss://a.example/ws/SECRETKEY', 'a.example', '/ws', 'wss://a.example/ws'],
    ['wss://a.example/ws?listenKey=SECRET', 'a.example', '/ws', 'wss://a.example/ws'],
    ['wss://a.example/SECRETKEY', 'a.example', '', 'wss://a.example'],
    ['wss://one.a.example/', '.a.example', '', 'wss://one.a.example'],
    ['wss://one.a.example:8443/ws/v5', '.a.example:8443', '/ws', 'wss://one.a.example:8443/ws'],
    [
      'https://a.example/api/v6/private/x?y=1',
      'a.example',
      '/api/:version/private',
      'https://a.example/api/v6/private',
    ],
    ['https://a.example/api/v6', 'a.example', '/api/:version', 'https://a.example/api/v6'],
    ['https://a.example/api/v6?y=1', 'a.example', '/api/:version', 'https://a.example/api/v6'],
    ['https://a.example/account?by=1', 'a.example', '/account?', 'https://a.example/account?'],
    ['https://a.example/account', 'a.example', '/account?', 'https://a.example/account'],
    ['https://a.example/v1/x', 'a.example', '/v1/:word?', 'https://a.example/v1/x'],
    ['blob:https://a.example/9f-1', 'a.example', '', 'blob:https://a.example'],
  ])('of %s for %s%s only %s', (url, host, path, expected) => {
    expect(claimed(url, host, path)).toBe(expected);
  });

  it.each([
    ['another host', 'wss://b.example/ws', 'a.example', '/ws'],
    ['a host that ends alike', 'wss://evila.example/', 'a.example', ''],
    ['a host that only ends alike, under a star', 'wss://evila.example/', '.a.example', ''],
    ['the star’s own host', 'wss://a.example/', '.a.example', ''],
    ['a host in the path', 'wss://evil.example/.a.example/', '.a.example', ''],
    ['a host in the user part', 'wss://a.example@evil.example/ws', 'a.example', '/ws'],
    ['another port', 'wss://a.example:8443/ws', 'a.example', '/ws'],
    ['no port where one is named', 'wss://one.a.example/ws', '.a.example:8443', '/ws'],
    ['another path', 'wss://a.example/other', 'a.example', '/ws'],
    ['a path that stops short', 'https://a.example/api', 'a.example', '/api/:version/private'],
    ['another path behind the word', 'https://a.example/api/v6/public', 'a.example', '/api/:version/private'],
    ['a longer path than the only one', 'https://a.example/accountLimits', 'a.example', '/account?'],
    ['what stands below the only path', 'https://a.example/account/keys?by=1', 'a.example', '/account?'],
    ['another question', 'https://a.example/account?by=1', 'a.example', '/account?user='],
    ['an empty address', '', 'a.example', ''],
    ['an address without a host', 'data:text/plain,x', 'a.example', ''],
  ])('not %s', (_, url, host, path) => {
    expect(claimed(url, host, path)).toBeNull();
  });
});
