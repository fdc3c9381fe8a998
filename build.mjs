// Builds both flavours of the extension: `node build.mjs`. See README, "Build".
// Everything that names an exchange (content-script matches, host permissions, the tables of wanted frames) is read from
// the venues' own declarations, so adding one touches nothing here.

import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join, relative} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import * as esbuild from 'esbuild';
import {zipSync} from 'fflate';
import {notices} from './build/licences.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const FLAVOURS = ['chrome', 'firefox'];
const TARGET = ['chrome128', 'firefox142'];
const COMMON = {
  absWorkingDir: root,
  // Names of shared scripts follow from paths: those as they are written, wherever the packages really lie.
  preserveSymlinks: true,
  bundle: true,
  write: false,
  target: TARGET,
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  logLevel: 'silent',
};

/** What the background must know of an exchange before one of its pages is open. */
const declarationOf = ({id, name, pages}) => ({id, name, pages});

/** Puts the shelf that takes exchanges down one by one in the place of the one that holds them all. */
const withLazyShelf = (venues) => ({
  name: 'with-lazy-shelf',
  setup({onLoad}) {
    onLoad({filter: /src[\\/]background[\\/]shelf\.ts$/}, () => ({
      contents: `import {builtShelf} from './lazy-shelf.ts';
export const shelf = builtShelf(${JSON.stringify(venues.map(declarationOf))});`,
      loader: 'ts',
    }));
  },
});

/** A script for each exchange, that exports it as `venue`; `src/venues/index.ts` says under which name its folder does. */
const venueScripts = {
  name: 'venue-scripts',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^venue:/}, ({path}) => ({path: path.slice('venue:'.length), namespace: 'venue'}));
    onLoad({filter: /.*/, namespace: 'venue'}, async ({path: id}) => {
      const index = await readFile(join(root, 'src/venues/index.ts'), 'utf8');
      const name = new RegExp(`\\{(\\w+)\\} from '\\./${id}/venue\\.ts'`).exec(index)?.[1];
      const contents = `import {withTable} from './table/with-table.ts';
import {${name}} from './${id}/venue.ts';
export const venue = withTable(${name});`;
      return {contents, resolveDir: join(root, 'src/venues'), loader: 'ts'};
    });
  },
};

/**
 * Keeps the parts of the background apart in classic scripts: each is a room under its file's name, opened once, when it
 * is first asked for, so the order in which rooms come does not matter. Browsers have module loaders, but none that a service worker may use after its start.
 */
const ROOMS = `"use strict";{const rooms={},open={};
globalThis.plimsollRoom=(name,room)=>{rooms[name]??=room};
globalThis.plimsollOpen=name=>{
if(!open[name]){if(!rooms[name])throw new Error(name+" has not been loaded");
const module={exports:{}};rooms[name](module,path=>plimsollOpen(path.slice(path.lastIndexOf("/")+1)));open[name]=module.exports}
return open[name]}}
`;

/** What the background fetches when it is needed: each exchange, and what the popup studies. */
const onDemand = (venues) => ({
  study: 'src/reading/study.ts',
  ...Object.fromEntries(venues.map(({id}) => [`venues/${id}`, `venue:${id}`])),
});

/** The background's core as one script, a script for each thing on demand, and those that several of these share. */
async function backgroundScripts(venues, define) {
  const {outputFiles, metafile} = await esbuild.build({
    ...COMMON,
    entryPoints: {background: 'src/background/background.ts', ...onDemand(venues)},
    outdir: 'out',
    format: 'esm',
    splitting: true,
    chunkNames: 'shared/[hash]',
    define,
    plugins: [withLazyShelf(venues), venueScripts],
  });
  const core = needsOf('out/background.js', metafile);
  const rooms = new Map();
  for (const {path, text} of outputFiles) {
    const name = relative(root, path).replaceAll('\\', '/');
    rooms.set(name, await asRoom(name, text));
  }
  const out = new Map(
    [...rooms].filter(([name]) => !core.includes(name)).map(([name, text]) => [inside(name), text]),
  );
  const scripts = Object.fromEntries(
    Object.keys(onDemand(venues)).map((name) => [
      basename(name),
      needsOf(`out/${name}.js`, metafile)
        .filter((need) => !core.includes(need))
        .map(inside),
    ]),
  );
  // Words for whoever chose another language than the browser's, and to tell reasons by.
  for (const locale of await locales()) scripts[locale] = [`locales/${locale}.js`];
  scripts.reasons = ['reasons.js'];
  const first = core.map((name) => rooms.get(name)).join('');
  const start = `globalThis.plimsollScripts=${JSON.stringify(scripts)};plimsollOpen("background.js");\n`;
  out.set('background.js', ROOMS + first + start);
  return {out, metafile};
}

const inside = (name) => name.slice('out/'.length);

/** A script with all that it imports, itself last. */
function needsOf(name, {outputs}) {
  const imported = outputs[name].imports.filter(({kind}) => kind === 'import-statement');
  const before = imported.flatMap(({path}) => needsOf(path, {outputs}));
  return [...new Set([...before.toSorted(), name])];
}

