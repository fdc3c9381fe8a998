import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import {accounts} from '../../../src/venues/deribit/account.ts';
import {reduce} from '../../../src/venues/deribit/reduce.ts';
import {initial} from '../../../src/venues/deribit/state.ts';
import {
  answer,
  frame,
  future,
  healthOf,
  option,
  portfolio,
  positions,
  reduceAll,
  shown,
  summary,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/deribit.json', REFERENCE);
const PAYLOADS = new URL('payloads/deribit/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: Readonly<Record<string, never>>;
  readonly expected: Readonly<Record<string, never>>;
};
const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];
const vectorOf = (id: string) => {
  const found = vectors.find((vector) => vector.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
};

const isNear = (ours: string, theirs: string) =>
  new Decimal(ours.replace(/^\w+ /, '')).minus(theirs).abs().lte(new Decimal(theirs).abs().times('1e-6'));

/** Wire numbers of an account of the engine's format, profit by hand. */
function framesOf(id: string) {
  const {pools} = vectorOf(id).inputs.account as unknown as {
    readonly pools: readonly [
      {
        readonly collateral: readonly [{readonly asset: string; readonly amount: string}];
        readonly positions: readonly [Readonly<Record<string, string>>];
      },
    ];
  };
  const [{collateral, positions: held}] = pools;
  const [{asset, amount}] = collateral;
  const [{symbol = '', size = '0', entryPrice = '1', markPrice = '1'}] = held;
  const isInverse = !symbol.includes('_');
  const profit = isInverse
    ? new Decimal(size).div(entryPrice).minus(new Decimal(size).div(markPrice))
    : new Decimal(markPrice).minus(entryPrice).times(size);
  const row = {
    average_price: +entryPrice,
    mark_price: +markPrice,
    total_profit_loss: +profit.toFixed(9),
    floating_profit_loss: +profit.toFixed(9),
  };
  const balance = new Decimal(amount).plus(profit);
  return [
    portfolio(
      summary(asset, +balance.toFixed(9), {balance: +amount, futures_session_upl: +profit.toFixed(9)}),
    ),
    ...positions([future(symbol, +size, row)]),
  ];
}

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(['deribit-inverse-long', 'deribit-linear-long'])('%s', (id) => {
    const expected = vectorOf(id).expected as unknown as {
      readonly equity: string;
      readonly maintenanceMargin: string;
      readonly accuracyPct: string;
      readonly liquidationPrice: Readonly<Record<string, string>>;
    };
    const pool = healthOf(framesOf(id), id === 'deribit-inverse-long' ? 'cross:BTC' : 'cross:USDC');
    expect(isNear(shown(pool.equity), expected.equity)).toBe(true);
    expect(isNear(shown(pool.maintenanceMargin), expected.maintenanceMargin)).toBe(true);
    expect(isNear(shown(pool.accuracy), expected.accuracyPct)).toBe(true);
    const [[symbol = '', price = '']] = Object.entries(expected.liquidationPrice) as [[string, string]];
    expect(pool.positions[0]?.symbol).toBe(symbol);
    expect(isNear(shown(pool.positions[0]?.liquidationPrice), price)).toBe(true);
  });

  it.each(['deribit-doc-linear-25btc', 'deribit-doc-linear-350btc', 'deribit-doc-linear-sol'])('%s', (id) => {
    const {inputs, expected} = vectorOf(id) as unknown as {
      readonly inputs: {
        readonly instrument: string;
        readonly size?: string;
        readonly sizes?: string[];
        readonly mark: string;
      };
      readonly expected: Readonly<Record<string, string | (string | null)[]>>;
    };
    const sizes = inputs.sizes ?? [inputs.size ?? '0'];
    sizes.forEach((size, index) => {
      const row = future(inputs.instrument, +size, {average_price: +inputs.mark, mark_price: +inputs.mark});
      const pool = healthOf([portfolio(summary('USDC', 1e7)), ...positions([row])], 'cross:USDC');
      const of = (name: string) => [expected[name]].flat()[index];
      const [initialMargin, maintenance] = [of('initialMargin'), of('maintenanceMargin')];
      expect(isNear(shown(pool.initialMargin), initialMargin ?? '')).toBe(true);
      if (maintenance) expect(isNear(shown(pool.maintenanceMargin), maintenance)).toBe(true);
    });
  });

  it.each(['deribit-option-short-put-otm', 'deribit-option-short-put-itm'])('%s', (id) => {
    const {inputs, expected} = vectorOf(id) as unknown as {
      readonly inputs: Readonly<Record<string, string>>;
      readonly expected: Readonly<Record<string, string>>;
    };
    const mark = +(inputs.markPriceCoin ?? 0);
    const row = option(`BTC-25DEC26-${inputs.strike}-P`, -1, {
      average_price: mark,
      mark_price: mark,
      index_price: +(inputs.index ?? 0),
    });
    const pool = healthOf([portfolio(summary('BTC', 2)), ...positions([row])], 'cross:BTC');
    expect(isNear(shown(pool.initialMargin), expected.initialMargin ?? '')).toBe(true);
    expect(isNear(shown(pool.maintenanceMargin), expected.maintenanceMargin ?? '')).toBe(true);
  });

  it('deribit-account-identities', () => {
    const {inputs, expected} = vectorOf('deribit-account-identities') as unknown as {
      readonly inputs: Readonly<Record<string, string>>;
      readonly expected: Readonly<Record<string, string>>;
    };
    const numbers = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, +text]));
    const pool = healthOf([portfolio(summary('BTC', +(expected.marginBalance ?? 0), numbers))], 'cross:BTC');
    expect(isNear(shown(pool.equity), expected.marginBalance ?? '')).toBe(true);
    expect(isNear(shown(pool.accuracy), expected.accuracyPct ?? '')).toBe(true);
  });
});

