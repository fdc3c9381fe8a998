import {gzipSync} from 'node:zlib';
import DecimalJs from 'decimal.js';
import {beforeEach, describe, expect, it} from 'vitest';
import {clockAt, moments} from '../../../src/ui/demo/moments.ts';
import {Recording} from '../../../src/ui/demo/recording.ts';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import {OPENING, playDay} from '../../exchange/day.ts';
import {recordDay, written} from '../../exchange/record-day.ts';
import {hyperliquid as exchange} from '../../exchange/venues/hyperliquid/venue.ts';
import {read} from '../../house/sources.ts';
import {speak} from '../browser-stub.ts';

const DAY = read('src/ui/demo/day.ndjson');
/** After so much silence an account of Hyperliquid is stale (its README: frames come every few seconds). */
const STALE_MS = 30_001;

const fresh = () => new Recording(DAY, hyperliquid);
const positionsAt = (recording: Recording, at: number) =>
  recording
    .at(at, 0)
    .accounts.flatMap(({account}) => account.pools.flatMap(({positions}) => positions))
    .map(({symbol, size}) => `${size} ${symbol}`);
const of = (kind: string) => moments().filter((moment) => moment.kind === kind);

beforeEach(() => speak('en'));

describe('the recorded day', () => {
  it('is what the simulator plays, to the byte, and light', () => {
    const {capture, recorded} = recordDay();
    expect(capture === DAY).toBe(true);
    expect(written(recorded)).toBe(read('src/ui/demo/moments.json'));
    expect(gzipSync(DAY, {level: 9}).length).toBeLessThan(60 * 1024);
  });

  it('shows at every step what stands in the exchange’s own ledger', () => {
    const recording = fresh();
    const session = exchange.open(OPENING);
    for (const {step} of playDay(exchange, session)) {
      const accuracy = recording.at(step * 1000, 0).glance?.accuracy;
      if (accuracy?.kind !== 'exact') throw new Error(`no exact figure at step ${step}`);
      const worst = session.book.worst() ?? new DecimalJs('NaN');
      expect(worst.div(accuracy.value).minus(1).abs().toNumber(), `step ${step}`).toBeLessThan(1e-8);
    }
    expect(recording.length).toBe(179_000);
  });

  it('has no figure that differs from the exchange’s, and no frame that cannot be read', () => {
    const {accounts, pages} = fresh().at(120_000, 0);
    expect(pages.map(({state, frames, defects}) => [state, frames.malformed, defects])).toEqual([
      ['seeing', 0, []],
    ]);
    const audits = accounts.flatMap(({health}) => health.pools.flatMap(({audit}) => audit));
    expect(audits.length).toBeGreaterThan(0);
    expect(audits.filter(({agrees}) => !agrees)).toEqual([]);
  });

  it('is called at each margin call, and not a step before', () => {
    const calls = of('margin_call');
    expect(calls.map(({text}) => text)).toEqual(['Margin call: isolated SOL', 'Margin call: cross']);
    for (const {at} of calls) {
      expect(fresh().at(at, 0).glance?.grade).toBe('margin-call');
      expect(fresh().at(at - 1000, 0).glance?.grade).not.toBe('margin-call');
    }
  });

  it('loses a position with each liquidation, which a click shows from shortly before', () => {
    const [first, second] = of('liquidation');
    if (first === undefined || second === undefined) throw new Error('a liquidation is missing');
    const recording = fresh();
    expect(positionsAt(recording, first.from)).toEqual(['4.4 BTC', '24 ETH', '900 SOL']);
    expect(positionsAt(recording, first.at)).toEqual(['4.4 BTC', '24 ETH']);
    expect(positionsAt(recording, second.from)).toEqual(['4.4 BTC', '24 ETH']);
    expect(positionsAt(recording, second.at)).toEqual(['24 ETH']);
  });

  it('has its fill', () => {
    const [fill] = of('fill');
    expect(fill?.text).toBe('An order fills: 1.2 BTC at 84,705.1');
    expect(clockAt(fill?.at ?? 0)).toBe('10:00 AM');
    expect(positionsAt(fresh(), (fill?.at ?? 0) - 1000)[0]).toBe('3.2 BTC');
    expect(positionsAt(fresh(), fill?.at ?? 0)[0]).toBe('4.4 BTC');
  });
});

describe('a recording', () => {
  it('shows the same whichever way one came', () => {
    const recording = fresh();
    recording.at(150_000, 0);
    expect(recording.at(20_000, 0)).toEqual(fresh().at(20_000, 0));
  });

  it('is live while it plays and grows stale while it stands', () => {
    const recording = fresh();
    expect(recording.at(20_400, 0).glance?.state).toBe('live');
    expect(recording.at(20_400, STALE_MS).glance?.state).toBe('stale');
    expect(recording.at(20_400, 0).glance?.state).toBe('live');
  });

  it('makes nothing anew between two frames', () => {
    const recording = fresh();
    const first = recording.at(20_100, 0);
    expect(recording.at(20_500, 0)).toBe(first);
  });

  it('answers the popup’s studies of a pool that is there', () => {
    const recording = fresh();
    const {venue, account, pools} = recording.at(20_000, 0).accounts[0]?.account ?? {};
    const pool = pools?.[0]?.id ?? '';
    const ask = {
      kind: 'study',
      venue: venue ?? '',
      account: account ?? '',
      pool,
      lift: {by: 'target', accuracy: '300'},
      survive: '-10',
    } as const;
    expect(recording.study(ask, 20_000, 0)?.workings.length).toBeGreaterThan(0);
    expect(recording.study({...ask, pool: 'none'}, 20_000, 0)).toBeNull();
    expect(recording.study({...ask, account: 'none'}, 20_000, 0)).toBeNull();
  });
});
