import {describe, expect, it} from 'vitest';
import {figuresIn, noteFigure} from '../figures.ts';
import {command, linesWith} from './command.ts';
import type {Finding} from './finding.ts';
import {holds, type Proven, proofPage} from './page.ts';
import {promises} from './promises.ts';

const kept: Finding = {how: 'Tests', verdict: 'holds', figures: ['12 tests passed.'], faults: []};
const broken: Finding = {how: 'Soak', verdict: 'fails', figures: [], faults: ['the heap grew\nby 3 MB']};
const proven = (...findings: Finding[]): Proven => ({
  title: 'It floats',
  promise: 'It does not sink.',
  trials: [],
  limits: ['Not in a storm.'],
  findings,
});
const circumstances = {
  date: '2026-11-23',
  form: 'short',
  minutes: 7.25,
  versions: ['A 1', 'B 2'],
  revision: 'abc',
} as const;

describe('the proof page', () => {
  it('tells what was tried, seen and not promised', () => {
    expect(proofPage([proven(kept)], circumstances)).toBe(`# Proof

\`npm run prove\` wrote this page. It tries every promise and says what it saw: 1 of 1 hold.

2026-11-23, short form, 7.3 minutes, sources at abc.
A 1; B 2.

## 1. It floats – holds

It does not sink.

**✓ Tests**

- 12 tests passed.

What we do not promise:

- Not in a storm.
`);
  });

  it('counts a promise as kept only when every trial held, and one that was not tried as broken', () => {
    expect([proven(kept), proven(kept, broken), proven()].map(holds)).toEqual([true, false, false]);
    const page = proofPage([proven(kept, broken)], circumstances);
    expect(page).toContain('0 of 1 hold');
    expect(page).toContain('## 1. It floats – does not hold');
    expect(page).toContain('Broken:\n\n- the heap grew · by 3 MB\n');
  });
});

describe('a command', () => {
  const say = (script: string) =>
    command({how: 'it', command: process.execPath, args: () => ['-e', script], figures: linesWith(/frames/)})(
      'short',
    );

  it('holds when it ends well and tells something', async () => {
    expect(await say('console.log("7 frames"); console.log("bye")')).toEqual({
      how: 'it',
      verdict: 'holds',
      figures: ['7 frames'],
      faults: [],
    });
  });

  it('fails when it ends ill, and when it tells nothing', async () => {
    expect(await say('console.log("7 frames"); process.exit(3)')).toMatchObject({
      verdict: 'fails',
      faults: ['7 frames'],
    });
    expect(await say('console.log("bye")')).toMatchObject({verdict: 'fails', faults: ['bye']});
  });
});

describe('a figure', () => {
  it('travels with its test’s result', () => {
    const task = {meta: {}};
    noteFigure(task, '7 things were the same.');
    noteFigure(task, '8 more.');
    expect(figuresIn(task.meta)).toEqual(['7 things were the same.', '8 more.']);
    expect(figuresIn({figures: [1]})).toEqual([]);
    expect(figuresIn(undefined)).toEqual([]);
  });
});

it('every promise is tried', () => {
  expect(promises.filter(({trials}) => trials.length === 0).map(({title}) => title)).toEqual([]);
});
