import {rmSync} from 'node:fs';
import type {TestProject} from 'vitest/node';
import {build} from '../../../build.mjs';
import {findBrowser} from './find.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folders of the extension as it ships, built once for the run. */
    readonly extension: {readonly chromium: string; readonly firefox: string};
  }
}

/** Builds what is tested, for this run alone, and finds (or installs) both browsers before the first test needs them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const outdir = `artifacts/under-test-${process.pid}`;
  findBrowser('chromium');
  findBrowser('firefox');
  const {chrome: chromium, firefox} = await build({outdir, zips: false});
  project.provide('extension', {chromium, firefox});
  return () => rmSync(outdir, {recursive: true, force: true});
}
