import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {venues} from '../../src/venues/index.ts';
import {read, root, sourcesBelow, withoutComments} from './sources.ts';

const sources = sourcesBelow('src');

/** Folders among the venues that are no venue. */
const SHARED = ['table'];

describe('a venue', () => {
  const folders = readdirSync(join(root, 'src/venues'), {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
    .map((entry) => entry.name);
  /** Read off the page's table alone: no message of theirs has a shape. */
  const thin = venues.filter(({wanted}) => wanted.length === 0).map(({id}) => id);

  it('is one folder and one line in venues/index.ts', () => {
    expect(venues.map((venue) => venue.id).sort()).toEqual(folders.sort());
  });

  it.each(folders)('%s has its files and a test folder', (folder) => {
    const own = ['venue.ts', 'README.md'];
    const names = thin.includes(folder) ? own : [...own, 'frames.ts', 'reduce.ts', 'account.ts'];
    const missing = names.filter((name) => !existsSync(join(root, 'src/venues', folder, name)));
    expect(missing).toEqual([]);
    expect(existsSync(join(root, 'test/venues', folder))).toBe(true);
  });

  it.each(venues.map((venue) => [venue.id, venue] as const))(
    '%s names sources with the day they were read',
    (_, venue) => {
      expect(venue.sources.length).toBeGreaterThan(0);
      for (const source of venue.sources) expect(source.read).toMatch(/^20\d\d-\d\d-\d\d$/);
    },
  );

  it.each(venues.map((venue) => [venue.name] as const))('%s stands in the README', (name) => {
    expect(read('README.md')).toContain(name);
  });

  it('is known by name nowhere outside its folder', () => {
    const outside = sources.filter((file) => !file.path.startsWith('src/venues/'));
    const naming = outside.filter((file) =>
      folders.some((folder) => new RegExp(`['"\`]${folder}['"\`]`).test(withoutComments(file.text))),
    );
    expect(naming.map((file) => file.path)).toEqual([]);
  });
});

describe('a file', () => {
  it('stays one room: 250 lines, or a reason at its top', () => {
    const large = sources.filter(
      (file) => file.text.split('\n').length > 250 && !/^\/\*\*[\s\S]{0,600}?long because/i.test(file.text),
    );
    expect(large.map((file) => file.path)).toEqual([]);
  });

  it('has a name that says what is in it', () => {
    const vague = sources.filter((file) =>
      /(^|[-/])(data|info|utils?|helpers?|manager|misc|common)\./.test(file.path),
    );
    expect(vague.map((file) => file.path)).toEqual([]);
  });

  it('has no default export', () => {
    expect(sources.filter((file) => /^export default/m.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});

describe('code', () => {
  it('touches the browser only at the edges', () => {
    const inner = sources.filter((file) => /^src\/(engine|venues)\//.test(file.path));
    const touching = inner.filter((file) =>
      /\b(chrome|browser|window|document|globalThis|localStorage|process)\./.test(withoutComments(file.text)),
    );
    expect(touching.map((file) => file.path)).toEqual([]);
  });

  it('reads no clock inside the engine or a venue', () => {
    const inner = sources.filter((file) => /^src\/(engine|venues)\//.test(file.path));
    const reading = inner.filter((file) =>
      /Date\.now|new Date\(\)|performance\.|Math\.random/.test(withoutComments(file.text)),
    );
    expect(reading.map((file) => file.path)).toEqual([]);
  });

  it('turns no amount of money into a double: parseFloat, Number(…) and toNumber live in engine/scan only', () => {
    const money = sources.filter(
      (file) => /^src\/(engine|venues)\//.test(file.path) && !file.path.startsWith('src/engine/scan/'),
    );
    const doubles = money.filter((file) =>
      /parseFloat|\bNumber\(|\.toNumber\(/.test(withoutComments(file.text)),
    );
    expect(doubles.map((file) => file.path)).toEqual([]);
  });

  it('never speaks to the network', () => {
    const speaking = sources
      .filter((file) => !file.path.startsWith('src/tap/') && !file.path.startsWith('src/commands/'))
      .filter((file) =>
        /\bfetch\s*\(|new\s+(WebSocket|XMLHttpRequest|EventSource|WebTransport)|sendBeacon|(?<!typeof )\bimport\s*\(/.test(
          withoutComments(file.text),
        ),
      );
    expect(speaking.map((file) => file.path)).toEqual([]);
  });

  it('runs further scripts, the extension’s own, in two places only', () => {
    const running = sources.filter((file) =>
      /importScripts|createElement\(['"]script/.test(withoutComments(file.text)),
    );
    expect(running.map((file) => file.path)).toEqual(['src/background/lazy-shelf.ts', 'src/ui/settings.ts']);
  });

  it('reads no cookie, no page storage and no header', () => {
    const prying = sources.filter((file) =>
      /document\.cookie|cookies\.|localStorage|sessionStorage|indexedDB|getAllResponseHeaders|\.headers\b/.test(
        withoutComments(file.text),
      ),
    );
    expect(prying.map((file) => file.path)).toEqual([]);
  });

  it('evaluates no text', () => {
    const evaluating = sources.filter((file) =>
      /\beval\s*\(|new Function\b|\.innerHTML\s*=|dangerouslySetInnerHTML/.test(withoutComments(file.text)),
    );
    expect(evaluating.map((file) => file.path)).toEqual([]);
  });
});
