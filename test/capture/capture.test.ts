import {describe, expect, it} from 'vitest';
import {parseCapture, writeCapture} from '../../src/capture.ts';
import type {Frame} from '../../src/venues/frame.ts';

const HEADER = '{"plimsoll":"capture","version":1}';
const LINE = {
  at: 1_700_000_000_000,
  page: 'https://app.hyperliquid.xyz/trade',
  via: 'websocket',
  url: 'wss://api.hyperliquid.xyz/ws',
  direction: 'in',
  body: '{"channel":"pong"}',
} satisfies Frame;
const file = (...lines: readonly unknown[]) =>
  [HEADER, ...lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))].join('\n');
const messageOf = (text: string) => {
  try {
    parseCapture(text);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : '';
  }
  return 'read';
};

describe('a capture file', () => {
  it('is read back as it was written, line breaks and quotes in a body too', () => {
    const frames: readonly Frame[] = [
      LINE,
      {...LINE, via: 'xhr', direction: 'out', url: 'https://x.example/info', body: 'a "b"\n\u2028\r\n{}'},
      {...LINE, via: 'dom', url: '', body: ''},
    ];
    expect(parseCapture(writeCapture(frames))).toEqual(frames);
  });

  it('says of a binary message that its body is base64, and of no other', () => {
    const binary: Frame = {...LINE, body: 'CgRwdXNo/w==', encoding: 'base64'};
    const written = writeCapture([binary, LINE]);
    expect(parseCapture(written)).toEqual([binary, LINE]);
    expect(written.match(/encoding/g)).toHaveLength(1);
    expect(messageOf(file({...binary, encoding: 'hex'}))).toBe(
      'CaptureError: line 2, field encoding: expected base64, or no such field',
    );
  });

  it('is written with the header first and one frame a line', () => {
    expect(writeCapture([LINE]).split('\n')).toEqual([HEADER, JSON.stringify(LINE), '']);
  });

  it('may end without a line break, have blank lines, a byte order mark and Windows line ends', () => {
    expect(parseCapture(file(LINE))).toEqual([LINE]);
    expect(parseCapture(`\uFEFF${HEADER}\r\n\r\n${JSON.stringify(LINE)}\r\n\r\n`)).toEqual([LINE]);
    expect(parseCapture(HEADER)).toEqual([]);
  });

  it('may have fields that this version does not know, which are not handed on', () => {
    expect(parseCapture(file({...LINE, tab: 7}))).toEqual([LINE]);
    expect(parseCapture('{"plimsoll":"capture","version":1,"made":"today"}')).toEqual([]);
  });
});

describe('a broken capture file', () => {
  const {body: _, ...bodiless} = LINE;
  it.each([
    ['', 'CaptureError: line 1: the file is empty'],
    ['{}', 'CaptureError: line 1, field plimsoll: it is not there'],
    ['{"plimsoll":"capture"}', 'CaptureError: line 1, field version: it is not there'],
    [
      '{"plimsoll":"capture","version":2}',
      'CaptureError: line 1, field version: expected 1, the only version there is',
    ],
    [file('{"at":1'), 'CaptureError: line 2: this is not JSON, as when a file is cut off'],
    [file(LINE, '[]'), 'CaptureError: line 3: expected a JSON object'],
    [file(LINE, 'null'), 'CaptureError: line 3: expected a JSON object'],
    [file('', {...LINE, at: '1'}), 'CaptureError: line 3, field at: expected a time in ms since 1970'],
    [file({...LINE, at: -1}), 'CaptureError: line 2, field at: expected a time after 1970'],
    [
      file({...LINE, via: 'smoke'}),
      'CaptureError: line 2, field via: expected websocket, fetch, xhr, worker or dom',
    ],
    [file({...LINE, page: 'trade'}), 'CaptureError: line 2, field page: expected an address'],
    [file({...LINE, direction: null}), 'CaptureError: line 2, field direction: expected in or out'],
    [file({...LINE, body: {a: 1}}), 'CaptureError: line 2, field body: expected a string'],
    [file(bodiless), 'CaptureError: line 2, field body: it is not there'],
  ])('%# is refused with line and field', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });
});
