import {execFile} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {build, bundle} from '../../build.mjs';
import {venues} from '../../src/venues/index.ts';
import {root} from './sources.ts';

/**
 * Gzip bytes that each part may weigh: what ships in the page is counted. The background without an exchange, and what
 * each exchange adds to it, are weighed apart, or the twentieth exchange would have to be paid for by the engine.
 */
const BUDGET = {tap: 2048, content: 8 * 1024, background: 60 * 1024, venue: 14 * 1024, popup: 25 * 1024};

const first = mkdtempSync(join(tmpdir(), 'plimsoll-build-'));
const second = mkdtempSync(join(tmpdir(), 'plimsoll-build-'));
const gzip = (path: string) => gzipSync(readFileSync(join(first, 'chrome', path)), {level: 9}).length;
const manifest = (flavour: string) => JSON.parse(readFileSync(join(first, flavour, 'manifest.json'), 'utf8'));

beforeAll(async () => {
  await build({outdir: first});
  await build({outdir: second});
});
afterAll(() => {
  for (const directory of [first, second]) rmSync(directory, {recursive: true, force: true});
});

describe('the build', () => {
  it('gives the same bytes twice', () => {
    const zips = readdirSync(first).filter((name) => name.endsWith('.zip'));
    expect(zips).toHaveLength(2);
    for (const name of zips) {
      expect(readFileSync(join(first, name)).equals(readFileSync(join(second, name)))).toBe(true);
    }
  });

  it.each(venues.map((venue) => venue.id))('keeps the tap of %s within its bytes', (id) => {
    expect(gzip(`tap/${id}.js`)).toBeLessThanOrEqual(BUDGET.tap);
  });

  it.each(['content', 'popup'] as const)('keeps %s within its bytes', (part) => {
    expect(gzip(`${part}.js`)).toBeLessThanOrEqual(BUDGET[part]);
  });

  it('keeps the background, and what each venue adds to it, within their bytes', async () => {
    const weigh = async (venueIds: readonly string[]) =>
      gzipSync((await bundle('src/background/background.ts', {venueIds})).text, {level: 9}).length;
    const alone = await weigh([]);
    expect(alone).toBeGreaterThan(20_000);
    expect(alone).toBeLessThanOrEqual(BUDGET.background);
    for (const {id} of venues) {
      const added = (await weigh([id])) - alone;
      expect(added, id).toBeGreaterThan(1000);
      expect(added, id).toBeLessThanOrEqual(BUDGET.venue);
    }
  });

  it.each(['chrome', 'firefox'])(
    'asks for no more than storage, alarms and the exchanges’ pages (%s)',
    (flavour) => {
      const {permissions, host_permissions, optional_permissions} = manifest(flavour);
      expect(permissions).toEqual(['storage', 'alarms']);
      const pages = venues.flatMap((venue) => venue.pages.map((page) => `https://${page.host}/*`));
      expect(host_permissions).toEqual([...new Set(pages)].sort());
      expect(optional_permissions).toBeUndefined();
    },
  );

  it.each(['chrome', 'firefox'])('lets no context of ours speak to the network (%s)', (flavour) => {
    const policy: string = manifest(flavour).content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it.each(['chrome', 'firefox'])(
    'lists the isolated script before the page’s, for whole hosts (%s)',
    (flavour) => {
      const entries: {world?: string; js: string[]; matches: string[]}[] = manifest(flavour).content_scripts;
      expect(entries).toHaveLength(2 * venues.length);
      for (const [index, entry] of entries.entries()) {
        expect(entry.world).toBe(index % 2 === 0 ? undefined : 'MAIN');
        for (const match of entry.matches) expect(match).toMatch(/^https:\/\/[^/*]+\/\*$/);
        for (const file of entry.js) expect(existsSync(join(first, flavour, file))).toBe(true);
      }
    },
  );

  it('passes the add-on linter without an error, and with no warning but the known one of Preact', async () => {
    const {stdout} = await promisify(execFile)(
      join(root, 'node_modules/.bin/web-ext'),
      ['lint', '--source-dir', join(first, 'firefox'), '--output', 'json'],
      {maxBuffer: 1e7},
    ).catch((error: {stdout: string}) => error);
    const {errors, warnings} = JSON.parse(stdout);
    expect(errors).toEqual([]);
    const unknown = warnings.filter(
      (warning: {code: string; file: string}) =>
        !(warning.code === 'UNSAFE_VAR_ASSIGNMENT' && warning.file === 'popup.js'),
    );
    expect(unknown).toEqual([]);
  }, 60_000);
});
