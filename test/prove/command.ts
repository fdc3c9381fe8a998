import type {Finding, Form, Trial} from './finding.ts';
import {endOf, run} from './run.ts';

type Options = {
  readonly how: string;
  readonly command: string;
  readonly args: (form: Form) => readonly string[];
  /** Sentences for the page, from what the command wrote. None: then it did not do what it is for. */
  readonly figures: (output: string) => readonly string[];
};

/** Runs a command of this project: it must end well and have something to tell. */
export const command =
  ({how, command: name, args, figures}: Options): Trial =>
  async (form): Promise<Finding> => {
    const {code, output} = await run(name, args(form));
    const told = figures(output);
    const verdict = code === 0 && told.length > 0 ? 'holds' : 'fails';
    return {how, verdict, figures: told, faults: verdict === 'holds' ? [] : faultsIn(output)};
  };

/** What a command calls a fault itself; else how it ended. */
function faultsIn(output: string): readonly string[] {
  const named = linesWith(/^FAULT /)(output).map((line) => line.slice('FAULT '.length));
  return named.length > 0 ? named : [endOf(output)];
}

/** Lines that match, as they stand. */
export const linesWith =
  (pattern: RegExp) =>
  (output: string): readonly string[] =>
    output.split('\n').filter((line) => pattern.test(line));
