// Builds both flavours of the extension: `node build.mjs`. See README, "Build".
// Everything that names an exchange (content-script matches, host permissions, the tables of wanted frames) is read from
// the venues' own declarations, so adding one touches nothing here.

import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import * as esbuild from 'esbuild';
import {zipSync} from 'fflate';

const root = dirname(fileURLToPath(import.meta.url));
const FLAVOURS = ['chrome', 'firefox'];
const TARGET = ['chrome128', 'firefox142'];

/** Puts a shorter list in the place of `src/venues/index.ts`, to weigh what one exchange adds. */
const withVenues = (ids) => ({
  name: 'with-venues',
  setup({onLoad}) {
    onLoad({filter: /src[\\/]venues[\\/]index\.ts$/}, async ({path}) => {
      const lines = (await readFile(path, 'utf8')).split('\n');
      const imports = lines.filter((line) => ids.some((id) => line.includes(`'./${id}/venue.ts'`)));
      const names = imports.map((line) => /\{\s*(\w+)\s*\}/.exec(line)?.[1]);
      return {contents: `${imports.join('\n')}\nexport const venues = [${names.join()}];`, loader: 'ts'};
    });
  },
});

/** What of the tap only some exchanges need: the file with it, its export, and who needs it. A page gets no ear in vain. */
const EARS = [
  {file: 'bytes', hook: 'handOn', needs: (row) => row.via === 'websocket' && row.bytes !== undefined},
  {file: 'worker', hook: 'hookWorkers', needs: (row) => row.via === 'worker'},
];

/** Leaves these ears out of the tap. */
const without = (ears) => ({
  name: 'without',
  setup({onLoad}) {
    for (const {file, hook} of ears)
      onLoad({filter: new RegExp(`src[\\\\/]tap[\\\\/]${file}\\.ts$`)}, () => ({
        contents: `export const ${hook} = () => {};`,
        loader: 'ts',
      }));
  },
});

const earsOf = ({wanted}) => EARS.filter(({needs}) => wanted.some(needs));

/** The tap for one exchange's pages; exchanges that need the same share one. */
const tapFor = (venue) => `${['tap', ...earsOf(venue).map(({file}) => file)].join('-')}.js`;

/**
 * Bundles for a context, without writing. Every bundle is a classic script: no module loader in the page, none in
 * Firefox's event page. `venueIds`: with these exchanges only.
 */
export async function bundle(entry, {define = {}, sourcemap = false, venueIds, plugins = []} = {}) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: TARGET,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: sourcemap ? 'inline' : false,
    define,
    plugins: venueIds ? [withVenues(venueIds), ...plugins] : plugins,
    metafile: true,
    logLevel: 'silent',
  });
  return {text: result.outputFiles[0].text, metafile: result.metafile};
}

/** The venues' declarations, by running `src/venues/index.ts` itself. */
export async function loadVenues() {
  const {outputFiles} = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/venues/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    logLevel: 'silent',
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  const {venues} = await import(`data:text/javascript;base64,${source}`);
  return venues;
}

const matches = (venue) => [...new Set(venue.pages.map((page) => `https://${page.host}/*`))].sort();

/**
 * Isolated before MAIN: scripts run in the order of these entries, and the isolated one must be listening first.
 * Whole hosts only: `match_origin_as_fallback` forbids a narrower path.
 */
function contentScripts(venue) {
  const everywhere = {
    matches: matches(venue),
    run_at: 'document_start',
    all_frames: true,
    match_origin_as_fallback: true,
  };
  return [
    {...everywhere, js: [`wanted/${venue.id}.js`, 'content.js']},
    {...everywhere, js: [tapFor(venue)], world: 'MAIN'},
  ];
}

/** Reads the positions table of a page whose messages are not seen; until then a timer in the top frame. */
const tableReader = (venues) => ({
  matches: [...new Set(venues.flatMap(matches))].sort(),
  run_at: 'document_idle',
  js: ['table.js'],
});

/** Pages of ours beside the popup, each a folder in `src/ui`: its script's ending, and what lies beside it. */
const PAGES = [
  {name: 'history', script: 'tsx', beside: ['history.html', 'history.css']},
  {name: 'chime', script: 'ts', beside: ['chime.html']},
];

