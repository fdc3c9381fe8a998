import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {parseCapture} from '../../../src/capture.ts';
import {cutFrame} from '../../../src/content/cut.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import {wanted} from '../../../src/venues/hyperliquid/wanted.ts';
import {venues} from '../../../src/venues/index.ts';
import type {Venue} from '../../../src/venues/venue.ts';
import type {Sample} from '../../venues/sample.ts';
import {wholePageFrame} from '../frame/page-frames.ts';
import type {BenchLine} from '../line.ts';
import {ccxtWork} from './ccxt.ts';
import {at, type Crowd, crowded} from './crowd.ts';

/**
 * From a message's text to a validated state, held against reading the text, which the page does anyway; and what ccxt
 * makes of the same text. The messages are those of the venue's samples with twenty positions instead of their few.
 */
const POSITIONS = 20;

/** Samples are loaded, not bundled: they read captures beside their own file. */
async function materialOf({id}: Venue): Promise<readonly (readonly Frame[])[]> {
  const folder = new URL(`../../venues/${id}/`, import.meta.url);
  const file = new URL('samples.ts', folder);
  const samples: readonly Sample[] = existsSync(file) ? (await import(file.href)).samples : [];
  const captures = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson')) : [];
  return [
    ...samples.map(({frames}) => frames),
    ...captures.map((name) => parseCapture(readFileSync(new URL(name, folder), 'utf8'))),
  ];
}

type Case = Crowd & {readonly before: unknown};

/** The largest message that the venue reads with so many positions too, and the state that it comes upon. */
function casesOf(venue: Venue, frames: readonly Frame[]): readonly Case[] {
  let state: unknown = venue.initial;
  return frames.flatMap((frame) => {
    const before = state;
    state = venue.reduce(before, frame).state;
    const crowd = frame.direction === 'in' ? crowded(frame, POSITIONS) : null;
    return crowd && reads(venue, before, crowd.frame, frame) ? [{...crowd, before}] : [];
  });
}

/** It is used, and more comes of it than of the few. */
function reads(venue: Venue, before: unknown, many: Frame, few: Frame): boolean {
  const sizeAfter = (frame: Frame) => {
    const {state, outcome} = venue.reduce(before, frame);
    return outcome === 'used' ? JSON.stringify(state).length : 0;
  };
  return sizeAfter(many) > sizeAfter(few) + 500;
}

/** The same message a moment later: each fraction has another last digit. */
const moved = (frame: Frame): Frame => ({
  ...frame,
  at: frame.at + 1000,
  body: frame.body.replace(
    /(\.\d*)(\d)(?!\d)/g,
    (_, most: string, last: string) => most + ((Number(last) % 8) + 1),
  ),
});

/**
 * The least that can be done: JSON.parse, and of each row an object of one's own with those of its members that are
 * texts, numbers or flags. No reader written by hand that checks what it takes is quicker.
 */
function copied({frame, path}: Crowd): readonly object[] {
  const place = at(JSON.parse(frame.body), path);
  return Object.values(place as object).map((row: Readonly<Record<string, unknown>>) => {
    const own: Record<string, unknown> = {};
    for (const name in row) if (typeof row[name] !== 'object') own[name] = row[name];
    return own;
  });
}

/** What comes again and again comes upon its like: the state knows the same positions, at other prices. */
function lineOf(venue: Venue, {before, ...crowd}: Case): BenchLine {
  const known = venue.reduce(before, moved(crowd.frame));
  const state = known.outcome === 'used' ? known.state : before;
  const against = {name: 'JSON.parse', run: () => JSON.parse(crowd.frame.body)};
  const peer = ccxtWork(venue.id, crowd);
  return {
    name: `reduce/${venue.id}`,
    work: () => venue.reduce(state, crowd.frame),
    against,
    goal: 1.15,
    limit: {name: `floor/${venue.id}`, run: () => copied(crowd)},
    ...(peer === null ? {} : {peer: {name: `ccxt/${venue.id}`, run: peer}}),
  };
}

/** A page's largest message, of which the account's part alone travels. */
function wholePage(): BenchLine {
  const body = wholePageFrame();
  const row = wanted[0];
  const text =
    row?.via === 'websocket' ? row.in.find(({head}) => body.slice(0, 96).includes(head)) : undefined;
  const cut = text?.cut;
  if (cut === undefined) throw new Error('The large message is not cut: nothing would be measured.');
  const frame: Frame = {
    at: 1_764_000_000_000,
    page: 'https://app.hyperliquid.xyz/trade',
    via: 'websocket',
    url: 'wss://api-ui.hyperliquid.xyz/ws',
    direction: 'in',
    body,
  };
  const work = () => hyperliquid.reduce(hyperliquid.initial, {...frame, body: cutFrame(body, cut)});
  const {outcome, defects} = work();
  if (outcome !== 'used') throw new Error(`The large message is ${outcome}: ${JSON.stringify(defects)}`);
  const against = {name: 'JSON.parse', run: () => JSON.parse(body)};
  return {name: 'reduce/hyperliquid-85k-page', work, against, goal: 0.45};
}

export async function lines(): Promise<readonly BenchLine[]> {
  const all: BenchLine[] = [];
  for (const venue of venues) {
    const material = await materialOf(venue);
    const cases = material.flatMap((frames) => casesOf(venue, frames));
    const [largest] = cases.toSorted((a, b) => b.frame.body.length - a.frame.body.length);
    if (largest) all.push(lineOf(venue, largest));
    else if (material.flat().some(({via}) => via !== 'dom'))
      throw new Error(`${venue.id}: no sample has a message with positions.`);
  }
  return [...all, wholePage()];
}
