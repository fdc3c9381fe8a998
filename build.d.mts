import type {Metafile} from 'esbuild';
import type {Venue} from './src/venues/venue.ts';

type Defines = {define?: Record<string, string>};
export type Manifest = Record<string, unknown>;

export function bundle(
  entry: string,
  options?: Defines & {sourcemap?: boolean},
): Promise<{text: string; metafile: Metafile}>;
export function loadVenues(): Promise<readonly Venue[]>;
export function manifestFor(
  flavour: 'chrome' | 'firefox',
  source: Manifest,
  venues: readonly Venue[],
  version: string,
): Manifest;
export function files(options?: Defines): Promise<{
  venues: readonly Venue[];
  out: Map<string, string | Uint8Array>;
  metafiles: Record<'background' | 'content' | 'popup', Metafile>;
}>;
export function zip(out: Map<string, string | Uint8Array>): Uint8Array;
export function build(
  options?: Defines & {outdir?: string; zips?: boolean},
): Promise<{chrome: string; firefox: string}>;
