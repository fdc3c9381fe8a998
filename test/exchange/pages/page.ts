import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Ask, Reply} from '../wire/site.ts';

const here = import.meta.dirname;
const read = (...path: string[]) => readFileSync(join(here, ...path), 'utf8');

const TYPE: Record<string, string> = {js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml'};

/** The look that all simulated exchanges share, and each one's own client: `/assets/trade.css`, `/assets/client.js`. */
export function asset({url}: Ask, folder: string): Reply | undefined {
  const name = /^\/assets\/([\w-]+\.(js|css))$/.exec(url.pathname)?.[1];
  if (name === undefined) return undefined;
  const type = `${TYPE[name.split('.')[1] ?? '']}; charset=utf-8`;
  return {type, body: name === 'client.js' ? readFileSync(join(folder, name), 'utf8') : read(name)};
}

export type Chrome = {
  readonly brand: string;
  /** Accent colour of the exchange's dress. */
  readonly accent: string;
  readonly symbol: string;
  readonly links: readonly string[];
};

/** An exchange's trading page in the exchange's own colours. */
export const tradePage = ({brand, accent, symbol, links}: Chrome): string =>
  read('trade.html')
    .replaceAll('{{brand}}', brand)
    .replace('/* accent */', `:root { --accent: ${accent} }`)
    .replaceAll('{{symbol}}', symbol)
    .replaceAll('{{links}}', links.map((link) => `<a>${link}</a>`).join(''));
