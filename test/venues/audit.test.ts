import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../src/engine/decimal.ts';
import type {Frame} from '../../src/venues/frame.ts';
import {used} from '../../src/venues/reading.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {countsOf, sentenceOf, tableOf} from './audit-count.ts';
import type {Sample} from './sample.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ONE = new Decimal(1);

/** Says that its equity is what the frame has; there are 100 USD in the account. */
const venue: Venue<string> = {
  id: 'harbour',
  name: 'Harbour',
  pages: [],
  wanted: [],
  initial: '',
  reduce: (_, frame) => used(frame.body),
  accounts: (told) => {
    if (told === '') return [];
    const collateral = [{asset: 'USD', amount: new Decimal(100), price: ONE, weight: ONE}];
    const reported = {equity: new Decimal(told)};
    const pool = {
      id: 'cross',
      kind: 'cross',
      unit: 'USD',
      waterline: ONE,
      collateral,
      positions: [],
      reported,
    } as const;
    return [{venue: 'harbour', account: 'main', asOf: 1, pools: [pool]}];
  },
  sources: [],
};

const told = (body: string): readonly Frame[] => [
  {
    at: 1,
    page: 'https://harbour.example/',
    via: 'fetch',
    url: 'https://harbour.example/',
    direction: 'in',
    body,
  },
];
const real = (name: string, frames: readonly Frame[], more: Partial<Sample> = {}): Sample => ({
  name,
  from: 'real accounts',
  frames,
  ...more,
});
const differs = [{figure: 'equity', why: 'a bonus of 10 is not shown'}] as const;

describe('the count', () => {
  it('tells what agrees, what differs with a reason and what differs without one', () => {
    const samples = [real('a', told('100')), real('b', told('90'), {differs}), real('c', told('80'))];
    const [count, ...others] = countsOf(venue, samples);
    expect(others).toEqual([]);
    expect(count).toMatchObject({venue: 'Harbour', cases: 3, lines: 3, agree: 1, faults: []});
    expect(count?.explained.map(sentenceOf)).toEqual([
      'b: equity: ours 100, theirs 90, 1111.1111 bp: a bonus of 10 is not shown',
    ]);
    expect(count?.unexplained.map(sentenceOf)).toEqual([
      expect.stringMatching(/^c: equity: ours 100, theirs 80, 2500 bp: likely: /),
    ]);
  });

  it('takes no reason for another figure, and finds one that is no longer needed', () => {
    const [count] = countsOf(venue, [
      real('a', told('90'), {differs: [{figure: 'equity', symbol: 'BTC', why: 'of a position'}]}),
      real('b', told('100'), {differs}),
    ]);
    expect(count?.explained).toEqual([]);
    expect(count?.unexplained).toHaveLength(1);
    expect(count?.faults).toEqual(['a: equity BTC does not differ', 'b: equity of the pool does not differ']);
  });

  it('does not let a sample without an account pass as one that agrees', () => {
    expect(countsOf(venue, [real('empty', [])])[0]?.faults).toEqual(['empty: there is no account in it']);
  });

  it('keeps figures of real accounts apart from those worked out by us', () => {
    const samples = [real('a', told('100')), real('b', told('100'), {from: 'worked by hand'})];
    expect(tableOf(countsOf(venue, samples)).split('\n')).toEqual([
      '| venue   | figures of     | cases | audit lines | agree | explained | unexplained |',
      '| ------- | -------------- | ----- | ----------- | ----- | --------- | ----------- |',
      '| Harbour | real accounts  | 1     | 1           | 1     | 0         | 0           |',
      '| Harbour | worked by hand | 1     | 1           | 1     | 0         | 0           |',
    ]);
  });
});

it('npm run audit: every difference from a venue’s own figures is explained', () => {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'test/venues/audit.ts')],
    {cwd: root, encoding: 'utf8'},
  );
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/Unexplained:|Samples at fault:/);
  expect(stdout.match(/^\| .*\| real accounts /gm)?.length).toBeGreaterThanOrEqual(8);
  expect(status).toBe(0);
});
