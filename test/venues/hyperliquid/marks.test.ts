import {describe, expect, it} from 'vitest';
import {inflateText} from '../../../src/venues/hyperliquid/inflate.ts';
import {poolOf} from './figures.ts';
import {
  clearinghouse,
  context,
  deflated,
  MAINNET,
  message,
  meta,
  mode,
  type PositionRow,
  play,
  request,
  USER,
} from './wire.ts';

const HOUR = 3_600_000;

/** 2 ETH bought at 2,000, at 2,050 in the frame. */
const LONG: PositionRow = ['ETH', '2.0', '2000.0', '4100.0', '100.0', '1020.408163265', 10, 25, '410.0'];
const BODY = clearinghouse([LONG], {crossRawUsd: '-2000.0', crossMaintenance: '82.0'});
const account = (at: number) =>
  message('clearinghouseState', {user: USER, dex: '', clearinghouseState: BODY}, at);

const begin = [...request({type: 'meta'}, MAINNET, 1), ...mode('default', 1), account(10)];

const eth = (frames: Parameters<typeof play>[0]) => {
  const {accounts} = play([...begin, ...frames]);
  const [position] = accounts[0]?.pools[0]?.positions ?? [];
  if (!position) throw new Error('there is no position');
  return position;
};

describe('the mark is the newest of', () => {
  it('the account’s own frame: value ÷ size', () => {
    expect(`${eth([]).markPrice}`).toBe('2050');
  });

  it.each([
    ['activeAssetCtx', {coin: 'ETH', ctx: context('2060.5')}],
    // BTC is the first of the universe, ETH the second.
    ['assetCtxs', {dex: '', ctxs: [context('70000.0'), context('2060.5')]}],
    [
      'allDexsAssetCtxs',
      {
        ctxs: [
          ['', [context('70000.0'), context('2060.5')]],
          ['xyz', [context('9.0')]],
        ],
      },
    ],
    ['fastAssetCtxs', deflated({BTC: {markPx: '70000.0'}, ETH: {markPx: '2060.5'}})],
  ])('%s', (channel, data) => {
    expect(`${eth([message(channel, data, 11)]).markPrice}`).toBe('2060.5');
    expect(`${eth([message(channel, data, 11), account(12)]).markPrice}`).toBe('2050');
  });

  it('meta with contexts, and not of contexts that came before the account', () => {
    const answer = (at: number) =>
      request({type: 'metaAndAssetCtxs'}, [MAINNET, [context('1.0'), context('2060.5')]], at);
    expect(`${eth([...answer(11)]).markPrice}`).toBe('2060.5');
    expect(`${eth([...answer(9)]).markPrice}`).toBe('2050');
  });

  it('not mids', () => {
    expect(`${eth([message('allMids', {mids: {ETH: '2099.0'}}, 11)]).markPrice}`).toBe('2050');
  });
});

