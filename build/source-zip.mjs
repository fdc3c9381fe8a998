// What a reviewer needs to build the same bytes: `npm run build:amo` writes the extension and this beside it.

import {readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build, zip} from '../build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** All that a build reads, and how to run it. */
const TAKEN = [
  'LICENSE',
  'README.md',
  'build',
  'build.d.mts',
  'build.mjs',
  'icons',
  'manifest.json',
  'package-lock.json',
  'package.json',
  'src',
  'tsconfig.json',
];

/** Path → bytes of every source file. */
export async function sources() {
  const out = new Map();
  const take = async (path) => {
    const entries = await readdir(join(root, path), {withFileTypes: true}).catch(() => null);
    if (entries === null) out.set(path, new Uint8Array(await readFile(join(root, path))));
    else for (const entry of entries) await take(`${path}/${entry.name}`);
  };
  for (const path of TAKEN) await take(path);
  return out;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await build();
  const name = `plimsoll-${version}-source.zip`;
  await writeFile(join(root, 'dist', name), zip(await sources()));
  console.log(`dist/plimsoll-${version}-firefox.zip\ndist/${name}`);
}
