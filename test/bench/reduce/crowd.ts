import type {Frame} from '../../../src/venues/frame.ts';

/** A message with many positions, and where in it they stand. */
export type Crowd = {
  readonly frame: Frame;
  readonly path: readonly string[];
  readonly names: readonly string[];
};

/** How exchanges call the member that says which contract a row is about. */
const NAMES = [
  'symbol',
  'instId',
  'contract',
  'instrument_name',
  'coin',
  'market',
  'market_id',
  'instrument',
];

type Fields = Record<string, unknown>;
/** Rows in a list, or in a map by their contracts; `fill` puts others in their place. */
type Place = {
  readonly path: readonly string[];
  readonly rows: readonly unknown[];
  readonly fill: (rows: readonly unknown[], names: readonly string[]) => void;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The lists and maps below a value, each with its path. */
function placesIn(value: unknown, path: readonly string[] = []): readonly Place[] {
  if (!Array.isArray(value) && !isFields(value)) return [];
  const here: Place = Array.isArray(value)
    ? {path, rows: value, fill: (rows) => value.splice(0, value.length, ...rows)}
    : {path, rows: Object.values(value), fill: (rows, names) => refill(value, rows, names)};
  return [here, ...Object.entries(value).flatMap(([name, one]) => placesIn(one, [...path, name]))];
}

function refill(map: Fields, rows: readonly unknown[], names: readonly string[]): void {
  for (const name of Object.keys(map)) delete map[name];
  for (const [at, row] of rows.entries()) map[names[at] ?? ''] = row;
}

/** Where a row says its contract: in itself, or one level below (`{type, position: {coin}}`). */
function namesIn(row: unknown): {readonly holder: Fields; readonly names: readonly string[]} | null {
  if (!isFields(row)) return null;
  for (const holder of [row, ...Object.values(row).filter(isFields)]) {
    const names = NAMES.filter((each) => ['string', 'number'].includes(typeof holder[each]));
    if (names.length > 0) return {holder, names};
  }
  return null;
}

/** Another contract of the same kind: `BTC-USDT-SWAP` becomes `BTC7-USDT-SWAP`. */
const renamed = (name: unknown, at: number): string | number =>
  typeof name === 'number' ? name + at : String(name).replace(/[A-Z]{2,}|[a-z]{2,}/, (coin) => coin + at);

const isPosition = (row: unknown): boolean =>
  isFields(row) && (Object.keys(row).length >= 5 || isFields(row.position)) && namesIn(row) !== null;

/** The same message with `count` positions instead of its few, all alike but for the contract; null: it has none. */
export function crowded(frame: Frame, count: number): Crowd | null {
  let body: unknown;
  try {
    body = JSON.parse(frame.body);
  } catch {
    return null;
  }
  const places = placesIn(body).filter(({rows}) => rows.length > 0 && rows.every(isPosition));
  const place = places.toSorted((a, b) => JSON.stringify(b.rows).length - JSON.stringify(a.rows).length)[0];
  if (place === undefined) return null;
  const names: string[] = [];
  const rows = Array.from({length: count}, (_, at) => {
    const row: unknown = structuredClone(place.rows[at % place.rows.length]);
    const found = namesIn(row);
    if (found === null) throw new Error('A row lost its contract.');
    const {holder} = found;
    for (const name of found.names) holder[name] = renamed(holder[name], at);
    names.push(String(holder[found.names[0] ?? '']));
    return row;
  });
  place.fill(rows, names);
  return {frame: {...frame, body: JSON.stringify(body)}, path: place.path, names};
}

/** What stands at a path of a message. */
export const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inside, name) => (inside as Fields)[name], value);
