import {indexOf, slice} from './natives.ts';

/**
 * Where the part of an address ends that a row claims: scheme, host and path prefix; 0 when it is not the row's.
 * `url` is as the browser normalised it. `*` stands for the beginning of a host, a `:word` for one path segment.
 * No regular expression: it would leave its traces in the page's `RegExp.$1`.
 */
export const claimEnd = (url: string, host: string, path: string): number => {
  const start = indexOf(url, '://') + 3;
  let at = indexOf(url, '/', start);
  const stars = host[0] === '*' ? 1 : 0;
  if (slice(url, stars ? at - host.length + 1 : start, at) !== slice(host, stars)) return 0;
  for (let i = 0; i < path.length; i++, at++) {
    if (path[i] === ':') {
      while (!isEnd(url[at + 1])) at++;
      while (!isEnd(path[i + 1])) i++;
    } else if (path[i] !== url[at]) return 0;
  }
  return at;
};

const isEnd = (letter: string | undefined): boolean => !letter || letter === '/' || letter === '?';
