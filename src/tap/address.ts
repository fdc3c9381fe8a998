import {indexOf, slice} from './natives.ts';

/**
 * Where the part of an address ends that a row claims: scheme, host and path prefix; 0 when it is not the row's.
 * `url` is as the browser normalised it. `.a.example` stands for every host that ends so, a `:word` for one path segment.
 * A `?` that ends a path is also the end of an address.
 * No regular expression: it would leave its traces in the page's `RegExp.$1`.
 */
export const claimEnd = (url: string, host: string, path: string): number => {
  const start = indexOf(url, '://') + 3;
  let at = indexOf(url, '/', start);
  if (slice(url, host[0] === '.' ? at - host.length : start, at) !== host) return 0;
  for (let i = 0; i < path.length; i++, at++) {
    if (path[i] === ':') {
      while (!isEnd(url[at + 1])) at++;
      while (!isEnd(path[i + 1])) i++;
    } else if (path[i] !== (url[at] ?? '?')) return 0;
  }
  return at;
};

const isEnd = (letter = '/'): boolean => indexOf('/?', letter) >= 0;