describe('contexts', () => {
  it('tell oracle price and hourly funding; the next one is due at the full hour', () => {
    const at = 500 * HOUR + 1;
    const position = eth([
      message('activeAssetCtx', {coin: 'ETH', ctx: context('2060.5', '2061.0', '-0.0000125')}, at),
    ]);
    expect(`${position.indexPrice} ${position.fundingRate} ${position.fundingIntervalHours}`).toBe(
      '2061 -0.0000125 1',
    );
    expect(position.nextFundingAt).toBe(501 * HOUR);
  });

  it('of changes keep the oracle price and funding of the whole ones', () => {
    const position = eth([
      message('activeAssetCtx', {coin: 'ETH', ctx: context('2060.5', '2061.0')}, 11),
      message('fastAssetCtxs', deflated({ETH: {markPx: '2062.0', midPx: null}}), 12),
    ]);
    expect(`${position.markPrice} ${position.indexPrice}`).toBe('2062 2061');
  });

  it('of changes that leave a coin out confirm its mark, so that it is not stale', () => {
    const {accounts} = play([
      ...begin,
      message('fastAssetCtxs', deflated({ETH: {markPx: '2062.0'}}), 11),
      message('fastAssetCtxs', deflated({BTC: {markPx: '70000.0'}}), 60_000),
    ]);
    expect(accounts[0]?.pools[0]?.sources?.find(({name}) => name === 'mark price of ETH')?.at).toBe(60_000);
    expect(`${accounts[0]?.pools[0]?.positions[0]?.markPrice}`).toBe('2062');
  });

  it('of a dex are never matched with the markets of another', () => {
    const nvda: PositionRow = ['xyz:NVDA', '1.0', '200.0', '200.0', '0.0', '105.263157894', 5, 20, '40.0'];
    const body = clearinghouse([nvda], {crossRawUsd: '-100.0', crossMaintenance: '5.0'});
    const frames = [
      ...request({type: 'allPerpMetas'}, [
        MAINNET,
        meta([
          ['xyz:TSLA', 20, 20],
          ['xyz:NVDA', 20, 20],
        ]),
      ]),
      ...mode('default'),
      message('clearinghouseState', {user: USER, dex: 'xyz', clearinghouseState: body}, 10),
      message(
        'allDexsAssetCtxs',
        {
          ctxs: [
            ['', [context('1.0'), context('2.0')]],
            ['xyz', [context('381.0'), context('202.5')]],
          ],
        },
        11,
      ),
    ];
    const [position] = play(frames).accounts[0]?.pools[0]?.positions ?? [];
    expect(`${position?.symbol} ${position?.markPrice}`).toBe('xyz:NVDA 202.5');
  });
});

describe('when the mark moves on', () => {
  const moved = play([...begin, message('activeAssetCtx', {coin: 'ETH', ctx: context('1900.0')}, 11)])
    .accounts[0];

  it('the equity moves with it: 2 × 1900 − 2000', () => {
    expect(poolOf(moved, 'cross:USDC').equity).toMatchObject({kind: 'exact'});
    expect(
      `${poolOf(moved, 'cross:USDC').equity.kind === 'exact' && moved?.pools[0]?.collateral[0]?.amount}`,
    ).toBe('2000');
    const {equity} = poolOf(moved, 'cross:USDC');
    expect('value' in equity && equity.value.toFixed()).toBe('1800');
  });

  it('figures of the venue’s from before are not held against ours', () => {
    const {audit} = poolOf(moved, 'cross:USDC');
    expect(audit.map(({figure}) => figure)).toEqual(['liquidationPrice']);
    expect(audit[0]).toMatchObject({agrees: true, cause: expect.stringContaining('prices have moved on')});
  });
});

describe('inflate', () => {
  // Documentation, WebSocket subscriptions: the sample of fastAssetCtxs.
  it('reads the documented sample', () => {
    const sample = 'q1ZyCnFWsqpWyk0syg6oULJSsjQ3NTDQM1Wq1VFyDfFAkTI2MzXQMwJLVVRWWfmFuTiiyBuamOoZKdXWAgA=';
    expect(JSON.parse(inflateText(sample))).toEqual({
      BTC: {markPx: '97500.5'},
      ETH: {markPx: '3650.25'},
      'xyz:NVDA': {markPx: '145.2'},
    });
  });

  it('does not unpack a bomb', () => {
    const bomb = deflated('0'.repeat(3_100_000));
    expect(bomb.length).toBeLessThan(5000);
    expect(() => inflateText(bomb)).toThrow('unpacks to too much');
  });

  it('refuses a stream that was cut off, text that is not UTF-8, and nothing', () => {
    const whole = deflated({BTC: {markPx: '1.0'}, ETH: {markPx: '2.0'}, SOL: {markPx: '3.0'}});
    expect(() => inflateText(whole.slice(0, 24))).toThrow();
    expect(() => inflateText(btoa(String.fromCharCode(1, 1, 0, 254, 255, 255)))).toThrow();
    expect(() => JSON.parse(inflateText(''))).toThrow();
  });
});
