import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Site} from '../wire/site.ts';
import {html, json, script} from '../wire/site.ts';

/** What a page shows: texts alone. `\n` parts the blocks of a cell, `\t` the pieces of a line. */
export type Shown = {
  readonly rows: readonly (readonly string[])[];
  /** Labels and what stands beside them. */
  readonly figures?: readonly (readonly [label: string, value: string])[];
};

export type Dress = {
  readonly host: string;
  readonly lang: string;
  readonly form: 'table' | 'grid' | 'divs';
  readonly head: readonly string[];
  /** Shown in place of rows. */
  readonly nothing: string;
};

export type TableSite = {readonly site: Site; show(shown: Shown): void};

/** A trading page of which nothing but its table can be read: what it shows comes by a request that nobody wants. */
export function tableSite(dress: Dress): TableSite {
  let shown: Shown = {rows: []};
  const {host, lang, nothing} = dress;
  const page = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${host}</title>
    <style>.line {display: flex; gap: 2em} .line > * {flex: 1}</style>
    <header><a>Trade</a> <a>Liquidity</a></header><aside></aside><main></main>
    <script>const dress = ${JSON.stringify({...dress, nothing})};</script><script src="/page.js"></script>`;
  return {
    show: (next) => {
      shown = next;
    },
    site: {
      hosts: [host],
      answer: ({url}) => {
        if (url.pathname === '/page.js')
          return script(readFileSync(join(import.meta.dirname, 'page.js'), 'utf8'));
        if (url.pathname === '/shown') return json(shown);
        return url.pathname === '/favicon.ico' ? undefined : html(page);
      },
    },
  };
}
