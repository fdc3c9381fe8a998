import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {reduce} from '../../../src/venues/derive/reduce.ts';
import {initial} from '../../../src/venues/derive/state.ts';
import {answer, balances, dollars, frame, ME, modelOf, push, subaccount, ticker} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/derive.json', REFERENCE);
const PAYLOADS = new URL('payloads/derive/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {readonly amount: string; readonly mark_price: string; readonly mark_value: string};
  readonly expected: Readonly<Record<string, string>>;
};
const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

const isNear = (ours: Decimal | undefined, theirs: string | undefined) =>
  ours !== undefined && theirs !== undefined && ours.div(theirs).minus(1).abs().lte('1e-6');

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const {maintenance_margin, initial_margin, impliedMaintenanceRate, impliedInitialRate} = expected;
    const row = {
      ...inputs,
      instrument_name: 'BTC-PERP',
      average_price: '100000',
      maintenance_margin,
      initial_margin,
    };
    const [position] = modelOf([answer({subaccount_id: ME, positions: [row]})]).positions;
    const {schedule, leverage, markPrice, size} = position ?? {};
    const rate = schedule?.kind === 'tiers' ? schedule.tiers[0]?.maintenanceRate : undefined;
    expect(isNear(rate, impliedMaintenanceRate)).toBe(true);
    expect(isNear(leverage && new Decimal(1).div(leverage), impliedInitialRate)).toBe(true);
    const value = markPrice && size ? markPrice.times(size) : undefined;
    const net = value && rate && new Decimal(inputs.mark_value).minus(value.times(rate));
    expect(isNear(net, maintenance_margin)).toBe(true);
  });
});

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];
const payload = (name: string) => JSON.parse(readFileSync(new URL(name, PAYLOADS), 'utf8'));

function framed(name: string) {
  const body = payload(name);
  if (name.includes('position')) return answer({subaccount_id: ME, positions: [body]});
  if (name.includes('ticker')) return push('ticker_slim.ETH-PERP.1000', body);
  return answer(body);
}

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  it.each(payloads)('%s is read', (name) => {
    const {outcome, defects} = reduce(initial, framed(name));
    expect(defects).toEqual([]);
    expect(outcome).toBe(name.startsWith('instrument') ? 'ignored' : 'used');
  });

  it('the sample subaccount is 1,000 USDC, in portfolio margin, with nothing asked of it', () => {
    const pool = modelOf([framed('http-subaccount.json')], 'portfolio:42');
    expect(pool.reported?.equity?.toFixed()).toBe('1000');
    expect(pool.collateral.map(({asset, amount}) => [asset, amount.toFixed()])).toEqual([['USDC', '1000']]);
  });

  it('the sample ticker reprices a position', () => {
    const row = {...payload('position-btc-short-live.json'), instrument_name: 'ETH-PERP'};
    const frames = [
      subaccount({
        coins: [dollars('1000')],
        rows: [row],
        totals: ['1001.387306068794719', '898.622115730886435', '867.792558529514132'],
      }),
      frame({...framed('ws-ticker-slim-eth.json'), at: ticker('', '1').at + 1}),
    ];
    expect(modelOf(frames).positions[0]?.markPrice?.toFixed()).toBe('1992.49');
    expect(modelOf([...frames, balances({'ETH-PERP': '0'}, frames[1]?.at)]).positions).toEqual([]);
  });
});
