import {describe, expect, it} from 'vitest';
import type {MarginAccount} from '../../../src/engine/account.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {reduceTable} from '../../../src/venues/table/reduce.ts';
import {withTable} from '../../../src/venues/table/with-table.ts';
import type {Venue} from '../../../src/venues/venue.ts';

const AT = 1_790_000_000_000;
const HEAD = ['Symbol', 'Size', 'Entry Price', 'Mark Price', 'Liq. Price', 'Margin', 'PnL'];
const row = (name: string, mark = '125.00') => [
  `${name}\n20x\tLong`,
  `100 ${name}`,
  '130.00',
  mark,
  '100.00',
  '',
  '',
];

const dom = (rows: readonly (readonly string[])[], more: object = {}, at = AT): Frame => ({
  at,
  page: 'https://perp.example/trade/SOL',
  via: 'dom',
  url: 'https://perp.example/trade/SOL',
  direction: 'in',
  body: JSON.stringify({lang: 'en', drawn: 'all', head: HEAD, rows, ...more}),
});
const message = (at: number): Frame => ({
  ...dom([], {}, at),
  via: 'websocket',
  url: 'wss://perp.example',
  body: 'account',
});

/** A venue whose every message is an account of its time, which may be silent for 60 s. */
const venue: Venue = {
  id: 'perp',
  name: 'Perp',
  pages: [{host: 'perp.example', paths: ['/trade']}],
  wanted: [],
  sources: [],
  initial: null,
  reduce: (state, frame) =>
    frame.via === 'websocket'
      ? {state: frame.at, outcome: 'used', defects: []}
      : {state, outcome: 'ignored', defects: []},
  accounts: (state): readonly MarginAccount[] =>
    typeof state === 'number'
      ? [
          {
            venue: 'perp',
            account: 'main',
            asOf: state,
            pools: [
              {id: 'p', kind: 'cross', unit: 'USD', waterline: new Decimal(1), collateral: [], positions: []},
            ],
          },
        ]
      : [],
};

const accountsAfter = (...frames: readonly Frame[]) => {
  const read = withTable(venue);
  const state = frames.reduce((before, frame) => read.reduce(before, frame).state, read.initial);
  return read.accounts(state).map(({account}) => account);
};

describe('a venue with its page’s table', () => {
  it('has the table’s account where no message was seen', () => {
    expect(accountsAfter(dom([row('SOL')]))).toEqual(['on the page']);
  });

  it('has its own account alone while that is fresh', () => {
    expect(accountsAfter(message(AT - 50_000), dom([row('SOL')]))).toEqual(['main']);
  });

  it('has both when its own has been silent for longer than it may', () => {
    expect(accountsAfter(message(AT - 61_000), dom([row('SOL')]))).toEqual(['main', 'on the page']);
  });

  it('forgets the table when its messages come again', () => {
    expect(accountsAfter(message(AT - 61_000), dom([row('SOL')]), message(AT + 1))).toEqual(['main']);
  });

  it('reads no table of a page that is not the exchange’s trading page', () => {
    const elsewhere = {...dom([row('SOL')]), url: 'https://perp.example/leaderboard'};
    expect(accountsAfter(elsewhere)).toEqual([]);
    expect(withTable(venue).reduce(withTable(venue).initial, elsewhere).outcome).toBe('ignored');
  });

  it('has no account of a table that says it is empty', () => {
    expect(accountsAfter(dom([row('SOL')]), dom([], {}, AT + 1))).toEqual([]);
  });
});

describe('a reading', () => {
  const rowsAfter = (...frames: readonly Frame[]) =>
    frames
      .reduce<ReturnType<typeof reduceTable>['state']>(
        (state, frame) => reduceTable(state, frame).state,
        null,
      )
      ?.rows.map(({texts, at}) => [texts[0]?.split('\n')[0], texts[3], at - AT]);

  it('replaces the one before: what is gone is closed', () => {
    expect(rowsAfter(dom([row('SOL'), row('ETH')]), dom([row('ETH')], {}, AT + 5))).toEqual([
      ['ETH', '125.00', 5],
    ]);
  });

  it('of a table that draws what is in view leaves the others to age', () => {
    const first = dom([row('SOL'), row('ETH')], {drawn: 'in-view'});
    const next = dom([row('ETH', '126.00'), row('BTC')], {drawn: 'in-view'}, AT + 5);
    expect(rowsAfter(first, next)).toEqual([
      ['ETH', '126.00', 5],
      ['BTC', '125.00', 5],
      ['SOL', '125.00', 0],
    ]);
  });

  it('of a table that draws what is in view forgets after ten minutes', () => {
    const first = dom([row('SOL')], {drawn: 'in-view'});
    expect(rowsAfter(first, dom([row('ETH')], {drawn: 'in-view'}, AT + 600_001))).toHaveLength(1);
  });

  it.each<[string, Partial<Frame>, string]>([
    ['text that is cut off', {body: '{"lang":'}, ''],
    ['no rows', {body: JSON.stringify({lang: 'en', head: HEAD, drawn: 'all'})}, 'rows'],
    [
      'a cell that is no text',
      {body: JSON.stringify({lang: 'en', head: HEAD, drawn: 'all', rows: [[1]]})},
      'rows.0.0',
    ],
    [
      'a cell without end',
      {body: JSON.stringify({lang: 'en', head: HEAD, drawn: 'all', rows: [['9'.repeat(161)]]})},
      'rows.0.0',
    ],
    [
      'columns of another table',
      {body: JSON.stringify({lang: 'en', head: ['A', 'B', 'C', 'D'], drawn: 'all', rows: []})},
      'head',
    ],
  ])('with %s changes nothing and says where', (_, more, where) => {
    const before = reduceTable(null, dom([row('SOL')])).state;
    const {state, outcome, defects} = reduceTable(before, {...dom([]), ...more});
    expect(state).toBe(before);
    expect(outcome).toBe('malformed');
    expect(defects.map((defect) => defect.where)).toEqual([where]);
  });

  it('is none of a socket’s messages', () => {
    expect(reduceTable(null, message(AT)).outcome).toBe('ignored');
  });
});
