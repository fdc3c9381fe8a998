import {calculatePerpLiquidationPrice} from 'hyperliquid-math/liquidation';
import {reachedOf, searched} from '../../../src/engine/distance.ts';
import {poolBook} from '../../../src/engine/pool-book.ts';
import {stressOf} from '../../../src/engine/stress.ts';
import type {BenchLine} from '../line.ts';
import {bisectedDistances, doubleGrid, doublePool} from './doubles.ts';
import {fromWire, type WireAccount, wireAccount} from './wire-account.ts';

const poolOf = (wire: WireAccount): WireAccount['pools'][number] => {
  const [pool] = wire.pools;
  if (pool === undefined) throw new Error('no pool');
  return pool;
};

const bookOf = (wire: WireAccount) => {
  const {pools, asOf} = fromWire(wire);
  const [pool] = pools;
  if (pool === undefined) throw new Error('no pool');
  return {book: poolBook(pool), asOf};
};

/** All liquidation prices of a cross account as the peer gives them, with its trace. */
const peerPrices = (wire: WireAccount): unknown[] => {
  const pool = poolOf(wire);
  const asset = (index: number) => ({network: 'mainnet', marketKind: 'perp', dex: null, index}) as const;
  const {equity} = doublePool(pool);
  const positions = pool.positions.map(({side, size, entryPrice, markPrice}, index) => ({
    asset: asset(index),
    signedSize: side === 'long' ? size : `-${size}`,
    entryPrice: entryPrice ?? '1',
    markPrice: markPrice ?? '1',
    marginMode: {kind: 'cross'} as const,
    marginTiers: [
      {lowerBound: '0', maxLeverage: '40'},
      {lowerBound: '3000000', maxLeverage: '20'},
    ],
  }));
  return positions.map((_, index) =>
    calculatePerpLiquidationPrice({
      targetAsset: asset(index),
      crossAccountValue: equity.toFixed(6),
      positions,
    }),
  );
};

export const lines = (): readonly BenchLine[] => {
  const wire = wireAccount(50);
  const prices = (): unknown => {
    const {book, asOf} = bookOf(wire);
    const pool = searched(book, asOf);
    return pool === null ? null : reachedOf(pool).positions;
  };
  return [
    {
      name: 'distance/50',
      work: prices,
      against: {name: 'double bisection', run: () => bisectedDistances(doublePool(poolOf(wire)))},
      goal: 20,
    },
    {
      name: 'stress/50',
      work: () => {
        const {book, asOf} = bookOf(wire);
        return stressOf(book, asOf);
      },
      against: {name: 'double grid', run: () => doubleGrid(doublePool(poolOf(wire)))},
      goal: 20,
    },
    {
      name: 'peer/hyperliquid-math/50',
      work: () => peerPrices(wire),
      against: {name: 'our liquidation prices', run: prices},
    },
  ];
};
