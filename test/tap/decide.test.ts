import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {tableForTap} from '../../src/content/table.ts';
import {decide} from '../../src/tap/decide.ts';
import type {Row} from '../../src/tap/table.ts';

const headsOf = (heads: readonly string[], reach?: number) => {
  const [row]: Row[] = JSON.parse(
    tableForTap([
      {
        via: 'websocket',
        host: 'a.example',
        in: heads.map((head) => ({head})),
        ...(reach === undefined ? {} : {reach}),
      },
    ]),
  );
  if (!row) throw new Error('no row');
  return row.in;
};

describe('the head decides', () => {
  const heads = headsOf(['"e":"ACCOUNT', '[{"e":"mark', '"e":"mark', '"e":"A']);
  it.each([
    ['{"e":"ACCOUNT_UPDATE","E":1}', 0],
    ['{"stream":"btcusdt@mark","data":{"e":"markPriceUpdate"}}', 2],
    ['[{"e":"markPriceUpdate"}]', 1],
    ['{"e":"ALGO_UPDATE"}', 3],
    ['{"e":"depthUpdate","x":{"e":"ACCOUNT_UPDATE"}}', 0],
    ['{"e":"depthUpdate"}', -1],
    ['{"e":"', -1],
    ['', -1],
  ])('%s → %i', (text, row) => {
    expect(decide(heads, text)).toBe(row);
  });

  it('alone: what stands behind the 96th character does not count', () => {
    const one = headsOf(['"wanted"']);
    const inside = `${' '.repeat(88)}"wanted"`;
    expect(inside).toHaveLength(96);
    expect(decide(one, inside)).toBe(0);
    expect(decide(one, ` ${inside}`)).toBe(-1);
  });

  it.each([
    [200, 200],
    [256, 256],
    [1000, 256],
  ])('in as many characters as the row says, 256 at most (%i → %i)', (reach, most) => {
    const one = headsOf(['"wanted"'], reach);
    const inside = `${' '.repeat(most - 8)}"wanted"`;
    expect(decide(one, inside)).toBe(0);
    expect(decide(one, ` ${inside}`)).toBe(-1);
  });

  it('of heads with nothing in common', () => {
    const strangers = headsOf(['abc', 'xyz']);
    expect(decide(strangers, '..xyz')).toBe(1);
    expect(decide(strangers, 'short')).toBe(-1);
  });

  it('is the first of the list that occurs, as a plain search says', () => {
    const letters = fc.string({unit: fc.constantFrom('a', 'b', '"', ':'), maxLength: 120});
    const head = fc.string({unit: fc.constantFrom('a', 'b', '"', ':'), minLength: 1, maxLength: 5});
    fc.assert(
      fc.property(fc.array(head, {minLength: 1, maxLength: 6}), letters, (list, text) => {
        const start = text.slice(0, 96);
        expect(decide(headsOf(list), text)).toBe(list.findIndex((one) => start.includes(one)));
      }),
    );
  });

  it('without heads never', () => {
    expect(decide(headsOf([]), '{"e":"ACCOUNT_UPDATE"}')).toBe(-1);
  });
});