const text = (name: string) => readFileSync(new URL(name, PAYLOADS), 'utf8');
const audits = (frames: Parameters<typeof reduceAll>[0]) =>
  accounts(reduceAll(frames)).flatMap((each) => assess(each).pools.flatMap(({audit}) => audit));

describe.skipIf(!existsSync(PAYLOADS))('sample payloads of the reference', () => {
  it.each([
    'account-summaries-segregated-sm.json',
    'account-summaries-cross-pm.json',
    'ws-user-portfolio.json',
  ])('%s is read, and every figure of Deribit’s is met', (name) => {
    const lines = audits([frame(text(name))]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(({agrees}) => !agrees)).toEqual([]);
  });

  it('cross portfolio margin: the totals are one account’s, not four', () => {
    const [account] = accounts(reduceAll([frame(text('account-summaries-cross-pm.json'))]));
    const [pool] = account ? assess(account).pools : [];
    expect([account?.pools.length, pool?.id, shown(pool?.equity), shown(pool?.maintenanceMargin)]).toEqual([
      1,
      'portfolio',
      'estimated 25.710502678',
      'estimated 0.2671726792',
    ]);
  });

  it('real rows: the inverse perpetual’s requirement follows the rule, the long option has none', () => {
    const row: object = JSON.parse(text('position-future-inverse.json'));
    const frames = [portfolio(summary('SOL', 1)), ...positions([row])];
    expect(audits(frames).find(({symbol}) => symbol === 'SOL-PERPETUAL')).toMatchObject({
      figure: 'maintenanceMargin',
      reported: '0.012070224',
      agrees: true,
    });
    const [account] = accounts(reduceAll(frames));
    const [pool] = account ? assess(account).pools : [];
    expect(pool?.positions[0]?.maintenanceMargin.kind).toBe('exact');
    const bought: object = JSON.parse(text('position-option-long.json'));
    const eth = healthOf([portfolio(summary('ETH', 1)), ...positions([bought])], 'cross:ETH');
    expect([shown(eth.equity), shown(eth.maintenanceMargin)]).toEqual(['exact 1', 'exact 0']);
  });

  it.each(['instrument-perpetual-inverse.json', 'instrument-option.json'])(
    '%s has nothing for us',
    (name) => {
      expect(reduce(initial, frame(text(name))).outcome).toBe('ignored');
    },
  );

  it('ws-ticker.json moves the mark of a held contract', () => {
    const held = positions([future('BTC-PERPETUAL', 10, {average_price: 90_000, mark_price: 90_000})]);
    expect(reduceAll([...held, frame(text('ws-ticker.json'))]).marks['BTC-PERPETUAL']?.price).toBe(
      '92281.78',
    );
    expect(reduceAll([...held, answer([])]).positions).not.toEqual({});
  });
});
