import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, it} from 'vitest';
import {writeCapture} from '../../src/capture.ts';
import type {Frame} from '../../src/venues/frame.ts';
import {balances, brackets, frame, mode, positions, row} from '../venues/binance/wire.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-replay-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function run(...files: readonly string[]) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [tsx, join(root, 'src/commands/replay.ts'), ...files],
    {cwd: folder, encoding: 'utf8'},
  );
  return {status, stdout, stderr};
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

/**
 * Binance support, FAQ "How to calculate liquidation price of USDⓈ-M futures contracts" (b3c689c1…), worked example:
 * wallet 1,535,443.01; BTC 109.488 @ 32,481.98, rate 2.5 %, cum 16,300; ETH 3,683.979 @ 1,456.84, 10 %, 135,365.
 */
const published: readonly Frame[] = [
  mode(false),
  brackets({BTCUSDT: [[0, 0.025, 16300]], ETHUSDT: [[0, 0.1, 135365]]}),
  balances({USDT: '1535443.01'}),
  positions([
    row('BTCUSDT', {positionAmount: '109.488', entryPrice: '32481.98', markPrice: '31967.27'}),
    row('ETHUSDT', {positionAmount: '3683.979', entryPrice: '1456.84', markPrice: '1335.18'}),
  ]),
];

describe('replay', () => {
  it('prints counts and the accounts’ health, as the extension would have them, and nothing else', () => {
    const broken = frame({body: '{"code":"000000","data":[{"symbol":'});
    const foreign = {...published[0], page: 'https://exchange.example/trade'} as Frame;
    const text = writeCapture([...published, broken, foreign]);
    const {status, stdout, stderr} = run(file('published.ndjson', text));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const {frames, accounts} = JSON.parse(stdout);
    expect(frames).toMatchObject({read: 6, used: 4, ignored: 1, malformed: 1});
    expect(frames.defects).toHaveLength(1);
    expect(Object.keys(frames.defects[0]).sort()).toEqual(['at', 'head', 'url', 'what', 'where']);
    expect(accounts).toHaveLength(1);
    const [{pools}] = accounts;
    const pool = pools.find(({id}: {id: string}) => id === 'cross:USDT');
    expect(pool.equity).toEqual({kind: 'exact', value: '1030895.55638'});
    expect(pool.maintenanceMargin.value).toBe('427713.319566');
    expect(pool.accuracy.value).toMatch(/^241.02488962140529/);
    expect(pool.positions[0].liquidationPrice.value).toMatch(/^26316\.8932645/);
    expect(pool.feed.verdict).toBe('live');
  });

  it('of a capture without frames, or of foreign pages only, is empty', () => {
    const empty = {frames: {read: 0, used: 0, ignored: 0, malformed: 0, defects: []}, accounts: []};
    expect(JSON.parse(run(file('empty.ndjson', writeCapture([]))).stdout)).toEqual(empty);
  });

  it('judges age by the last frame: what has been silent for an hour by then is stale', () => {
    const last = published.at(-1)?.at ?? 0;
    const late = frame({at: last + 3_600_000, body: '{}', via: 'dom', url: ''});
    const {accounts} = JSON.parse(run(file('old.ndjson', writeCapture([...published, late]))).stdout);
    const [{pools}] = accounts;
    expect(pools[0].feed.verdict).toBe('stale');
  });

  const HEADER = '{"plimsoll":"capture","version":1}\n';
  it.each([
    ['no file', [], 'Name one capture file: npm run --silent replay -- FILE.'],
    ['two files', ['a', 'b'], 'Name one capture file: npm run --silent replay -- FILE.'],
    ['a file that is not there', ['nowhere.ndjson'], 'nowhere.ndjson: there is no such file.'],
    ['a folder', ['.'], '.: it cannot be read.'],
    [
      'a broken line',
      [file('cut.ndjson', `${HEADER}{"at":17`)],
      'cut.ndjson, line 2: this is not JSON, as when a file is cut off.',
    ],
    [
      'a wrong field',
      [file('field.ndjson', `${HEADER}{"at":1,"page":"https://x.example/","via":"smoke"}`)],
      'field.ndjson, line 2, field via: expected websocket, fetch, xhr, worker or dom.',
    ],
  ])('of %s is one sentence on standard error, and status 2', (_, files, sentence) => {
    expect(run(...files)).toEqual({status: 2, stdout: '', stderr: `${sentence}\n`});
  });
});
