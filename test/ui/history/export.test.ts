import {describe, expect, it} from 'vitest';
import type {CallMark, Point, PoolEntry} from '../../../src/history/record.ts';
import {historyCsv, historyJson} from '../../../src/ui/history/export.ts';

const NAME = {venue: 'harbour', account: 'main', pool: 'cross:USDC'};
const POOL: PoolEntry = {
  ...NAME,
  venueName: 'Harbour',
  kind: 'cross',
  unit: 'USDC',
  bounds: {watch: '300', warning: '150', marginCall: '120', liquidation: '100'},
};
const AT = Date.UTC(2026, 10, 22, 12);
const point = (at: number, more: Partial<Point> = {}): Point => ({
  ...NAME,
  at,
  grade: 'watch',
  accuracy: '181.25',
  equity: '1812.5',
  requirement: '1000',
  distance: '~9.1',
  ...more,
});
const CALL: CallMark = {
  ...NAME,
  at: AT + 30_000,
  level: 'reduce only',
  levelAt: '120',
  accuracy: '~119.9',
  why: 'crossed',
};

describe('the history as CSV', () => {
  it('has a row a point and a call, in the order of time, in UTC, with the kind beside each figure', () => {
    const points = [
      point(AT),
      point(AT + 60_000, {grade: 'unknown', accuracy: 'missing', distance: 'none', equity: '-12.5'}),
    ];
    expect(historyCsv([{pool: POOL, points, calls: [CALL]}]).split('\r\n')).toEqual([
      'time,venue,account,pool,unit,grade,accuracy,accuracy_kind,equity,equity_kind,requirement,requirement_kind,distance,distance_kind,call',
      '2026-11-22T12:00:00.000Z,harbour,main,cross:USDC,USDC,watch,181.25,exact,1812.5,exact,1000,exact,9.1,estimated,',
      '2026-11-22T12:00:30.000Z,harbour,main,cross:USDC,USDC,,119.9,estimated,,,,,,,crossed 120 reduce only',
      '2026-11-22T12:01:00.000Z,harbour,main,cross:USDC,USDC,unknown,,missing,-12.5,exact,1000,exact,,none,',
      '',
    ]);
  });

  it.each([
    ['=HYPERLINK("https://evil.example")', '"\'=HYPERLINK(""https://evil.example"")"'],
    ['+1', "'+1"],
    ['@sum', "'@sum"],
    ['-2+3', "'-2+3"],
    ['a,b', '"a,b"'],
    ['two\r\nlines', '"two\r\nlines"'],
  ])('lets no name of a page be a formula or a column: %s', (account, cell) => {
    const csv = historyCsv([{pool: {...POOL, account}, points: [point(AT)], calls: []}]);
    expect(csv).toContain(`Z,harbour,${cell},cross:USDC,`);
  });
});

describe('the history as JSON', () => {
  it('has every figure with its kind, amounts as the strings they are', () => {
    const points = [point(AT, {accuracy: 'none', equity: '0.10'})];
    expect(JSON.parse(historyJson([{pool: POOL, points, calls: [CALL]}]))).toEqual({
      plimsoll: 'history',
      version: 1,
      pools: [
        {
          ...POOL,
          points: [
            {
              at: AT,
              grade: 'watch',
              accuracy: {kind: 'none'},
              equity: {kind: 'exact', value: '0.10'},
              requirement: {kind: 'exact', value: '1000'},
              distance: {kind: 'estimated', value: '9.1'},
            },
          ],
          calls: [
            {
              at: AT + 30_000,
              level: 'reduce only',
              levelAt: '120',
              accuracy: {kind: 'estimated', value: '119.9'},
              why: 'crossed',
            },
          ],
        },
      ],
    });
  });
});
