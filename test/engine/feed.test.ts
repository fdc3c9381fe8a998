import {describe, expect, it} from 'vitest';
import {feedOf} from '../../src/engine/feed.ts';
import {decimal, pool, position} from './build.ts';

const NOW = 1_700_000_100_000;
const source = (name: string, age: number) => ({name, at: NOW - age, limitMs: 5000});
const held = (rest: {index?: string; last?: string} = {}) =>
  position({
    size: '1',
    entry: '100',
    mark: '100',
    ...(rest.index === undefined ? {} : {indexPrice: decimal(rest.index)}),
    ...(rest.last === undefined ? {} : {lastPrice: decimal(rest.last)}),
  });

describe('the feed', () => {
  it('is live while every stream speaks within its limit', () => {
    const sources = [source('account', 5000), source('mark price of BTC', 0)];
    expect(feedOf(pool('1', [held({index: '100.9', last: '101.9'})], {sources}), NOW)).toEqual({
      verdict: 'live',
      reasons: [],
    });
  });

  it('is stale when one has been silent for longer, and names it', () => {
    const sources = [source('account', 5001), source('mark price of BTC', 300_000)];
    expect(feedOf(pool('1', [held()], {sources}), NOW)).toEqual({
      verdict: 'stale',
      reasons: ['account has said nothing for 5 s', 'mark price of BTC has said nothing for 5 min'],
    });
  });

  it('diverges when mark and index are more than one percent apart, the last trade more than two', () => {
    expect(feedOf(pool('1', [held({index: '98.9'})]), NOW)).toEqual({
      verdict: 'diverging',
      reasons: ['mark price of BTCUSDT is 1.11 % away from its index'],
    });
    expect(feedOf(pool('1', [held({last: '102.1'})]), NOW).reasons).toEqual([
      'mark price of BTCUSDT is 2.06 % away from its last trade',
    ]);
    expect(feedOf(pool('1', [held({index: '99.02', last: '98.05'})]), NOW).verdict).toBe('live');
  });

  it('diverges from another venue’s mark of the same underlying', () => {
    const elsewhere = new Map([['BTC', [{venue: 'Bybit', price: decimal('102')}]]]);
    expect(feedOf(pool('1', [held()]), NOW, elsewhere).reasons).toEqual([
      'mark price of BTCUSDT is 1.96 % away from that of Bybit',
    ]);
  });

  it('stale comes before diverging, both are told', () => {
    const of = feedOf(pool('1', [held({index: '90'})], {sources: [source('account', 6000)]}), NOW);
    expect([of.verdict, of.reasons.length]).toEqual(['stale', 2]);
  });

  it('an option’s premium is compared with nothing', () => {
    expect(feedOf(pool('1', [{...held({index: '5'}), contract: 'option'}]), NOW).verdict).toBe('live');
  });
});
