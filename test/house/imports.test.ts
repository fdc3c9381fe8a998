import * as esbuild from 'esbuild';
import {describe, expect, it} from 'vitest';
import {root, sourcesBelow} from './sources.ts';

/**
 * What each room may import. `src/messages.ts` and `src/study.ts` are the contract that contexts share; `src/settings.ts`,
 * `src/capture.ts`, `src/load-line.ts` and `src/chime.ts` are single pure files at the top; `src/history` is the one store
 * that the background writes and a page reads; `src/reading` makes of frames what is shown, for the background, the
 * demo and the commands alike.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  engine: ['engine', 'decimal.js'],
  venues: ['venues', 'engine', 'valibot', 'fflate'],
  tap: ['tap', 'venues'],
  content: ['content', 'messages.ts', 'venues', 'ui/overlay'],
  reading: ['reading', 'messages.ts', 'study.ts', 'load-line.ts', 'settings.ts', 'venues', 'engine'],
  background: [
    'background',
    'reading',
    'messages.ts',
    'study.ts',
    'capture.ts',
    'load-line.ts',
    'settings.ts',
    'chime.ts',
    'history',
    'venues',
    'engine',
    'valibot',
  ],
  ui: [
    'ui',
    'reading',
    'capture.ts',
    'messages.ts',
    'study.ts',
    'load-line.ts',
    'settings.ts',
    'chime.ts',
    'history',
    'venues',
    'engine',
    'preact',
    '@preact/signals',
    'uplot',
  ],
  commands: ['commands', 'reading', 'capture.ts', 'venues', 'engine', 'node:'],
  'messages.ts': ['engine', 'venues', 'study.ts', 'valibot'],
  'study.ts': ['engine', 'valibot'],
  'capture.ts': ['venues', 'valibot'],
  'load-line.ts': [],
  'settings.ts': ['valibot'],
  'chime.ts': [],
  history: ['history', 'engine', 'idb'],
};

/** Of these only the types: nothing of them is in a bundle. */
const MAY_IMPORT_TYPES: Record<string, readonly string[]> = {background: ['webextension-polyfill']};

async function graph() {
  const entries = sourcesBelow('src').map((file) => file.path);
  const {metafile} = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    bundle: true,
    write: false,
    outdir: 'out',
    packages: 'external',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    metafile: true,
    logLevel: 'silent',
    external: ['node:*'],
    // Keep imports of types only: an arrow in the types is an arrow in the house.
    tsconfigRaw: {compilerOptions: {verbatimModuleSyntax: true}},
  });
  return Object.entries(metafile.inputs).map(([from, {imports}]) => ({from, imports}));
}

const typeImport = /^\s*(?:import|export)\s+type\s[^'"]*?from\s+['"]([^'"]+)['"]/gm;

function typeImports(path: string, text: string): string[] {
  return [...text.matchAll(typeImport)].map(([, target = '']) =>
    target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : target,
  );
}

const room = (path: string) => path.replace(/^src\//, '').split('/')[0] ?? '';

function allowed(from: string, target: string, what: 'types' | 'all'): boolean {
  const place = target.replace(/^src\//, '');
  const types = what === 'types' ? (MAY_IMPORT_TYPES[room(from)] ?? []) : [];
  return [...(MAY_IMPORT[room(from)] ?? []), ...types].some(
    (name) =>
      place === name || place.startsWith(`${name}/`) || (name.endsWith(':') && place.startsWith(name)),
  );
}

describe('imports', () => {
  it('point only the way the house plan says, types included', async () => {
    const files = new Map(sourcesBelow('src').map((file) => [file.path, file.text]));
    const arrows = (await graph()).flatMap(({from, imports}) => [
      ...imports.map(({path}) => [from, path, 'all'] as const),
      ...typeImports(from, files.get(from) ?? '').map((path) => [from, path, 'types'] as const),
    ]);
    expect(arrows.length).toBeGreaterThan(50);
    expect(arrows.filter(([from, target, what]) => !allowed(from, target, what))).toEqual([]);
  });

  it('of the tap are gone at run time: it may use types only', async () => {
    const arrows = (await graph())
      .filter(({from}) => from.startsWith('src/tap/'))
      .flatMap(({imports}) => imports.map(({path}) => path))
      .filter((path) => !path.startsWith('src/tap/'));
    expect(arrows).toEqual([]);
  });

  it.each(['src/content/content.ts', 'src/content/reader/reader.ts'])(
    'of %s bring neither arithmetic nor schemas into the page',
    async (entry) => {
      const {metafile} = await esbuild.build({
        absWorkingDir: root,
        entryPoints: [entry],
        bundle: true,
        write: false,
        outdir: 'out',
        metafile: true,
        logLevel: 'silent',
      });
      const inside = Object.values(metafile.outputs).flatMap(({inputs}) =>
        Object.entries(inputs)
          .filter(([, {bytesInOutput}]) => bytesInOutput > 0)
          .map(([path]) => path),
      );
      expect(inside.filter((path) => /node_modules|src\/engine/.test(path))).toEqual([]);
    },
  );

  it('never go round in a circle, types included', async () => {
    const files = new Map(sourcesBelow('src').map((file) => [file.path, file.text]));
    const next = new Map(
      (await graph()).map(({from, imports}) => [
        from,
        [...imports.map(({path}) => path), ...typeImports(from, files.get(from) ?? '')],
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const target of next.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    };
    for (const path of next.keys()) walk(path, []);
    expect(circles).toEqual([]);
  });
});
