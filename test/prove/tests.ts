import {relative} from 'node:path';
import * as v from 'valibot';
import {figuresIn} from '../figures.ts';
import type {Finding, Trial} from './finding.ts';
import {endOf, runForJson} from './run.ts';

/** As vitest's JSON reporter writes it. */
const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string()),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          meta: v.optional(v.unknown()),
          failureMessages: v.nullish(v.array(v.string())),
        }),
      ),
    }),
  ),
});

type Project = 'unit' | 'browser';

const HOW: Readonly<Record<Project, string>> = {
  unit: 'Tests of the parts',
  browser: 'Tests in Chromium and Firefox',
};

/** Runs these test files of one project; every test must pass, and there must be some. */
export const tests =
  (project: Project, ...files: readonly string[]): Trial =>
  async (form) => {
    const {json, output} = await runForJson(
      'npx',
      (file) => ['vitest', 'run', '--project', project, '--reporter=json', `--outputFile=${file}`, ...files],
      form === 'long' ? {PLIMSOLL_LONG: '1'} : {},
    );
    const report = v.safeParse(Report, json);
    const how = `${HOW[project]}: ${files.map((file) => `\`${file}\``).join(', ')}`;
    return report.success
      ? findingOf(how, files, report.output)
      : {how, verdict: 'fails', figures: [], faults: [endOf(output)]};
  };

function findingOf(how: string, files: readonly string[], report: v.InferOutput<typeof Report>): Finding {
  const all = report.testResults.flatMap(({assertionResults}) => assertionResults);
  const passed = all.filter(({status}) => status === 'passed');
  const failed = all.filter(({status}) => status === 'failed');
  const broken = report.testResults.filter(
    ({status, assertionResults}) => status === 'failed' && assertionResults.length === 0,
  );
  const names = report.testResults.map(({name}) => relative(process.cwd(), name));
  const absent = files.filter((file) => !names.some((name) => name.startsWith(file)));
  const faults = [
    ...failed.map(
      ({fullName, failureMessages}) => `${fullName}: ${failureMessages?.[0]?.split('\n', 1)[0] ?? ''}`,
    ),
    ...broken.map(
      ({name, message}) => `${relative(process.cwd(), name)}: ${message?.split('\n', 1)[0] ?? ''}`,
    ),
    ...absent.map((file) => `${file}: no such tests`),
  ];
  return {
    how,
    verdict: faults.length === 0 && passed.length > 0 ? 'holds' : 'fails',
    figures: [
      `${passed.length} tests passed${failed.length > 0 ? `, ${failed.length} failed` : ''}.`,
      ...passed.flatMap(({meta}) => figuresIn(meta)),
    ],
    faults,
  };
}
