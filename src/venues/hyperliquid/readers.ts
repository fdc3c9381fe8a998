import * as v from 'valibot';
import type {Asked, State} from './state.ts';

/** What a frame came to. `wrong` names the path inside the frame. */
export type Step =
  | {readonly state: State; readonly outcome: 'used' | 'ignored'}
  | {readonly wrong: {readonly where: string; readonly what: string}};

/** What a reader may know beside the value: when it came, and what was asked, when it is an answer. */
export type Occasion = {readonly at: number; readonly asked: Asked | null};

/** Checks one value and puts it into the state. `path` is where in the frame the value stands. */
export type Reader = (state: State, value: unknown, occasion: Occasion, path: string) => Step;

export const ignored = (state: State): Step => ({state, outcome: 'ignored'});

function join(path: string, inner: string | null): string {
  return [path, inner ?? ''].filter((part) => part !== '').join('.');
}

/** A value that is not as its schema says: the first of what is wrong. */
export function wrongWith(
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
  path: string,
): Step {
  const [issue] = issues;
  const what = issue.message.startsWith('expected')
    ? `${issue.message}, got ${issue.received.slice(0, 80)}`
    : issue.message.slice(0, 160);
  return {wrong: {where: join(path, v.getDotPath(issue)), what}};
}

/** A reader of a schema and what to do with what it gives. Undefined: nothing in it for us. */
export function reader<const Schema extends v.GenericSchema>(
  schema: Schema,
  take: (state: State, value: v.InferOutput<Schema>, occasion: Occasion) => State | undefined,
): Reader {
  return (state, value, occasion, path) => {
    const result = v.safeParse(schema, value, {abortEarly: true});
    if (!result.success) return wrongWith(result.issues, path);
    const next = take(state, result.output, occasion);
    return next ? {state: next, outcome: 'used'} : ignored(state);
  };
}
