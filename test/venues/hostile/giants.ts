/** Values as JSON, larger or stranger than any exchange's: what a page could send to exhaust a reader or to poison it. */
export const GIANTS: Readonly<Record<string, string>> = {
  'lists 100,000 deep': '['.repeat(100_000) + ']'.repeat(100_000),
  'objects 100,000 deep': `${'{"a":'.repeat(100_000)}0${'}'.repeat(100_000)}`,
  'a number of a million digits': '9'.repeat(1_000_000),
  'a million digits as a text': `"${'9'.repeat(1_000_000)}"`,
  'a fraction of a million digits': `"0.${'0'.repeat(1_000_000)}1"`,
  'an exponent without end': '1e999999999',
  'a name of a million letters': `"${'B'.repeat(1_000_000)}"`,
  'a list of 200,000': `[${'0,'.repeat(199_999)}0]`,
  'an object of 20,000': `{${Array.from({length: 20_000}, (_, at) => `"K${at}USDT":{}`).join(',')}}`,
  'a prototype': '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  'half a character': '"\\ud800"',
  'a NUL': '"\\u0000"',
};
