import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {parseCapture} from '../../src/capture.ts';
import type {Frame} from '../../src/venues/frame.ts';
import type {Venue} from '../../src/venues/venue.ts';
import type {Sample} from './sample.ts';

/** The venue's samples and captures, and what it has written down only to go every way. */
export async function framesOf({id}: Venue): Promise<readonly (readonly Frame[])[]> {
  const folder = new URL(`./${id}/`, import.meta.url);
  if (!existsSync(folder)) return [];
  const exported = async (name: string) => {
    const file = new URL(`${name}.ts`, folder);
    return existsSync(file) ? (await import(file.href))[name] : [];
  };
  const samples: readonly Sample[] = await exported('samples');
  const corners: readonly (readonly Frame[])[] = await exported('corners');
  const captures = readdirSync(folder, {recursive: true})
    .map(String)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => parseCapture(readFileSync(new URL(name, folder), 'utf8')));
  return [...samples.map(({frames}) => frames), ...corners, ...captures];
}

export function play(venue: Venue, frames: readonly Frame[]): void {
  let state: unknown = venue.initial;
  for (const frame of frames) state = venue.reduce(state, frame).state;
}
