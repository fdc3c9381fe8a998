import {advance, begin, positionOf, standingOf} from '../../../src/engine/advance.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {BenchLine} from '../line.ts';
import {doublePool, liquidationPrice, requiredAt} from './doubles.ts';
import {fromWire, wireAccount} from './wire-account.ts';

/** Marks as they come over the wire: each differs from the one before. */
const marksOf = (mark: string): readonly string[] =>
  Array.from({length: 64}, (_, index) => (Number(mark) * (1 + ((index % 13) - 6) / 10_000)).toPrecision(7));

/** One mark arrives: the pool's equity, requirement, accuracy and grade, and the position's own figures and price. */
const tick = (positions: number): (() => unknown) => {
  const wire = wireAccount(positions);
  const at = positions >> 1;
  const symbol = wire.pools[0]?.positions[at]?.symbol ?? '';
  const marks = marksOf(wire.pools[0]?.positions[at]?.markPrice ?? '1');
  let assessment = begin(fromWire(wire));
  let turn = 0;
  return () => {
    turn += 1;
    const price = new Decimal(marks[turn & 63] ?? '1');
    assessment = advance(assessment, {kind: 'mark', symbol, price});
    return [standingOf(assessment, 0), positionOf(assessment, 0, at)];
  };
};

/** A plain program keeps its numbers parsed, takes the new mark in and adds the pool up again. */
const doubleTick = (positions: number): (() => unknown) => {
  const wire = wireAccount(positions);
  const [first] = wire.pools;
  if (first === undefined) throw new Error('no pool');
  const pool = doublePool(first);
  const at = positions >> 1;
  const marks = marksOf(first.positions[at]?.markPrice ?? '1');
  let turn = 0;
  return () => {
    turn += 1;
    const one = pool.positions[at];
    if (one === undefined) return null;
    one.mark = Number(marks[turn & 63]);
    let equity = pool.balance;
    let maintenance = 0;
    for (const each of pool.positions) {
      each.value = each.size * each.mark;
      each.profit = each.side * each.size * (each.mark - each.entry);
      each.required = requiredAt(each.tiers, each.value, each.fee);
      equity += each.profit;
      maintenance += each.required;
    }
    pool.equity = equity;
    pool.maintenance = maintenance;
    const accuracy = (100 * equity) / maintenance;
    const price = liquidationPrice(pool, one);
    return [
      equity,
      maintenance,
      accuracy,
      accuracy <= 100,
      price,
      price === null ? null : Math.abs(price / one.mark - 1),
    ];
  };
};

/** From the wire's strings, as the rest is measured: that program keeps no numbers between two frames. */
const wireTick = (positions: number): (() => unknown) => {
  const [first] = wireAccount(positions).pools;
  if (first === undefined) throw new Error('no pool');
  const at = positions >> 1;
  const marks = marksOf(first.positions[at]?.markPrice ?? '1');
  let turn = 0;
  return () => {
    turn += 1;
    const markPrice = marks[turn & 63] ?? '1';
    const moved = first.positions.map((one, index) => (index === at ? {...one, markPrice} : one));
    const pool = doublePool({...first, positions: moved});
    const one = pool.positions[at];
    return [(100 * pool.equity) / pool.maintenance, one === undefined ? null : liquidationPrice(pool, one)];
  };
};

export const lines = (): readonly BenchLine[] => [
  {
    name: 'tick/50',
    work: tick(50),
    against: {name: 'plain doubles from the strings', run: wireTick(50)},
    goal: 12,
  },
  {
    name: 'tick/50-kept',
    work: tick(50),
    against: {name: 'plain doubles kept between ticks', run: doubleTick(50)},
  },
  {name: 'tick/1000', work: tick(1000), against: {name: 'tick/50', run: tick(50)}, goal: 1.5},
];
