// Whose work ships inside the extension, and under which licence: `npm run licences`.

import {readdir, readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const json = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** Runtime packages with all that they need, by the lock file: name, version, licence and its text. Sorted by name. */
export async function licences() {
  const {packages} = await json(join(root, 'package-lock.json'));
  const found = new Map();
  const walk = async (names) => {
    for (const name of names) {
      const entry = packages[`node_modules/${name}`];
      if (found.has(name) || entry === undefined) continue;
      found.set(name, {name, version: entry.version, licence: entry.license, text: await textOf(name)});
      await walk(Object.keys(entry.dependencies ?? {}));
    }
  };
  await walk(Object.keys(packages[''].dependencies));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function textOf(name) {
  const folder = join(root, 'node_modules', name);
  const file = (await readdir(folder)).find((each) => /^licen[cs]e(\.|$)/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
}

/** The notices that those licences ask for, as one text that lies in the extension. */
export async function notices() {
  const all = await licences();
  return `${all.map(({name, version, licence, text}) => `${name} ${version} (${licence})\n\n${text}\n`).join(`\n${'-'.repeat(72)}\n\n`)}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const {name, version, licence} of await licences()) console.log(`${name} ${version} ${licence}`);
}
