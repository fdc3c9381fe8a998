/** What a new venue's files begin with. They typecheck, and read nothing yet. */

/** A path inside the project, and the text that goes there. */
export type NewFile = readonly [path: string, text: string];

const venue = (id: string, name: string) => `import type {Venue} from '../venue.ts';
import {accounts} from './account.ts';
import {initial, reduce, type State} from './reduce.ts';

export const ${id}: Venue<State> = {
  id: '${id}',
  name: '${name}',
  // To fill: the hosts and paths at which a trader sees the account; then, in \`wanted\`, the few frames that tell of it.
  pages: [{host: '${id}.example'}],
  wanted: [],
  initial,
  reduce,
  accounts,
  // To fill: every rule's place in the venue's own documents, with the day you read it.
  sources: [],
};
`;

const frames = (name: string) => `import * as v from 'valibot';
import {amount, symbol} from '../wire.ts';

/** ${name}'s wire. To fill from real messages: the schema is the type. */

/** A position as the page is told of it; negative size is short. */
export const Position = v.object({symbol, size: amount});
export type Position = v.InferOutput<typeof Position>;
`;

const reduce = (name: string) => `import type {Frame} from '../frame.ts';
import {ignored} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import type {Position} from './frames.ts';

/** What a page of ${name} has told so far. Plain JSON, bounded; amounts are the wire's own strings. */
export type State = {
  readonly positions: readonly Position[];
};

export const initial: State = {positions: []};

/** Pure and total. To fill: snapshots replace, deltas merge as documented; until then every frame is ignored. */
export function reduce(state: State, _frame: Frame): Reduction<State> {
  return ignored(state);
}
`;

const account = () => `import type {MarginAccount} from '../../engine/account.ts';
import type {State} from './reduce.ts';

/** Pure. To fill: which pools exist, what secures what, the venue's own waterline and figures. No account until then. */
export function accounts(_state: State): readonly MarginAccount[] {
  return [];
}
`;

const readme = (name: string) => `# ${name}

To fill, each with its source and the day it was read.

## Pages and frames

## Margin rules

## What is estimated, and why

## Doubts
`;

const test = (id: string, name: string) => `import {describe, expect, it} from 'vitest';
import type {Frame} from '../../../src/venues/frame.ts';
import {${id}} from '../../../src/venues/${id}/venue.ts';

/** What ${name}'s page receives, anonymised, each with its source. */
const frames: readonly Frame[] = [];

const FIRST =
  'First: write the message that tells of the account into \`frames\`, from a capture or the documents of ${name}; ' +
  'then its schema in frames.ts, and go on with the six steps of CONTRIBUTING.md.';

describe('${name}', () => {
  it('makes an account of what its page receives', () => {
    const state = frames.reduce((before, frame) => ${id}.reduce(before, frame).state, ${id}.initial);
    expect(${id}.accounts(state), FIRST).not.toEqual([]);
  });
});
`;

/** The five files of a venue's folder, and its test. */
export const filesOf = (id: string, name: string): readonly NewFile[] => [
  [`src/venues/${id}/venue.ts`, venue(id, name)],
  [`src/venues/${id}/frames.ts`, frames(name)],
  [`src/venues/${id}/reduce.ts`, reduce(name)],
  [`src/venues/${id}/account.ts`, account()],
  [`src/venues/${id}/README.md`, readme(name)],
  [`test/venues/${id}/${id}.test.ts`, test(id, name)],
];
