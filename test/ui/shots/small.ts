import {crc32, deflateSync, inflateSync} from 'node:zlib';

/** What a palette holds, and how many of these are the commonest colours. */
const MOST_COLOURS = 256;
const COMMONEST = 128;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export type Picture = {
  readonly width: number;
  readonly height: number;
  /** `0xrrggbb`, row by row. */
  readonly pixels: Uint32Array;
};

/**
 * The same PNG in a third of its bytes: a palette of its commonest colours and of those that are least like them; what
 * is left, shades at the edges of letters, takes the nearest.
 * @param file PNG of 8-bit RGB or RGBA, not interlaced, as browsers take it; opacity is left out
 */
export function small(file: Uint8Array): Buffer {
  const {width, height, pixels} = readPng(Buffer.from(file));
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = paletteOf(counts);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
  const rows = Buffer.alloc(height * (1 + width));
  pixels.forEach((pixel, at) => {
    rows[Math.floor(at / width) * (1 + width) + 1 + (at % width)] = places.get(pixel) ?? 0;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const channels = (colour: number): readonly [number, number, number] => [
  (colour >> 16) & 255,
  (colour >> 8) & 255,
  colour & 255,
];

/** A small dot of a colour of its own must not take another's: the odd ones go before the merely common. */
function paletteOf(counts: ReadonlyMap<number, number>): readonly number[] {
  const common = [...counts.keys()].toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  const palette = common.slice(0, COMMONEST);
  const gaps = new Map(
    common
      .slice(COMMONEST)
      .map((colour) => [colour, Math.min(...palette.map((other) => gap(colour, other)))]),
  );
  while (palette.length < MOST_COLOURS && gaps.size > 0) {
    const [odd] = [...gaps].reduce((one, other) => (other[1] > one[1] ? other : one));
    palette.push(odd);
    gaps.delete(odd);
    for (const [colour, least] of gaps) gaps.set(colour, Math.min(least, gap(colour, odd)));
  }
  return palette;
}

/** How unlike two colours are: the square of their distance. */
function gap(one: number, other: number): number {
  const [r, g, b] = channels(one);
  const [x, y, z] = channels(other);
  return (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
}

function nearest(colour: number, palette: readonly number[]): number {
  const gaps = palette.map((other) => gap(colour, other));
  return gaps.indexOf(Math.min(...gaps));
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function readPng(file: Buffer): Picture {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const name = file.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const [width, height, depth, kind] = [file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25]];
  if (depth !== 8 || (kind !== 2 && kind !== 6)) throw new Error(`a PNG of kind ${kind}, ${depth} bits`);
  const step = kind === 2 ? 3 : 4;
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * step, step);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = bytes.readUIntBE(at * step, 3);
  return {width, height, pixels};
}

/** PNG, third edition (W3C, 2025), section 9: every row says how it was told from the bytes left of it and above it. */
function unfilter(rows: Buffer, length: number, step: number): Buffer {
  const out = Buffer.alloc((rows.length / (length + 1)) * length);
  for (let row = 0; row * length < out.length; row++) {
    const filter = rows[row * (length + 1)];
    for (let at = 0; at < length; at++) {
      const left = at < step ? 0 : (out[row * length + at - step] ?? 0);
      const above = row === 0 ? 0 : (out[(row - 1) * length + at] ?? 0);
      const corner = at < step || row === 0 ? 0 : (out[(row - 1) * length + at - step] ?? 0);
      const told = rows[row * (length + 1) + 1 + at] ?? 0;
      out[row * length + at] = (told + guess(filter, left, above, corner)) & 255;
    }
  }
  return out;
}

function guess(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? paeth(left, above, corner) : 0;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
