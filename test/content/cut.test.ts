import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cutFrame} from '../../src/content/cut.ts';

const cut = {after: '"data":{', members: ['state', 'user'], close: '}}'};

describe('a cut', () => {
  it.each([
    [
      'keeps the members in their declared order',
      '{"data":{"user":"0x1","big":[1],"state":{"a":1}}}',
      '{"data":{"state":{"a":1},"user":"0x1"}}',
    ],
    [
      'keeps what stands before',
      '{"channel":"c","data":{"state":1,"user":2}}',
      '{"channel":"c","data":{"state":1,"user":2}}',
    ],
    [
      'takes brackets in texts for text',
      '{"data":{"state":{"s":"}]{["},"x":0,"user":"}"}}',
      '{"data":{"state":{"s":"}]{["},"user":"}"}}',
    ],
    [
      'takes escaped quotes for text',
      '{"data":{"state":{"s":"\\"}\\\\"},"x":0,"user":"\\\\\\""}}',
      '{"data":{"state":{"s":"\\"}\\\\"},"user":"\\\\\\""}}',
    ],
    [
      'takes a last member up to its bracket',
      '{"data":{"state":[[1],[2]],"user":null}}',
      '{"data":{"state":[[1],[2]],"user":null}}',
    ],
    [
      'keeps numbers to the last digit',
      '{"data":{"state":0.10000000000000000001,"user":12345678901234567890}}',
      '{"data":{"state":0.10000000000000000001,"user":12345678901234567890}}',
    ],
  ])('%s', (_, text, expected) => {
    expect(cutFrame(text, cut)).toBe(expected);
  });

  it.each([
    ['without the opening', '{"other":{"state":1,"user":2}}'],
    ['with the opening behind the 96th character', `{"pad":"${'x'.repeat(96)}","data":{"state":1,"user":2}}`],
    ['without a member', '{"data":{"state":1}}'],
    ['broken off in a member', '{"data":{"user":1,"state":{"a":[1,'],
    ['broken off in a text', '{"data":{"user":1,"state":"abc'],
    ['broken off behind a backslash', '{"data":{"user":1,"state":"abc\\'],
    ['that is no JSON at all', 'hello'],
    ['that is empty', ''],
  ])('leaves a frame %s whole', (_, text) => {
    expect(cutFrame(text, cut)).toBe(text);
  });

  it.each([
    [
      'kept where it occurs',
      '{"id":7,"method":"m","params":{"token":"t","kind":"any"}}',
      '{"id":7,"method":"m","kind":"any"}',
    ],
    ['left out where it does not', '{"method":"m","params":{"token":"t"},"id":7}', '{"method":"m","id":7}'],
  ])('a member that may be there is %s', (_, text, expected) => {
    const question = {after: '"method":"m",', members: [], perhaps: ['id', 'kind'], close: '}'};
    expect(cutFrame(text, question)).toBe(expected);
  });

  it('of any JSON object is what reading, picking and writing gives', () => {
    const names = fc.constantFrom('state', 'user', 'meta', 'statistics', 'us');
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.jsonValue()),
        fc.jsonValue(),
        fc.jsonValue(),
        (other, state, user) => {
          const data = {state, ...other, user};
          // A member's name may also occur deeper, before it: then the declaration does not hold.
          fc.pre(!/"(state|user)":/.test(JSON.stringify(Object.values(data))));
          const whole = JSON.stringify({channel: 'c', data});
          const kept = JSON.stringify({channel: 'c', data: {state: data.state, user: data.user}});
          expect(cutFrame(whole, cut)).toBe(kept);
        },
      ),
    );
  });
});
