import {describe, expect, it} from 'vitest';
import type {Schedule} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import type {Figure} from '../../src/engine/figure.ts';
import {healthToJson} from '../../src/engine/health-json.ts';
import {briefly} from '../../src/reading/brief.ts';
import {studyOf} from '../../src/reading/study.ts';
import {reasonsOf} from '../../src/ui/picture/reasons.ts';
import {decimal, pool, position} from '../engine/build.ts';
import {accountOf} from '../engine/random-account.ts';

/** Each has a doubt of its own, or lacks something of its own, which is every other's too. */
const held = (count: number, schedule: Schedule | undefined) =>
  Array.from({length: count}, (_, at) => {
    const {schedule: _known, ...rest} = position({
      size: '1',
      entry: '100',
      mark: '100',
      symbol: `C${at}USDT`,
      underlying: `C${at}`,
    });
    return {...rest, ...(schedule && {schedule})};
  });

const REPORTED: Schedule = {kind: 'reported', maintenance: decimal('1')};
/** Half of any one position lost takes the pool to its line. */
const healthOf = (count: number, schedule: Schedule | undefined) =>
  assess(accountOf(pool(String(count + 50), held(count, schedule))));

const reasonsIn = (figure: Figure | undefined): readonly string[] => {
  if (figure?.kind === 'estimated') return figure.because;
  return figure?.kind === 'missing' ? figure.needs : [];
};

describe.each([
  ['estimated', REPORTED],
  ['missing', undefined],
])('a pool of many positions whose figures are %s', (kind, schedule) => {
  it('tells each reason once, and a position’s figures the first few of them', () => {
    const [whole] = healthOf(30, schedule).pools;
    const [told] = briefly(healthOf(30, schedule)).pools;
    expect(whole?.accuracy.kind).toBe(kind);
    expect(told?.accuracy).toEqual(whole?.accuracy);
    expect(reasonsIn(whole?.positions[7]?.distance)).toHaveLength(30);
    const figures = told?.positions.flatMap(({liquidationPrice, distance}) => [liquidationPrice, distance]);
    for (const figure of [...(figures ?? []), ...(told?.remedies.reduce ?? []).map(({size}) => size)]) {
      expect(figure.kind).toBe(kind);
      expect(reasonsIn(figure)).toHaveLength(12);
      expect(reasonsIn(figure).at(-1)).toBe('19 more that hold for the whole pool');
    }
  });

  it('grows with their number, not with its square', () => {
    const length = (count: number) => JSON.stringify(healthToJson(briefly(healthOf(count, schedule)))).length;
    expect(length(200) / length(50)).toBeLessThan(5);
  });

  it('of few is told as it is', () => {
    const health = healthOf(12, schedule);
    expect(briefly(health)).toEqual(health);
  });
});

describe('a study of a pool of many positions', () => {
  it('tells the first few of what the pool’s own figures tell', () => {
    const account = accountOf(pool('80', held(30, REPORTED)));
    const {account: whose, venue, pools} = account;
    const study = studyOf(
      account,
      {
        kind: 'study',
        venue,
        account: whose,
        pool: pools[0]?.id ?? '',
        lift: {by: 'target', accuracy: '500'},
        survive: '-20',
      },
      0,
    );
    const lists = [...JSON.stringify(study).matchAll(/"(?:because|needs)":(\[[^\]]*\])/g)].map(
      ([, list = '[]']): readonly string[] => JSON.parse(list),
    );
    // What it takes to know the hours is told there alone.
    const shared = lists.filter((list) => list.some((reason) => reason.startsWith('the requirement of')));
    expect(shared.length).toBeGreaterThan(100);
    expect(Math.max(...shared.map(({length}) => length))).toBe(12);
  });
});

describe('the small print of a pool', () => {
  it('has every reason and nothing of how many more there are', () => {
    const [health] = healthToJson(briefly(healthOf(30, REPORTED))).pools;
    if (health === undefined) throw new Error('no pool');
    const positions = health.positions.map((each, at) => ({key: String(at), health: each, sent: undefined}));
    const picture = {key: '', venue: '', venueName: '', account: '', asOf: 0, open: true, levels: []};
    const texts = reasonsOf({...picture, health, positions}).map(({text}) => text);
    expect(texts).toHaveLength(30);
    expect(texts.filter((text) => text.includes('more'))).toEqual([]);
  });
});
