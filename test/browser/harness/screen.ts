import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {crc32, deflateSync} from 'node:zlib';

/** A display in memory, for browsers with a window and their toolbars, and pictures of the whole of it. */
export type Screen = {
  /** What goes into `DISPLAY`. */
  readonly display: string;
  /** Writes a PNG of the whole screen, or of a part of it, each pixel drawn `zoom` times as large. */
  capture(path: string, area?: Area): void;
  close(): void;
};

export type Area = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
};

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Rows of RGB, each behind a zero byte (no filter), as a PNG file. */
function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Xvfb keeps its frame as an XWD file: a header of big-endian words, a colour map, then rows of BGRX. */
function fromXwd(xwd: Buffer, area?: Area): Buffer {
  const word = (index: number) => xwd.readUInt32BE(index * 4);
  const [headerSize, stride, colours] = [word(0), word(12), word(19)];
  const {left, top, zoom, ...part} = area ?? {left: 0, top: 0, width: word(4), height: word(5), zoom: 1};
  const pixels = xwd.subarray(headerSize + colours * 12);
  const [width, height] = [part.width * zoom, part.height * zoom];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (top + Math.floor(y / zoom)) * stride + (left + Math.floor(x / zoom)) * 4;
      const to = y * (1 + width * 3) + 1 + x * 3;
      rows[to] = pixels[from + 2] ?? 0;
      rows[to + 1] = pixels[from + 1] ?? 0;
      rows[to + 2] = pixels[from] ?? 0;
    }
  }
  return png(width, height, rows);
}

/** The number of the display that Xvfb has chosen; it says so on its descriptor 3. */
function displayOf(xvfb: ChildProcess): Promise<string> {
  return new Promise((chosen, refused) => {
    xvfb.stdio[3]?.once('data', (digits: Buffer) => chosen(`:${String(digits).trim()}`));
    xvfb.once('error', () => refused(new Error('Xvfb is needed for pictures of toolbars: install xvfb.')));
    xvfb.once('exit', (code) => refused(new Error(`Xvfb ended with ${code}.`)));
  });
}

export async function openScreen(width: number, height: number): Promise<Screen> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-screen-'));
  const xvfb = spawn(
    'Xvfb',
    ['-displayfd', '3', '-fbdir', folder, '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const display = await displayOf(xvfb);
  return {
    display,
    capture: (path, area) => writeFileSync(path, fromXwd(readFileSync(join(folder, 'Xvfb_screen0')), area)),
    close: () => {
      xvfb.kill();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
