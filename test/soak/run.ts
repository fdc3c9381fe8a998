import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from '../../build.mjs';
import type {BrowserName} from '../browser/harness/find.ts';
import {type ClosingReport, closing} from './closing/closing.ts';
import {type GrowthReport, growth} from './growth/growth.ts';
import {type MainThreadReport, mainThread} from './main-thread/main-thread.ts';
import {type MortalityReport, mortality} from './mortality/mortality.ts';
import type {SoakOptions} from './options.ts';
import type {PartOptions} from './part.ts';
import {watchedBuild} from './watched-build.ts';

export type BrowserReport = {
  readonly mortality?: MortalityReport;
  readonly closing?: ClosingReport;
  readonly growth?: GrowthReport;
  readonly mainThread?: MainThreadReport;
};

export type SoakReport = {
  /** ISO. */
  readonly begun: string;
  readonly minutes: number;
  readonly options: Omit<SoakOptions, 'json'>;
  readonly browsers: Readonly<Partial<Record<BrowserName, BrowserReport>>>;
  /** Sentences, each with its browser and part; none: every promise was kept. What misses a goal is no fault. */
  readonly faults: readonly string[];
};

/** What is heard while it goes on: a part's progress, and each part's report as soon as it is there. */
export type Listener = {
  progress(part: string, done: number, of: number): void;
  finished(browser: BrowserName, report: BrowserReport): void;
};

type Parts = {readonly [Part in keyof BrowserReport]: () => Promise<BrowserReport[Part]>};

function partsOf(
  browser: BrowserName,
  extension: string,
  {kills, closings, minutes, rate, pairs, seed}: SoakOptions,
  listener: Listener,
): Parts {
  const watch = (part: string): PartOptions => ({
    browser,
    extension,
    seed,
    progress: (done: number, of: number) => listener.progress(`${browser} ${part}`, done, of),
  });
  return {
    ...(kills > 0 ? {mortality: () => mortality({...watch('deaths of the background'), kills})} : {}),
    ...(closings > 0 ? {closing: () => closing({...watch('ends of the browser'), closings})} : {}),
    ...(minutes > 0 ? {growth: () => growth({...watch('minutes of frames'), minutes, rate})} : {}),
    ...(pairs > 0
      ? {mainThread: () => mainThread({...watch('pairs of measurements'), pairs, rate: 1000})}
      : {}),
  };
}

/** Builds the extension and runs every part in every browser that is asked for; a part that breaks off is a fault and the others go on. */
export async function soak(options: SoakOptions, listener: Listener): Promise<SoakReport> {
  const begun = new Date();
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-soak-'));
  const browsers: Partial<Record<BrowserName, BrowserReport>> = {};
  const faults: string[] = [];
  try {
    const built = await build({outdir: join(folder, 'built'), zips: false});
    for (const browser of options.browsers) {
      const extension = watchedBuild(
        browser === 'chromium' ? built.chrome : built.firefox,
        join(folder, browser),
      );
      const parts = partsOf(browser, extension, options, listener);
      for (const [name, run] of Object.entries(parts)) {
        try {
          const report = await run();
          if (report === undefined) continue;
          browsers[browser] = {...browsers[browser], [name]: report};
          if ('faults' in report) faults.push(...report.faults.map((what) => `${browser}, ${name}: ${what}`));
          listener.finished(browser, {[name]: report});
        } catch (error) {
          faults.push(`${browser}, ${name}: broke off: ${error instanceof Error ? error.message : error}`);
        }
      }
    }
  } finally {
    rmSync(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 100});
  }
  const {json: _, ...asked} = options;
  const minutes = (Date.now() - begun.getTime()) / 60_000;
  return {begun: begun.toISOString(), minutes, options: asked, browsers, faults};
}
