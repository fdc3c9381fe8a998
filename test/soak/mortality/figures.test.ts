import {expect, it} from 'vitest';
import type {View} from '../../../src/messages.ts';
import {differences, figuresOf} from './figures.ts';

const view = (accuracy: string, at: number, reason = 'x'): View =>
  ({
    now: at,
    glance: {state: 'live', accuracy: {kind: 'estimated', value: accuracy, because: [reason]}, at},
    accounts: [],
    pages: [{frames: {used: at, ignored: 0, malformed: 0}, defects: []}],
    // Of a view only what is compared.
  }) as unknown as View;

it('two views are equal whatever the moment, and differ by figure, kind and reason', () => {
  expect(differences(figuresOf(view('200', 1)), figuresOf(view('200', 2)))).toEqual([]);
  expect(differences(figuresOf(view('200', 1)), figuresOf(view('201', 1)))).toEqual([
    '/glance/accuracy/value: "200" ≠ "201"',
  ]);
  expect(differences(figuresOf(view('200', 1)), figuresOf(view('200', 1, 'y')))).toEqual([
    '/glance/accuracy/because/0: "x" ≠ "y"',
  ]);
});
