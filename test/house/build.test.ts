import {execFile} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {build} from '../../build.mjs';
import {venues} from '../../src/venues/index.ts';
import {weights} from '../bench/bytes.ts';
import {root} from './sources.ts';

const first = mkdtempSync(join(tmpdir(), 'plimsoll-build-'));
const second = mkdtempSync(join(tmpdir(), 'plimsoll-build-'));
const manifest = (flavour: string) => JSON.parse(readFileSync(join(first, flavour, 'manifest.json'), 'utf8'));

beforeAll(async () => {
  await build({outdir: first});
  await build({outdir: second});
}, 60_000);
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

  it('keeps every part within its bytes', async () => {
    const parts = await weights();
    expect(parts.length).toBeGreaterThanOrEqual(4 + venues.length);
    expect(parts.filter(({gzip}) => gzip < 200)).toEqual([]);
    expect(parts.filter(({gzip, limit}) => gzip > limit)).toEqual([]);
  });

  it.each(['chrome', 'firefox'])(
    'asks for no more than storage, alarms, notifications and the exchanges’ pages (%s)',
    (flavour) => {
      const {permissions, host_permissions, optional_permissions} = manifest(flavour);
      // Chrome has no side panel without its permission, which warns of nothing.
      const panel = flavour === 'chrome' ? ['sidePanel'] : [];
      expect(permissions).toEqual(['storage', 'alarms', 'notifications', ...panel]);
      const pages = venues.flatMap((venue) => venue.pages.map((page) => `https://${page.host}/*`));
      expect(host_permissions).toEqual([...new Set(pages)].sort());
      // Chrome's worker has no ears: the chime's document is asked for when the user wants the chime.
      expect(optional_permissions).toEqual(flavour === 'chrome' ? ['offscreen'] : undefined);
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
      expect(entries).toHaveLength(2 * venues.length + 2);
      // Pill and reader of tables come last, and never in the page's world.
      expect(entries.slice(-2).map(({js}) => js)).toEqual([['pill.js'], ['table.js']]);
      for (const [index, entry] of entries.entries()) {
        expect(entry.world).toBe(index % 2 === 0 || index >= 2 * venues.length ? undefined : 'MAIN');
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
        !(
          warning.code === 'UNSAFE_VAR_ASSIGNMENT' &&
          /^(popup|history|options|welcome|demo)\.js$/.test(warning.file)
        ),
    );
    expect(unknown).toEqual([]);
  }, 60_000);
});
