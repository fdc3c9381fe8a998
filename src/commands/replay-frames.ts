import {healthToJson} from '../engine/health-json.ts';
import {appraise} from '../reading/appraise.ts';
import {defectOf, newPage, type Page, readFrames, type Sender} from '../reading/page.ts';
import type {Frame} from '../venues/frame.ts';
import {venueAt} from '../venues/page.ts';
import type {Venue} from '../venues/venue.ts';

const senderOf = (venue: Venue, address: string): Sender => ({
  key: venue.id,
  address,
  tab: 0,
  frame: 0,
  incognito: false,
});

/** Every venue's frames as one document of it sent them. */
function byVenue(frames: readonly Frame[], venues: readonly Venue[]): ReadonlyMap<Venue, readonly Frame[]> {
  const groups = new Map<Venue, Frame[]>();
  for (const frame of frames) {
    const venue = venueAt(frame.page, venues);
    if (venue === null) continue;
    const group = groups.get(venue) ?? [];
    groups.set(venue, group);
    group.push(frame);
  }
  return groups;
}

/** What the background would make of these frames: `now` is the last one's time, a foreign page's frames are ignored. */
export function replayFrames(frames: readonly Frame[], venues: readonly Venue[]) {
  const now = frames.at(-1)?.at ?? 0;
  const reads = [...byVenue(frames, venues)].map(([venue, own]) => {
    const {page, defects} = readFrames(newPage(senderOf(venue, own[0]?.page ?? ''), venue), venue, own);
    return {page, defects, appraisal: appraise(page, venue, now)};
  });
  const sum = (count: keyof Page['frames']) => reads.reduce((total, {page}) => total + page.frames[count], 0);
  const faults = reads.flatMap(({appraisal, page}) =>
    appraisal.fault === null ? [] : [defectOf({at: now, url: page.address, body: ''}, appraisal.fault)],
  );
  return {
    frames: {
      read: frames.length,
      used: sum('used'),
      ignored: sum('ignored') + frames.length - sum('read'),
      malformed: sum('malformed'),
      defects: [...reads.flatMap(({defects}) => defects), ...faults],
    },
    accounts: reads.flatMap(({appraisal}) => appraisal.accounts.map(({health}) => healthToJson(health))),
  };
}
