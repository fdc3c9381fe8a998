import fc from 'fast-check';

/** Values that break careless readers, as JSON. */
const POISON = [
  'null',
  '""',
  '"NaN"',
  '"-1"',
  '-1',
  '0',
  '1e308',
  '1e-300',
  '"1e-40"',
  '-0',
  '[]',
  '{}',
  '[null]',
  '"__proto__"',
  '"constructor"',
  '"0"',
  '"999999999999999999999999999999999999999"',
  'true',
];

/** Names that no exchange gives: of the language's own, that look like others, that are no text. */
export const NAMES = [
  '__proto__',
  'constructor',
  'ВТС',
  'BTC\\u200b',
  '\\u202eCTB',
  'ＢＴＣ',
  '\\u3164',
  '\\ud800',
  '\\u0000',
  'İ',
];

/** A name that was never there, for those that should not be kept without end. */
export const invented = (number: number): string => `Q${number}Q`;

export const mutation = fc.oneof(
  fc.record({kind: fc.constant('cut' as const), at: fc.nat(6000)}),
  fc.record({
    kind: fc.constant('letter' as const),
    at: fc.nat(6000),
    letter: fc.constantFrom(...'0-"{}[],:.eE'),
  }),
  fc.record({kind: fc.constant('value' as const), at: fc.nat(400), value: fc.constantFrom(...POISON)}),
  fc.record({kind: fc.constant('tree' as const), at: fc.nat(400), value: fc.constantFrom(...POISON)}),
  fc.record({
    kind: fc.constant('name' as const),
    at: fc.nat(400),
    name: fc.oneof(fc.constantFrom(...NAMES), fc.nat(1e6).map(invented)),
  }),
  fc.record({kind: fc.constant('text' as const), text: fc.oneof(fc.string(), fc.json())}),
  {arbitrary: fc.record({kind: fc.constant('none' as const)}), weight: 3},
);
export type Mutation = typeof mutation extends fc.Arbitrary<infer Made> ? Made : never;

/** Strings and numbers that stand as values: the places where a wrong one can be put. */
const VALUE = /(?<=[:[,])("[^"]*"|-?[\d.]+(?:e-?\d+)?|true|false|null)(?=[,\]}])/g;
const QUOTED = /(?<=")[^"\\]{1,40}(?=")/g;

function replacedIn(body: string, places: RegExp, at: number, by: string): string {
  const all = [...body.matchAll(places)];
  const place = all[at % Math.max(1, all.length)];
  return place === undefined
    ? body
    : body.slice(0, place.index) + by + body.slice(place.index + place[0].length);
}

/** Where objects and lists begin. */
const OPENING = /[[{]/g;

/** A whole object or list is another value; as the text stands, so that a cut one is changed too. */
function withoutTree(body: string, at: number, by: string): string {
  const places = [...body.matchAll(OPENING)];
  const start = places[at % Math.max(1, places.length)]?.index ?? body.length;
  let depth = 0;
  for (let end = start; end < body.length; end++) {
    if ('[{'.includes(body.charAt(end))) depth++;
    else if (']}'.includes(body.charAt(end)) && --depth === 0)
      return body.slice(0, start) + by + body.slice(end + 1);
  }
  return body;
}

export function mutated(body: string, change: Mutation): string {
  switch (change.kind) {
    case 'none':
      return body;
    case 'text':
      return change.text;
    case 'cut':
      return body.slice(0, change.at % (body.length + 1));
    case 'letter': {
      const at = change.at % (body.length + 1);
      return body.slice(0, at) + change.letter + body.slice(at + 1);
    }
    case 'value':
      return replacedIn(body, VALUE, change.at, change.value);
    case 'tree':
      return withoutTree(body, change.at, change.value);
    case 'name':
      return replacedIn(body, QUOTED, change.at, change.name);
  }
}
