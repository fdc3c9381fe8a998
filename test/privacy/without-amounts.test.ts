import {existsSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {MarginAccount} from '../../src/engine/account.ts';
import {parseAccount} from '../../src/engine/account-json.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import type {Figure} from '../../src/engine/figure.ts';
import {withoutAmounts} from '../../src/reading/without-amounts.ts';
import {venues} from '../../src/venues/index.ts';
import {withTable} from '../../src/venues/table/with-table.ts';
import {READ_OFF, readingOf} from '../staleness/readings.ts';
import type {Sample} from '../venues/sample.ts';

const FACTOR = new Decimal('7.31');

const sampled = venues.filter(({id}) => existsSync(new URL(`../venues/${id}/samples.ts`, import.meta.url)));

/** To twelve digits: a rate that falls with a root of the size has no end. */
const shown = (figure: Figure) =>
  'value' in figure ? `${figure.kind} ${figure.value.toSignificantDigits(12).toFixed()}` : figure.kind;

const ratios = (account: MarginAccount) =>
  assess(account).pools.map(({grade, accuracy, uniform, positions}) => ({
    grade,
    accuracy: shown(accuracy),
    uniform: [shown(uniform.down), shown(uniform.up)],
    positions: positions.map(({symbol, side, distance, liquidationPrice}) => [
      symbol,
      side,
      shown(distance),
      shown(liquidationPrice),
    ]),
  }));

function expectSame(accounts: readonly MarginAccount[], name: string): void {
  const text = withoutAmounts(accounts, FACTOR);
  const read = (JSON.parse(text) as unknown[]).map((account) => parseAccount(account, name));
  expect(read.map(ratios), name).toEqual(accounts.map(ratios));
}

describe('a file without amounts', () => {
  it.each(sampled)('of $id has the ratios, distances and prices of the account', async (venue) => {
    const {samples}: {samples: readonly Sample[]} = await import(`../venues/${venue.id}/samples.ts`);
    for (const {name, frames} of samples) {
      let state = venue.initial;
      for (const frame of frames) state = venue.reduce(state, frame).state;
      expectSame(venue.accounts(state), name);
    }
  });

  it.each(READ_OFF)('of %s too', (id) => {
    const venue = venues.find((one) => one.id === id);
    if (venue === undefined) throw new Error(`no ${id}`);
    const read = withTable(venue);
    const accounts = read.accounts(read.reduce(read.initial, readingOf(id)).state);
    expect(accounts).toHaveLength(1);
    expectSame(accounts, id);
  });

  it('names nobody and no amount, neither in a figure nor in a sentence', () => {
    const account: MarginAccount = {
      venue: 'harbour',
      account: '0x5e1f0c4a',
      asOf: 1,
      pools: [
        {
          id: 'iso:0x5e1f0c4a',
          kind: 'isolated',
          unit: 'USD',
          waterline: new Decimal(1),
          collateral: [{asset: 'USD', amount: new Decimal('1234.5'), price: new Decimal(1)}],
          positions: [],
          doubts: ['the total is 1,234.5 and not 1,200'],
          reported: {equity: new Decimal('1234.5')},
        },
      ],
    };
    const text = withoutAmounts([account], FACTOR);
    expect(text).not.toMatch(/0x5e|1,?234|1,?200/);
    // 1234.5 × 7.31
    expect(text.match(/9024\.195/g)).toHaveLength(2);
  });
});
