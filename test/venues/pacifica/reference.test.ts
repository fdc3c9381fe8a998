import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/pacifica/reduce.ts';
import {initial} from '../../../src/venues/pacifica/state.ts';
import {account, answer, frame, ME, modelOf, play, poolOf, push, shown} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/pacifica.json', REFERENCE);
const PAYLOADS = new URL('payloads/pacifica/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly balance: string;
    readonly spotMarketValue: string;
    readonly spotCollateral: string;
  };
  readonly expected: {readonly cross_account_equity: string; readonly impliedSpotWeight: string};
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const frames = [
      account({
        balance: inputs.balance,
        spot_market_value: inputs.spotMarketValue,
        spot_collateral: inputs.spotCollateral,
        spot_balances: [{symbol: 'SOL', amount: '5'}],
        positions_count: 0,
      }),
      answer(`/positions?account=${ME}`, []),
    ];
    expect(shown(poolOf(frames).equity, 9)).toBe(`estimated ${expected.cross_account_equity}`);
    expect(modelOf(frames).collateral[1]?.weight?.toString()).toBe(expected.impliedSpotWeight);
  });
});

const payload = (name: string) => JSON.parse(readFileSync(new URL(name, PAYLOADS), 'utf8'));

describe.skipIf(!existsSync(PAYLOADS))('sample payloads of the reference', () => {
  it('the account: Pacifica’s own figures agree', () => {
    const frames = [frame({body: payload('rest-account.json')}), answer(`/positions?account=${ME}`, [])];
    expect(poolOf(frames).audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
    ]);
  });

  it('the position, in an answer', () => {
    const state = play([answer(`/positions?account=${ME}`, [payload('rest-position.json')])]);
    const {AAVE} = state.accounts[ME]?.rows ?? {};
    expect(AAVE).toMatchObject({side: 'short', size: '223.72', entry: '279.283134'});
    expect(AAVE?.margin).toBeUndefined();
  });

  it('both pushes of positions', () => {
    for (const {channel, data, li} of payload('ws-account-positions.json')) {
      const {outcome, defects} = reduce(initial, push(channel, data, undefined, {li}));
      expect([outcome, defects]).toEqual(['used', []]);
    }
  });
});