/** The manifest of one flavour: `manifest.json`, its `flavours` entry merged in, and what follows from the venues and the version. */
export function manifestFor(flavour, source, venues, version) {
  const {flavours, action, ...common} = source;
  const {action: flavourAction, ...own} = flavours[flavour];
  return {
    ...common,
    version,
    ...(existsSync(join(root, 'src/ui/_locales')) ? {default_locale: 'en'} : {}),
    action: {...action, ...flavourAction},
    host_permissions: [...new Set(venues.flatMap(matches))].sort(),
    content_scripts: [...venues.flatMap(contentScripts), tableReader(venues)],
    ...own,
  };
}

/** Every file of the extension but the manifest, by its path inside it. */
export async function files({define = {}} = {}) {
  const venues = await loadVenues();
  const out = new Map();
  const background = await bundle('src/background/background.ts', {define});
  const content = await bundle('src/content/content.ts', {define});
  const popup = await bundle('src/ui/popup/popup.tsx', {define});
  out.set('background.js', background.text);
  out.set('content.js', content.text);
  out.set('popup.js', popup.text);
  out.set('table.js', (await bundle('src/content/reader/reader.ts', {define})).text);
  for (const venue of venues) {
    const {labels} = venue.table ?? {};
    const wanted = JSON.stringify({venue: venue.id, wanted: venue.wanted, labels});
    out.set(`wanted/${venue.id}.js`, `globalThis.plimsollWanted=${wanted};\n`);
  }
  for (const venue of venues) {
    if (out.has(tapFor(venue))) continue;
    const plugins = [without(EARS.filter((ear) => !earsOf(venue).includes(ear)))];
    out.set(tapFor(venue), (await bundle('src/tap/tap.ts', {define, plugins})).text);
  }
  for (const page of ['popup.html', 'popup.css']) {
    out.set(page, await readFile(join(root, 'src/ui/popup', page)));
  }
  for (const {name, script, beside} of PAGES) {
    out.set(`${name}.js`, (await bundle(`src/ui/${name}/${name}.${script}`, {define})).text);
    for (const file of beside) out.set(file, await readFile(join(root, 'src/ui', name, file)));
  }
  for (const size of [16, 32, 48, 128]) {
    out.set(`icons/${size}.png`, await readFile(join(root, `icons/${size}.png`)));
  }
  const metafiles = {background: background.metafile, content: content.metafile, popup: popup.metafile};
  return {venues, out, metafiles};
}

/** `_locales` lies where the texts are used; the browsers want it at the top. */
async function localeFiles() {
  const directory = join(root, 'src/ui/_locales');
  if (!existsSync(directory)) return [];
  const locales = (await readdir(directory)).sort();
  return Promise.all(
    locales.map(async (locale) => [
      `_locales/${locale}/messages.json`,
      await readFile(join(directory, locale, 'messages.json')),
    ]),
  );
}

/** A zip whose bytes depend on the files alone: sorted names, one fixed date, no attributes of this machine. */
export function zip(out) {
  const mtime = new Date(1980, 0, 1);
  const entries = [...out].sort(([a], [b]) => (a < b ? -1 : 1));
  const tree = Object.fromEntries(
    entries.map(([name, content]) => [
      name,
      [
        typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
        {mtime, level: 9, os: 3, attrs: 0},
      ],
    ]),
  );
  return zipSync(tree);
}

/** Writes `dist/chrome`, `dist/firefox` and their zips (or under `outdir`); answers with where. */
export async function build({outdir = join(root, 'dist'), define = {}, zips = true} = {}) {
  const source = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'));
  const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const {venues, out} = await files({define});
  for (const [name, content] of await localeFiles()) out.set(name, content);
  const written = {};
  for (const flavour of FLAVOURS) {
    const manifest = manifestFor(flavour, source, venues, version);
    const all = new Map([...out, ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`]]);
    const directory = join(outdir, flavour);
    await rm(directory, {recursive: true, force: true});
    for (const [name, content] of all) {
      await mkdir(dirname(join(directory, name)), {recursive: true});
      await writeFile(join(directory, name), content);
    }
    written[flavour] = directory;
    if (zips) await writeFile(join(outdir, `plimsoll-${version}-${flavour}.zip`), zip(all));
  }
  return written;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const written = await build();
  for (const [flavour, directory] of Object.entries(written)) console.log(`${flavour}: ${directory}`);
}
