import {describe, expect, it} from 'vitest';
import {claimEnd} from '../../../src/tap/address.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Venue} from '../../../src/venues/venue.ts';
import {NAMES} from '../fuzz/mutation.ts';
import {checkSound, reduced} from '../fuzz/sound.ts';
import {hours} from '../hours.ts';
import {GIANTS} from './giants.ts';
import {played, toldBy} from './good.ts';

/** How many of an hour's frames get each giant; all of them with `PLIMSOLL_LONG=1`. */
const TRIED = process.env.PLIMSOLL_LONG === '1' ? Number.POSITIVE_INFINITY : 3;

/** Characters by which one frame may make a state grow that knew the hour already: a few rows, no giant. */
const GROWTH = 20_000;

const VALUE = /(?<=[:[,])("[^"]*"|-?[\d.]+(?:e-?\d+)?|true|false|null)(?=[,\]}])/g;

const ROW_OF = {
  websocket: 'websocket',
  fetch: 'request',
  xhr: 'request',
  worker: 'worker',
  dom: 'dom',
} as const;

/** Does the tap on the venue's page hand on what comes from this address? */
const isClaimed = ({wanted}: Pick<Venue, 'wanted'>, {via, url}: Frame): boolean =>
  wanted.some(
    (row) => row.via === ROW_OF[via] && claimEnd(url, row.host, 'path' in row ? (row.path ?? '') : '') > 0,
  );

/** The frame with a giant for one of its values. */
function withGiant(frame: Frame, giant: string, at: number): Frame {
  const places = [...frame.body.matchAll(VALUE)];
  const place = places[(at * 7 + 3) % Math.max(1, places.length)];
  if (place === undefined) return {...frame, body: giant};
  const end = place.index + place[0].length;
  return {...frame, body: frame.body.slice(0, place.index) + giant + frame.body.slice(end)};
}

describe.each(hours)('hostile frames for $id', ({venue, hour}) => {
  const good = played(venue, hour);
  const size = JSON.stringify(good).length;
  const properties = Object.getOwnPropertyNames(Object.prototype).length;

  it('giants in place of a value: nothing of them is kept, nothing is polluted', () => {
    for (const [name, giant] of Object.entries(GIANTS)) {
      for (const [index, frame] of hour.entries()) {
        if (index % Math.max(1, Math.floor(hour.length / TRIED)) !== 0) continue;
        const {state} = reduced(venue, good, withGiant(frame, giant, index));
        expect(JSON.stringify(state).length, name).toBeLessThan(size + GROWTH);
        checkSound(venue, state);
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(properties);
  });

  it('giants in place of a message: the last good account stays as it is', () => {
    const addresses = new Map(hour.map((frame) => [`${frame.via} ${frame.direction} ${frame.url}`, frame]));
    for (const [name, giant] of Object.entries(GIANTS)) {
      for (const frame of [...addresses.values()].slice(0, TRIED)) {
        const {state} = reduced(venue, good, {...frame, body: giant});
        expect(toldBy(venue, state), name).toBe(toldBy(venue, good));
        expect(JSON.stringify(state).length, name).toBeLessThan(size + GROWTH);
      }
    }
  });

  it('a name that looks like another is never told', () => {
    const told = toldBy(venue, good);
    const names = new Set(
      [...told.matchAll(/"(?:symbol|underlying|asset|settle)":"([^"]+)"/g)].map(([, name = '']) => name),
    );
    expect(names.size).toBeGreaterThan(0);
    for (const disguise of NAMES) {
      const disguised = hour.map((frame) => {
        let {body} = frame;
        for (const name of names) body = body.replaceAll(name, `${name.slice(0, 2)}${disguise}`);
        return {...frame, body};
      });
      checkSound(venue, played(venue, disguised));
    }
  });

  it('another venue’s frames are not taken on its page', () => {
    const foreign = hours
      .filter((other) => other.id !== venue.id)
      .flatMap((other) => other.hour.filter((frame) => isClaimed(venue, frame)).map(({url}) => url));
    expect([...new Set(foreign)]).toEqual([]);
  });
});
