import * as v from 'valibot';
import type {Frame} from './venues/frame.ts';

/** The first line of a capture file. */
const HEADER = {plimsoll: 'capture', version: 1} as const;

const Header = v.object({
  plimsoll: v.literal(HEADER.plimsoll, 'expected "capture"'),
  version: v.literal(HEADER.version, `expected ${HEADER.version}, the only version there is`),
});

const expected = (what: string) => `expected ${what}`;
const text = v.string(expected('a string'));

/** Fields that a later version may add are let through unread. */
const FrameLine = v.object({
  at: v.pipe(
    v.number(expected('a time in ms since 1970')),
    v.finite(expected('a finite time')),
    v.minValue(0, expected('a time after 1970')),
  ),
  page: v.pipe(
    text,
    v.check((value) => URL.canParse(value), expected('an address')),
  ),
  via: v.picklist(
    ['websocket', 'fetch', 'xhr', 'worker', 'dom'],
    expected('websocket, fetch, xhr, worker or dom'),
  ),
  url: text,
  direction: v.picklist(['in', 'out'], expected('in or out')),
  body: text,
  /** Of a binary message; `body` is its base64. */
  encoding: v.exactOptional(v.literal('base64', expected('base64, or no such field'))),
});

/** A capture that cannot be read, told in one sentence that names line and field. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  /** 1 is the first. */
  readonly line: number;
  readonly field: string;

  constructor(line: number, field: string, what: string) {
    super(`line ${line}${field === '' ? '' : `, field ${field}`}: ${what}`);
    this.line = line;
    this.field = field;
  }
}

function parseLine<const Schema extends v.GenericSchema>(
  schema: Schema,
  line: string,
  number: number,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CaptureError(number, '', 'this is not JSON, as when a file is cut off');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CaptureError(number, '', 'expected a JSON object');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? '';
  const absent = field !== '' && !Object.hasOwn(value, field);
  throw new CaptureError(number, field, absent ? 'it is not there' : issue.message);
}

/**
 * The frames of a capture file, in its order. Blank lines and a byte order mark are let pass.
 * @throws {CaptureError} at the first line that is not as the format says.
 */
export function parseCapture(file: string): readonly Frame[] {
  const lines = file
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({line: line.trim(), number: index + 1}))
    .filter(({line}) => line !== '');
  const [first, ...rest] = lines;
  if (first === undefined) throw new CaptureError(1, '', 'the file is empty');
  parseLine(Header, first.line, first.number);
  return rest.map(({line, number}) => parseLine(FrameLine, line, number));
}

/** A capture file of these frames. */
export function writeCapture(frames: readonly Frame[]): string {
  const line = ({at, page, via, url, direction, body, encoding}: Frame) =>
    JSON.stringify({at, page, via, url, direction, body, encoding});
  return `${[JSON.stringify(HEADER), ...frames.map(line)].join('\n')}\n`;
}
