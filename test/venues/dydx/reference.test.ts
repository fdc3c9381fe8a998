import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {accounts} from '../../../src/venues/dydx/account.ts';
import {initialFraction} from '../../../src/venues/dydx/position.ts';
import {
  accountOf,
  answer,
  child,
  frame,
  healthOf,
  held,
  market,
  markets,
  number,
  parent,
  reduceAll,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const isThere = existsSync(REFERENCE);
const read = (path: string) => (isThere ? JSON.parse(readFileSync(new URL(path, REFERENCE), 'utf8')) : []);

type Terms = Readonly<
  Record<'oraclePrice' | 'initialMarginFraction' | 'maintenanceMarginFraction', string>
> & {
  readonly openInterest?: string;
  readonly openInterestLowerCap?: string | null;
  readonly openInterestUpperCap?: string | null;
};
type Vector = {
  readonly id: string;
  readonly inputs: Terms & {
    readonly marginMode?: 'cross' | 'isolated';
    readonly quoteBalanceUsdc: string;
    readonly positions: Readonly<Record<string, string>>;
    readonly markets: Readonly<Record<string, Terms>>;
    readonly quoteBalance?: string;
    readonly size: string;
  };
  readonly expected: Readonly<Record<string, string>> & {
    readonly liquidatable: boolean;
    readonly liquidationPrice: Readonly<Record<string, string | null>>;
  };
};

const vectors: readonly Vector[] = read('vectors/dydx.json');
const named = (test: (vector: Vector) => boolean) =>
  vectors.filter(test).map((vector) => [vector.id, vector] as const);

const near = (actual: string, expected = '', relative = '1e-8') =>
  expect(
    new Decimal(actual).minus(expected).abs().lte(new Decimal(expected).abs().times(relative)),
    `${actual} is not near ${expected}`,
  ).toBe(true);

describe.skipIf(!isThere)('the reference collection, through frames', () => {
  it.each(named(({inputs}) => inputs.marginMode !== undefined))('%s', (_, {inputs, expected}) => {
    const rows = Object.entries(inputs.positions).map(([name, size]) =>
      held(name, size, {entryPrice: inputs.markets[name]?.oraclePrice}),
    );
    const isCross = inputs.marginMode === 'cross';
    const frames = [
      markets(inputs.markets),
      parent([child(isCross ? 0 : 128, inputs.quoteBalanceUsdc, rows)]),
    ];
    const pool = healthOf(frames, isCross ? 'cross' : 'isolated:128');
    near(number(pool.equity), expected.equity);
    near(number(pool.maintenanceMargin), expected.maintenanceMarginTotal);
    near(number(pool.initialMargin), expected.initialMarginTotal);
    near(number(pool.accuracy), expected.equityOverMaintenancePct);
    expect(new Decimal(number(pool.accuracy)).lt(100)).toBe(expected.liquidatable);
    for (const {symbol, liquidationPrice} of pool.positions) {
      const price = expected.liquidationPrice[symbol];
      if (price === null) expect(liquidationPrice.kind).toBe('none');
      else near(number(liquidationPrice), price);
    }
  });

  it.each(named(({expected}) => 'effectiveInitialMarginFraction' in expected))(
    '%s',
    (_, {inputs, expected}) => {
      // The test has the price as ".4472" and 0; the indexer writes a digit before the point.
      const price = new Decimal(inputs.oraclePrice);
      const {openInterest, openInterestLowerCap: lower, openInterestUpperCap: upper} = inputs;
      const fraction = initialFraction({
        ...(price.gt(0) && {oracle: price.toFixed()}),
        initial: inputs.initialMarginFraction,
        ...(openInterest && {openInterest}),
        ...(lower && {lowerCap: lower}),
        ...(upper && {upperCap: upper}),
      });
      near(fraction?.toFixed() ?? '', expected.effectiveInitialMarginFraction, '1e-12');
    },
  );

  it.each(named(({expected}) => 'bankruptcyPrice' in expected))(
    '%s: below its requirement, and worth nothing at the bankruptcy price',
    (_, {inputs, expected}) => {
      const at = (price: string) =>
        healthOf([
          markets({
            'BTC-USD': market(
              price,
              inputs.maintenanceMarginFraction
                ? {maintenanceMarginFraction: inputs.maintenanceMarginFraction}
                : {},
            ),
          }),
          parent([
            child(0, inputs.quoteBalance ?? '', [held('BTC-USD', inputs.size, {entryPrice: '50000'})]),
          ]),
        ]);
      expect(new Decimal(number(at(inputs.oraclePrice).accuracy)).lt(100)).toBe(true);
      expect(new Decimal(number(at(expected.bankruptcyPrice ?? '').equity)).isZero()).toBe(true);
    },
  );
});

describe.skipIf(!isThere)('the sample payloads', () => {
  const sample = (name: string) => frame({body: read(`payloads/dydx/${name}.json`)});
  const listed = sample('ws-markets-subscribed');

  it('parent with an isolated child, then its batch of changes: 17 LDO on 367.891057', () => {
    const frames = [listed, sample('ws-parent-subaccount-subscribed')];
    expect(number(healthOf(frames).equity)).toBe('1711.959192');
    expect(number(healthOf(frames, 'isolated:128').equity)).toBe('289.443242402');
    const changed = [...frames, sample('ws-parent-subaccount-batch-update')];
    // 367.891057 + 17 × 1.959289582; the batch is of another connection than the first message
    expect(number(healthOf(changed, 'isolated:128').equity)).toBe('401.198979894');
    expect(healthOf(changed, 'isolated:128').equity.kind).toBe('estimated');
  });

  it('an isolated child whose cash is owed: 20 APE less 0.00929', () => {
    const frames = [listed, sample('ws-parent-subaccount-isolated-position')];
    const pool = healthOf(frames, 'isolated:128');
    // 20 × 1.260519794 − 0.00929
    expect(number(pool.equity)).toBe('25.20110588');
    const ownPrice = markets({'APE-USD': market('0.927370354', {initialMarginFraction: '0.2'})}, {link: 'b'});
    expect(healthOf([...frames, ownPrice], 'isolated:128').audit).toMatchObject([
      {figure: 'equity', assessed: '18.53811708', reported: '18.53811708', agrees: true},
    ]);
  });

  it('changes of prices', () => {
    const state = reduceAll([
      listed,
      sample('ws-markets-batch-oracle-prices'),
      sample('ws-markets-channel-data'),
    ]);
    expect(state.markets['BTC-USD']).toMatchObject({
      oracle: '21000.00',
      maintenance: '0.03',
      openInterest: '3531.250439547',
    });
    expect(state.markets['ETH-USD']?.openInterest).toBe('46115.767606');
  });

  it('changes of one subaccount alone give no figure', () => {
    const pool = healthOf([listed, sample('ws-subaccount-channel-data')]);
    expect(pool.equity.kind).toBe('missing');
  });

  it('answers to requests', () => {
    const told = answer(
      '/addresses/x/parentSubaccountNumber/0',
      read('payloads/dydx/rest-parent-subaccount.json'),
    );
    expect(accountOf([told]).pools.map(({id}) => id)).toEqual(['cross', 'isolated:128']);
    const flat = read('payloads/dydx/rest-subaccount-mainnet-flat.json').result;
    const pool = healthOf([answer('/addresses/x/subaccountNumber/0', flat)]);
    expect(pool.audit).toMatchObject([{figure: 'equity', assessed: '45.201296', agrees: true}]);
    const mainnet = reduceAll([
      answer('/perpetualMarkets', read('payloads/dydx/rest-perpetual-markets-mainnet.json')),
    ]);
    expect(accounts(mainnet)).toEqual([]);
    const {'BTC-USD': btc = {}, 'SOL-USD': sol = {}} = mainnet.markets;
    expect(initialFraction(btc)?.toFixed()).toBe('0.02');
    // 41 917.9 × 135.3 is below 40 million.
    expect(initialFraction(sol)?.toFixed()).toBe('0.05');
  });
});
