import type {BrowserName} from '../browser/harness/find.ts';

/** What each part of a soak is told: where it goes on, and who hears how far it is. */
export type PartOptions = {
  readonly browser: BrowserName;
  /** A built extension whose background tells of its notifications. */
  readonly extension: string;
  readonly seed: number;
  readonly progress?: (done: number, of: number) => void;
};
