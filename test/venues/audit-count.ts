import {assess} from '../../src/engine/assess.ts';
import type {AuditLine} from '../../src/engine/health.ts';
import type {Venue} from '../../src/venues/venue.ts';
import type {Difference, Sample} from './sample.ts';

/** A reported figure that is not ours, and why: `why` is what the sample says, `cause` what the engine takes for likely. */
export type Apart = {readonly sample: string; readonly line: AuditLine; readonly why?: string};

export type Count = {
  readonly venue: string;
  readonly from: Sample['from'];
  readonly cases: number;
  readonly lines: number;
  readonly agree: number;
  readonly explained: readonly Apart[];
  readonly unexplained: readonly Apart[];
  /** Samples that do not do what they say: no account, or a difference that is none. */
  readonly faults: readonly string[];
};

/** What became of one sample: reduce → accounts → assess, every audit line with the sample's own reason beside it. */
function played(venue: Venue, {name, frames, differs = []}: Sample) {
  const state = frames.reduce((before, frame) => venue.reduce(before, frame).state, venue.initial);
  const accounts = venue.accounts(state);
  const lines = accounts.flatMap((account) => assess(account).pools.flatMap(({audit}) => audit));
  const apart = lines.filter(({agrees}) => !agrees);
  const isOf = (line: AuditLine) => (one: Difference) =>
    one.figure === line.figure && one.symbol === line.symbol;
  const idle = differs.filter((one) => !apart.some((line) => isOf(line)(one)));
  return {
    lines,
    apart: apart.map((line): Apart => {
      const why = differs.find(isOf(line))?.why;
      return why === undefined ? {sample: name, line} : {sample: name, line, why};
    }),
    faults: [
      ...(accounts.length === 0 ? [`${name}: there is no account in it`] : []),
      ...idle.map(({figure, symbol}) => `${name}: ${figure} ${symbol ?? 'of the pool'} does not differ`),
    ],
  };
}

/** The venue's samples counted, one count for each kind of source. */
export function countsOf(venue: Venue, samples: readonly Sample[]): readonly Count[] {
  const kinds = [...new Set(samples.map(({from}) => from))];
  return kinds.map((from) => {
    const cases = samples.filter((sample) => sample.from === from).map((sample) => played(venue, sample));
    const apart = cases.flatMap((one) => one.apart);
    const lines = cases.flatMap((one) => one.lines);
    return {
      venue: venue.name,
      from,
      cases: cases.length,
      lines: lines.length,
      agree: lines.length - apart.length,
      explained: apart.filter(({why}) => why !== undefined),
      unexplained: apart.filter(({why}) => why === undefined),
      faults: cases.flatMap((one) => one.faults),
    };
  });
}

const HEAD = ['venue', 'figures of', 'cases', 'audit lines', 'agree', 'explained', 'unexplained'];

/** The counts as a Markdown table, columns aligned. */
export function tableOf(counts: readonly Count[]): string {
  const rows = counts.map((count) =>
    [
      count.venue,
      count.from,
      count.cases,
      count.lines,
      count.agree,
      count.explained.length,
      count.unexplained.length,
    ].map(String),
  );
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [HEAD, widths.map((width) => '-'.repeat(width)), ...rows].map(lineOf).join('\n');
}

/** One difference as one line for people. */
export function sentenceOf({sample, line, why}: Apart): string {
  const {figure, symbol, assessed, reported, differenceBps, cause} = line;
  const place = symbol === undefined ? figure : `${figure} ${symbol}`;
  return `${sample}: ${place}: ours ${assessed}, theirs ${reported}, ${differenceBps} bp: ${why ?? `likely: ${cause}`}`;
}
