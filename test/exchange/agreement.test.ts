import DecimalJs from 'decimal.js';
import {describe, expect, it} from 'vitest';
import {assess} from '../../src/engine/assess.ts';
import type {Figure} from '../../src/engine/figure.ts';
import {venues} from '../../src/venues/index.ts';
import {OPENING, playDay} from './day.ts';
import type {Opening} from './venue.ts';
import {simulated, type VenueName} from './venues/index.ts';
import {visit} from './visit.ts';

// Two programs that share no line: the simulated exchange's ledger and the extension's core, over a whole day.

const amountOf = (figure: Figure | undefined) =>
  figure !== undefined && 'value' in figure ? new DecimalJs(figure.value.toString()) : undefined;

const apart = (ours: DecimalJs | undefined, theirs: DecimalJs.Value) =>
  ours === undefined ? Number.POSITIVE_INFINITY : ours.div(theirs).minus(1).abs().toNumber();

const PLAYS: readonly {readonly name: VenueName; readonly mode: string; readonly opening: Opening}[] = [
  {name: 'hyperliquid', mode: 'standard', opening: OPENING},
  {name: 'hyperliquid', mode: 'unified', opening: {...OPENING, mode: 'unified'}},
  {name: 'binance', mode: 'single-asset', opening: OPENING},
  {name: 'okx', mode: 'futures', opening: OPENING},
  {name: 'gate', mode: 'classic', opening: OPENING},
  {name: 'bybit', mode: 'unified', opening: OPENING},
  {name: 'kucoin', mode: 'classic', opening: OPENING},
  {name: 'krakenfutures', mode: 'multi-collateral', opening: OPENING},
  {name: 'bitget', mode: 'classic', opening: OPENING},
  {name: 'deribit', mode: 'segregated', opening: OPENING},
  {name: 'lighter', mode: 'classic', opening: OPENING},
  {name: 'dydx', mode: 'parent with a child', opening: OPENING},
  {name: 'orderly', mode: 'cross and isolated', opening: OPENING},
  {name: 'aster', mode: 'single-asset', opening: OPENING},
  {name: 'pacifica', mode: 'cross and isolated', opening: OPENING},
  {name: 'derive', mode: 'subaccounts in standard margin', opening: OPENING},
  {name: 'paradex', mode: 'main and isolated account, binary marks', opening: OPENING},
  {name: 'mexc', mode: 'cross and isolated', opening: OPENING},
  {name: 'aevo', mode: 'cross and isolated', opening: OPENING},
  {name: 'extended', mode: 'two sub-accounts', opening: OPENING},
];

describe.each(PLAYS)('$name, $mode, a whole day', ({name, opening}) => {
  const simulator = simulated[name];
  const venue = venues.find(({id}) => id === name);
  if (venue === undefined) throw new Error(`the extension does not know ${name}`);

  it('agrees with the exchange about the worst pool and every liquidation price at each step', async () => {
    const session = simulator.open(opening);
    let state = venue.initial;
    const defects: unknown[] = [];
    await visit(name, session, (frame) => {
      const next = venue.reduce(state, frame);
      state = next.state;
      defects.push(...next.defects);
    });
    let worst = 0;
    for (const {clock} of playDay(simulator, session)) {
      session.publish();
      const pools = venue
        .accounts(state)
        .flatMap((account) => assess(account).pools)
        .filter(({positions}) => positions.length > 0);
      const lowest = pools.map(({accuracy}) => amountOf(accuracy)).sort((a, b) => (a && b ? a.cmp(b) : 0))[0];
      const truth = session.book.worst();
      expect(truth, clock).toBeDefined();
      worst = Math.max(worst, apart(lowest, truth ?? 0));
      const positions = pools.flatMap((pool) => pool.positions);
      expect(positions.length, clock).toBe(session.book.stakes.length);
      for (const position of positions) {
        const coin = session.book.coins().find((each) => simulator.symbol(each) === position.symbol);
        const brink = coin && session.book.brink(coin);
        if (brink !== undefined) worst = Math.max(worst, apart(amountOf(position.liquidationPrice), brink));
      }
    }
    expect(defects).toEqual([]);
    expect(worst).toBeLessThan(1e-8);
  });
});
