import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, describe, expect, it} from 'vitest';
import {licences, notices} from '../../build/licences.mjs';
import {sources} from '../../build/source-zip.mjs';
import {build} from '../../build.mjs';
import {root} from './sources.ts';

const own = mkdtempSync(join(tmpdir(), 'plimsoll-own-'));
const rebuilt = mkdtempSync(join(tmpdir(), 'plimsoll-rebuilt-'));
afterAll(() => {
  for (const directory of [own, rebuilt]) rmSync(directory, {recursive: true, force: true});
});

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

describe('the supply chain', () => {
  it('names every version exactly, and every package’s bytes', () => {
    const wanted = Object.entries({...manifest.dependencies, ...manifest.devDependencies});
    for (const [name, version] of wanted) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    const unsealed = Object.entries<{integrity?: string}>(lock.packages).filter(
      ([path, {integrity}]) => path !== '' && integrity === undefined,
    );
    expect(unsealed).toEqual([]);
  });

  it('ships few packages, all under licences that ask for no more than their notice, and the notices with them', async () => {
    const shipped = await licences();
    expect(shipped.length).toBeGreaterThanOrEqual(Object.keys(manifest.dependencies).length);
    expect(shipped.length).toBeLessThanOrEqual(10);
    expect(shipped.filter(({licence}) => !['MIT', 'ISC'].includes(licence))).toEqual([]);
    const text = await notices();
    for (const {name, version} of shipped) expect(text).toContain(`${name} ${version}`);
    expect(text.match(/permission/gi)?.length).toBeGreaterThanOrEqual(shipped.length);
  });

  it('builds the same bytes from the source zip alone', async () => {
    for (const [path, content] of await sources()) {
      mkdirSync(dirname(join(rebuilt, path)), {recursive: true});
      writeFileSync(join(rebuilt, path), content);
    }
    symlinkSync(join(root, 'node_modules'), join(rebuilt, 'node_modules'));
    await promisify(execFile)(process.execPath, ['build.mjs'], {cwd: rebuilt});
    await build({outdir: own});
    for (const flavour of ['chrome', 'firefox']) {
      const name = `plimsoll-${manifest.version}-${flavour}.zip`;
      const [ours, theirs] = [join(own, name), join(rebuilt, 'dist', name)].map((path) => readFileSync(path));
      expect(ours?.length).toBeGreaterThan(100_000);
      expect(theirs?.equals(ours ?? Buffer.alloc(0)), name).toBe(true);
    }
  }, 60_000);
});
