import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {withRow, withVenue} from './listed.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'plimsoll-venue-'));
const here = (path: string) => readFileSync(join(copy, path), 'utf8');

/** One of the project's own tools, inside the copy. */
function run(tool: string, ...given: readonly string[]) {
  const {VITEST: _, ...env} = process.env;
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...given], {
    cwd: copy,
    encoding: 'utf8',
    env,
  });
  return {status, stdout, stderr};
}
const newVenue = (...names: readonly string[]) =>
  run('tsx/dist/cli.mjs', 'test/venues/new/new-venue.ts', ...names);

let first: ReturnType<typeof run>;
beforeAll(() => {
  for (const path of [
    'src/engine',
    'src/venues',
    'test/venues/new',
    'README.md',
    'package.json',
    'biome.json',
  ])
    cpSync(join(root, path), join(copy, path), {recursive: true});
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const {compilerOptions} = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const include = ['src/venues/index.ts', 'src/venues/newtide', 'test/venues/newtide'];
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({compilerOptions, include}));
  first = newVenue('newtide');
});
afterAll(() => rmSync(copy, {recursive: true, force: true}));

const FILES = ['venue.ts', 'frames.ts', 'reduce.ts', 'account.ts', 'README.md'];

describe('new:venue newtide', () => {
  it('makes the five files and the test, and lists the venue in two places', () => {
    expect([first.status, first.stderr]).toEqual([0, '']);
    for (const file of FILES) expect(here(`src/venues/newtide/${file}`)).toMatch(/\S/);
    expect(here('src/venues/index.ts')).toContain("import {newtide} from './newtide/venue.ts';");
    expect(here('src/venues/index.ts')).toMatch(/\[[^\]]*\bnewtide\b[^\]]*\];/);
    expect(here('README.md').match(/^\| Newtide \|/gm)).toHaveLength(1);
  });

  it('makes what typechecks, and is formatted as the house is', () => {
    const types = run('typescript/bin/tsc', '--noEmit');
    expect([types.status, types.stdout]).toEqual([0, '']);
    const paths = ['src/venues/index.ts', 'src/venues/newtide', 'test/venues/newtide'];
    const format = run('@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', ...paths);
    expect([format.status, format.stderr]).toEqual([0, '']);
  });

  it('makes one test, which fails and says what to do first', () => {
    const {status, stdout, stderr} = run(
      'vitest/vitest.mjs',
      'run',
      '--root',
      copy,
      'test/venues/newtide',
      '--reporter=json',
    );
    expect(status, stderr).toBe(1);
    const {numTotalTests, testResults} = JSON.parse(stdout);
    expect(numTotalTests).toBe(1);
    expect(testResults[0].assertionResults[0].failureMessages[0]).toContain(
      'First: write the message that tells of the account',
    );
  });
});

describe('a name that will not do', () => {
  it.each([
    [['newtide'], 'src/venues/newtide is there already.'],
    [['New-Tide'], '"New-Tide" is no name for a venue: 2 to 24 small letters and digits, a letter first.'],
    [['../tide'], '"../tide" is no name for a venue: 2 to 24 small letters and digits, a letter first.'],
    [['class'], 'class means something else in the code already.'],
    [['reduce'], 'reduce means something else in the code already.'],
    [[], 'Give one name: npm run new:venue NAME.'],
    [['one', 'two'], 'Give one name: npm run new:venue NAME.'],
  ])('%j: one sentence, exit 2, nothing touched', (names, sentence) => {
    const before = here('src/venues/index.ts') + here('README.md');
    const {status, stdout, stderr} = newVenue(...names);
    expect([status, stdout, stderr]).toEqual([2, '', `${sentence}\n`]);
    expect(here('src/venues/index.ts') + here('README.md')).toBe(before);
  });
});

describe('the lists', () => {
  const index = (names: string) =>
    `import {alpha} from './alpha/venue.ts';\nimport type {Venue} from './venue.ts';\n\nexport const venues: readonly Venue[] = [${names}];\n`;

  it('import by name, and list at the end', () => {
    expect(withVenue(index('alpha'), 'aardvark')).toBe(
      `import {aardvark} from './aardvark/venue.ts';\n${index('alpha, aardvark')}`,
    );
  });

  it('break a list that has grown too long, and go on with one that is broken', () => {
    const long = Array.from({length: 12}, (_, place) => `exchange${place}`);
    const broken = (names: readonly string[]) => `[\n  ${names.join(',\n  ')},\n];\n`;
    const once = withVenue(index(long.join(', ')), 'zulu');
    expect(once.endsWith(broken([...long, 'zulu']))).toBe(true);
    expect(withVenue(once, 'zz').endsWith(broken([...long, 'zulu', 'zz']))).toBe(true);
  });

  it('give the table a row and leave the other tables alone', () => {
    const other = '| command |\n| --- |\n| x |\n\n';
    const table = '| venue | what |\n| --- | --- |\n| Alpha | all |\n';
    expect(withRow(`${other}${table}\nEnd.\n`, 'Beta')).toBe(
      `${other}${table}| Beta | nothing yet | – | – |\n\nEnd.\n`,
    );
  });
});
