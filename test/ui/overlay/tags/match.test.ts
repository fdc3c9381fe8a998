import {describe, expect, it} from 'vitest';
import type {DistanceTag} from '../../../../src/messages.ts';
import {matched} from '../../../../src/ui/overlay/tags/match.ts';
import {nameIn, sideIn} from '../../../../src/venues/table/name.ts';

/** `BTC-USDT-SWAP BTC long`: symbol, underlying, side. */
const tag = (words: string): DistanceTag => {
  const [symbol = '', underlying = '', side] = words.split(' ');
  return {
    symbol,
    underlying,
    side: side === 'long' ? 'long' : 'short',
    distance: {kind: 'exact', value: '20'},
  };
};
const row = (cell: string) => {
  const name = nameIn(cell);
  if (name === null) throw new Error(`${cell} names nothing`);
  return {...name, side: sideIn(cell)};
};
/** What each row's tag is; null: it has none. */
const play = (cells: readonly string[], words: readonly string[]) => {
  const rows = cells.map(row);
  const found = matched(rows, words.map(tag));
  return rows.map((each) => {
    const own = found.get(each);
    return own === undefined ? null : `${own.symbol} ${own.underlying} ${own.side}`;
  });
};

describe('a row and a tag', () => {
  // Contract names as the venues' public APIs write them, and as their pages show them.
  it.each([
    ['BTC\n20x', 'BTC BTC long'],
    ['BTCUSDT\tLong', 'BTCUSDT BTC long'],
    ['BTCUSDT Perpetual', 'BTC-USDT-SWAP BTC short'],
    ['BTC-PERP Short', 'BTC-USD-PERP BTC short'],
    ['BTC-PERP', 'PERP_BTC_USDC BTC long'],
    ['ETH Long', 'ETH-PERPETUAL ETH long'],
    ['kPEPE', 'kPEPE kPEPE long'],
    ['xyz:TSLA', 'xyz:TSLA xyz:TSLA long'],
    ['BTC-27DEC26', 'BTC-27DEC26 BTC long'],
  ])('%s is %s', (cell, words) => {
    expect(play([cell], [words])).toEqual([words]);
  });

  it.each([
    ['BTCUSDT', 'BTCUSDC BTC long', 'another dollar'],
    ['BTC-27DEC26', 'BTC-PERPETUAL BTC long', 'a dated one'],
    ['BTC-PERPETUAL', 'BTC-27DEC26 BTC long', 'a dated one'],
    ['BTC Short', 'BTC BTC long', 'the other side'],
    ['ETH', 'BTC BTC long', 'another thing'],
    ['TSLA', 'xyz:TSLA xyz:TSLA long', 'perhaps another dex’s'],
  ])('%s is not %s: %s', (cell, words) => {
    expect(play([cell], [words])).toEqual([null]);
  });

  it('of both sides find each other by the side', () => {
    expect(play(['BTC Long', 'BTC Short'], ['BTC BTC short', 'BTC BTC long'])).toEqual([
      'BTC BTC long',
      'BTC BTC short',
    ]);
  });

  it('that could be another’s have none', () => {
    expect(play(['BTC'], ['BTC BTC short', 'BTC BTC long'])).toEqual([null]);
    expect(play(['BTC Long'], ['BTC BTC long', 'BTC BTC long'])).toEqual([null]);
    expect(play(['BTC Long', 'BTC Long'], ['BTC BTC long'])).toEqual([null, null]);
    expect(play(['BTC'], ['BTCUSDT BTC long', 'BTCUSDC BTC long'])).toEqual([null]);
  });

  it('of the same name go before those that may be meant', () => {
    expect(play(['BTCUSDT', 'BTC'], ['BTCUSDT BTC long', 'BTC BTC long'])).toEqual([
      'BTCUSDT BTC long',
      'BTC BTC long',
    ]);
  });

  it('lays each name bare once, not for each pair again: a table is matched with every tick', () => {
    let asked = 0;
    const many = Array.from({length: 50}, (_, at) => ({
      ...tag(`C${at}USDT C${at} long`),
      get symbol() {
        asked += 1;
        return `C${at}USDT`;
      },
    }));
    const rows = many.map((_, at) => row(`C${at}USDT Long`));
    expect(matched(rows, many).size).toBe(50);
    expect(asked).toBe(50);
  });
});
