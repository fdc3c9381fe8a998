import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {accountToJson} from '../../src/engine/account-json.ts';
import {decimal, pool, position} from '../engine/build.ts';
import {accountOf} from '../engine/random-account.ts';

/** `assess` as people call it. */
const run = (...files: readonly string[]) => {
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/commands/assess.ts', ...files],
    {
      encoding: 'utf8',
    },
  );
  return {stdout, said: stderr.trimEnd(), status};
};

describe('the assess command', () => {
  let folder = '';
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-assess-'));
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  const account = (name: string): string =>
    JSON.stringify({
      ...accountToJson(
        accountOf(
          pool('1000', [
            position({
              size: '0.1',
              entry: '50000',
              mark: '50000',
              schedule: {kind: 'fixed', maintenance: decimal('50')},
            }),
          ]),
        ),
      ),
      account: name,
    });

  it('reads a list of accounts as so many files', () => {
    const {stdout, status} = run(file('list.json', `[${account('b')}, ${account('a')}]`));
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).account);
    expect([names, status]).toEqual([['b', 'a'], 0]);
  });

  it('prints one health a line, in the order of the files', () => {
    const {stdout, status} = run(file('b.json', account('b')), file('a.json', account('a')));
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => line.account)).toEqual(['b', 'a']);
    expect(lines[0]).toMatchObject({
      venue: 'somewhere',
      grade: 'safe',
      pools: [
        {
          equity: {kind: 'exact', value: '1000'},
          maintenanceMargin: {kind: 'exact', value: '50'},
          accuracy: {kind: 'exact', value: '2000'},
          // 50,000 − (1,000 − 50) ÷ 0.1
          positions: [
            {
              liquidationPrice: {kind: 'exact', value: '40500'},
              distance: {kind: 'exact', value: '19'},
            },
          ],
        },
      ],
    });
    expect(status).toBe(0);
  });

  it('says file, line and field, prints nothing and ends with 2', () => {
    const good = file('good.json', account('good'));
    const cases = [
      [file('cut.json', account('cut').slice(0, 40)), /cut\.json: line 1: is not JSON \(.+\)$/],
      [file('lines.json', '{\n"venue": "x",\n"account" 5}'), /lines\.json: line 3: is not JSON/],
      [file('ends.json', '{\n"venue": 3\n'), /ends\.json: line 2: is not JSON/],
      [
        file('field.json', account('x').replace('"size":"0.1"', '"size":"-0.1"')),
        /field\.json: pools\[0\]\.positions\[0\]\.size must be more than zero, not -0\.1$/,
      ],
      [join(folder, 'absent.json'), /absent\.json: cannot be read \(ENOENT\)$/],
    ] as const;
    for (const [path, said] of cases) {
      const result = run(good, path);
      expect(result.said).toMatch(said);
      expect(result.stdout).toBe('');
      expect(result.status).toBe(2);
    }
  });

  it('asks for files when there are none', () => {
    const result = run();
    expect(result.said).toContain('needs the names of account files');
    expect(result.status).toBe(2);
  });
});