async function asRoom(name, text) {
  const {code} = await esbuild.transform(text, {
    format: 'cjs',
    minify: true,
    target: TARGET,
    charset: 'utf8',
  });
  return `plimsollRoom(${JSON.stringify(basename(name))},(module,require)=>{"use strict";${code}});\n`;
}

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
 * Firefox's event page.
 */
export async function bundle(entry, {define = {}, sourcemap = false, plugins = []} = {}) {
  const result = await esbuild.build({
    ...COMMON,
    entryPoints: [entry],
    outdir: 'out',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: sourcemap ? 'inline' : false,
    define,
    plugins,
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

/** The pill stands in top frames only, so no other frame carries its weight. */
const pill = (venues) => ({
  matches: [...new Set(venues.flatMap(matches))].sort(),
  run_at: 'document_start',
  js: ['pill.js'],
});

/** Pages of ours beside the popup, each a folder in `src/ui`: its script's ending, and what lies beside it. */
const PAGES = [
  {name: 'history', script: 'tsx', beside: ['history.html', 'history.css']},
  {name: 'options', script: 'tsx', beside: ['options.html', 'options.css']},
  {name: 'chime', script: 'ts', beside: ['chime.html']},
  {name: 'welcome', script: 'tsx', beside: ['welcome.html', 'welcome.css']},
  {name: 'demo', script: 'tsx', beside: ['demo.html', 'demo.css']},
];

/** The manifest of one flavour: `manifest.json`, its `flavours` entry merged in, and what follows from the venues and the version. */
export function manifestFor(flavour, source, venues, version) {
  const {flavours, action, ...common} = source;
  const {action: flavourAction, ...own} = flavours[flavour];
  return {
    ...common,
    version,
    action: {...action, ...flavourAction},
    host_permissions: [...new Set(venues.flatMap(matches))].sort(),
    content_scripts: [...venues.flatMap(contentScripts), pill(venues), tableReader(venues)],
    ...own,
  };
}

/** Every file of the extension but the manifest, by its path inside it. */
export async function files({define = {}} = {}) {
  const venues = await loadVenues();
  const out = new Map();
  const background = await backgroundScripts(venues, define);
  const content = await bundle('src/content/content.ts', {define});
  const popup = await bundle('src/ui/popup/popup.tsx', {define});
  for (const [name, text] of background.out) out.set(name, text);
  out.set('content.js', content.text);
  out.set('pill.js', (await bundle('src/content/pill/pill.ts', {define})).text);
  out.set('popup.js', popup.text);
  out.set('ask-ahead.js', (await bundle('src/ui/popup/ask-ahead.ts', {define})).text);
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
  for (const page of ['popup.html', 'panel.html', 'popup.css']) {
    out.set(page, await readFile(join(root, 'src/ui/popup', page)));
  }
  const listed = venues.map(({id, name, pages}) => ({
    id,
    name,
    hosts: [...new Set(pages.map(({host}) => host))],
  }));
  out.set('venues.js', `globalThis.plimsollVenues=${JSON.stringify(listed)};\n`);
  // No page of ours may open a connection, not even to a file of ours: so the demo's recording is a script too.
  const day = await readFile(join(root, 'src/ui/demo/day.ndjson'), 'utf8');
  out.set('day.js', `globalThis.plimsollDay=${JSON.stringify(day)};\n`);
  for (const {name, script, beside} of PAGES) {
    out.set(`${name}.js`, (await bundle(`src/ui/${name}/${name}.${script}`, {define})).text);
    for (const file of beside) out.set(file, await readFile(join(root, 'src/ui', name, file)));
  }
  for (const size of [16, 32, 48, 128]) {
    out.set(`icons/${size}.png`, await readFile(join(root, `icons/${size}.png`)));
  }
  out.set('licences.txt', await notices());
  const metafiles = {background: background.metafile, content: content.metafile, popup: popup.metafile};
  return {venues, out, metafiles};
}

const LOCALES = join(root, 'src/ui/_locales');
const locales = async () => (await readdir(LOCALES)).sort();

/**
 * `_locales` lies where the texts are used; the browsers want it at the top. They give a page the texts of their own
 * language only, so for whoever chose another the same texts lie there as scripts.
 */
async function localeFiles() {
  const files = await Promise.all(
    (await locales()).map(async (locale) => {
      const messages = await readFile(join(LOCALES, locale, 'messages.json'));
      const texts = Object.entries(JSON.parse(messages)).map(([key, {message}]) => [key, message]);
      const script = `(globalThis.plimsollTexts??={}).${locale}=${JSON.stringify(Object.fromEntries(texts))};\n`;
      return [
        [`_locales/${locale}/messages.json`, messages],
        [`locales/${locale}.js`, script],
        ...(locale === 'en' ? [['reasons.js', reasonsScript(texts)]] : []),
      ];
    }),
  );
  return files.flat();
}

/** The English templates of reasons, by which those of engine and exchanges are told from one another. */
const reasonsScript = (texts) => {
  const reasons = texts.filter(([key]) => key.startsWith('reason_'));
  return `globalThis.plimsollReasons=${JSON.stringify(Object.fromEntries(reasons))};\n`;
};

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
