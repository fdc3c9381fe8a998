import {existsSync} from 'node:fs';
import {venues} from '../../src/venues/index.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {type Count, countsOf, sentenceOf, tableOf} from './audit-count.ts';
import type {Sample} from './sample.ts';

/**
 * `npm run audit`: every venue's own figures beside ours, for the accounts that its tests hold, as a table; below it each
 * difference. Exit status 1 when one has no explanation, or a sample is not what it says.
 */

/** What the venue's test folder declares; nothing when it declares nothing. */
async function samplesOf({id}: Venue): Promise<readonly Sample[]> {
  const file = new URL(`./${id}/samples.ts`, import.meta.url);
  if (!existsSync(file)) return [];
  const {samples}: {samples: readonly Sample[]} = await import(file.href);
  return samples;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** A sentence for each difference, with its venue before it. */
const apart = (counts: readonly Count[], kind: 'explained' | 'unexplained') =>
  counts.flatMap((count) => count[kind].map((one) => `${count.venue}, ${sentenceOf(one)}`));

const found = await Promise.all(venues.map(async (venue) => ({venue, samples: await samplesOf(venue)})));
const counts = found.flatMap(({venue, samples}) => countsOf(venue, samples));
const unexplained = apart(counts, 'unexplained');
const faults = counts.flatMap(({venue, faults}) => faults.map((fault) => `${venue}, ${fault}`));
const silent = found.filter(({samples}) => samples.length === 0).map(({venue}) => venue.name);

process.stdout.write(
  [
    `${tableOf(counts)}\n`,
    section('Explained:', apart(counts, 'explained')),
    section('Unexplained:', unexplained),
    section('Samples at fault:', faults),
    section('No samples declared:', silent),
  ].join(''),
);
process.exitCode = unexplained.length + faults.length > 0 ? 1 : 0;
