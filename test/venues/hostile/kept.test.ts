import {describe, expect, it} from 'vitest';
import type {Figure} from '../../../src/engine/figure.ts';
import {appraise} from '../../../src/reading/appraise.ts';
import {glance} from '../../../src/reading/glance.ts';
import {newPage, type Page, readFrames} from '../../../src/reading/page.ts';
import {isKnown} from '../../../src/reading/standing.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Venue} from '../../../src/venues/venue.ts';
import {checkSound} from '../fuzz/sound.ts';
import {hours} from '../hours.ts';
import {played} from './good.ts';

const HOUR_MS = 60 * 60_000;
const SENDER = {key: 'a', address: 'https://exchange.example', tab: 1, frame: 0, incognito: false};

const pageOf = (venue: Venue<unknown>, frames: readonly Frame[]): Page =>
  readFrames(newPage(SENDER, venue), venue, frames).page;
/** Every figure of an account's pools and positions, by name. */
function figuresOf(venue: Venue<unknown>, page: Page, now = page.newestAt): ReadonlyMap<string, Figure> {
  const found = appraise(page, venue, now).accounts.flatMap(({account, health}) =>
    health.pools.flatMap((pool): [string, Figure][] => {
      const name = `${account.venue} ${account.account} ${pool.id}`;
      const {equity, maintenanceMargin, accuracy} = pool;
      const own = Object.entries({equity, maintenanceMargin, accuracy});
      return [
        ...own.map(([figure, value]): [string, Figure] => [`${name} ${figure}`, value]),
        ...pool.positions.map(({symbol, side, liquidationPrice}): [string, Figure] => [
          `${name} ${symbol} ${side}`,
          liquidationPrice,
        ]),
      ];
    }),
  );
  return new Map(found);
}

const known = (figures: ReadonlyMap<string, Figure>): readonly string[] =>
  [...figures].flatMap(([name, figure]) => ('value' in figure ? [`${name}: ${figure.value.toFixed()}`] : []));

describe.each(hours)('of $id', ({venue, hour}) => {
  it('the last good figure stays behind frames that cannot be read, which are named, and it ages', () => {
    const before = pageOf(venue, hour);
    const {newestAt} = before;
    const broken = hour
      .filter(({direction, body}) => direction === 'in' && body.startsWith('{'))
      .map((frame) => ({...frame, at: newestAt + 1, body: frame.body.slice(0, -1)}));
    const after = readFrames(before, venue, broken).page;
    expect(after.state).toBe(before.state);
    expect(after.frames.malformed).toBeGreaterThan(before.frames.malformed);
    expect(after.defects[0]?.what).toBe('this is not whole JSON');
    const figures = known(figuresOf(venue, before));
    expect(figures.length).toBeGreaterThan(0);
    expect(known(figuresOf(venue, after))).toEqual(figures);
    const later = newestAt + HOUR_MS;
    expect(known(figuresOf(venue, after, later))).toEqual(figures);
    const appraisal = appraise(after, venue, later);
    const verdicts = appraisal.accounts.flatMap(({health}) =>
      health.pools.flatMap(({positions, feed}) => (positions.length > 0 ? [feed.verdict] : [])),
    );
    expect(new Set(verdicts)).toEqual(new Set(['stale']));
    const seen = glance([{page: after, venue, appraisal}], later);
    expect(seen?.state).toBe('defect');
    expect(seen?.reasons.at(-1)).toBe('a message could not be read: this is not whole JSON');
  });

  it('frames that come twice make no figure exact that it was not, and no other one', () => {
    const once = figuresOf(venue, pageOf(venue, hour));
    const repeated = hour.flatMap((frame) => [frame, frame]);
    const twice = figuresOf(venue, pageOf(venue, repeated));
    expect(once.size).toBeGreaterThan(0);
    for (const [name, figure] of twice) {
      const single = once.get(name);
      if (figure.kind !== 'exact' || single === undefined || !isKnown(single)) continue;
      expect(`${name} ${'value' in single && single.value.toFixed()}`).toBe(
        `${name} ${figure.value.toFixed()}`,
      );
    }
  });

  it('frames out of order leave a sound state', () => {
    const middle = Math.floor(hour.length / 2);
    for (const order of [
      hour.toReversed(),
      [...hour.slice(middle), ...hour.slice(0, middle)],
      hour.flatMap((frame, at) => (at % 2 === 0 ? [hour[at + 1] ?? frame, frame] : [])),
    ])
      checkSound(venue, played(venue, order));
  });
});
