import {
  type Costume,
  DRIFT,
  driftFigures,
  driftRow,
  ISOLATED,
  type Trade,
} from '../../exchange/tables/costumes.ts';
import type {Dress, Shown} from '../../exchange/tables/site.ts';
import type {tabled} from '../../exchange/tables/venue.ts';

/** What a page shows, and what the badge must make of it: worked out by hand, see `why`. */
export type Act = {readonly shown: Shown; readonly badge: string; readonly why: string};

export type Play = {
  readonly id: keyof typeof tabled;
  readonly page: string;
  readonly dress: Dress;
  readonly opening: Act;
  readonly changes: readonly [Act, Act];
  readonly closed: Act;
};

/**
 * A long of 50 000 dollars from 2500, so of 20 ETH, behind 5000: at 2265 it holds 300, so much is required. A short of
 * 100 SOL from 130 behind 2000: at 146 it holds 400. `row` writes one in the page's language.
 */
const isolated = ({page, dress, row}: Costume) => {
  const eth = (mark: number): Trade => ({
    coin: 'ETH',
    side: 'long',
    size: 50_000,
    margin: 5000,
    entry: 2500,
    mark,
    liquidation: 2265,
    profit: 20 * (mark - 2500),
  });
  const sol = (mark: number): Trade => ({
    coin: 'SOL',
    side: 'short',
    size: 13_000,
    margin: 2000,
    entry: 130,
    mark,
    liquidation: 146,
    profit: -100 * (mark - 130),
  });
  const act = (trades: readonly Trade[], badge: string, why: string): Act => ({
    shown: {rows: trades.map(row)},
    badge,
    why,
  });
  return {
    page,
    dress,
    opening: act([eth(2300), sol(135)], '333', '(5000 − 20 × 200) ÷ 300'),
    changes: [
      act([eth(2290), sol(135)], '266', '(5000 − 20 × 210) ÷ 300'),
      act([eth(2290), sol(140)], '250', '(2000 − 100 × 10) ÷ 400'),
    ],
    closed: act([eth(2290)], '266', 'the short is gone'),
  } as const;
};

const sol = (mark: number) => driftRow('SOL', 100, 130, mark, '$96.20');
const eth = (mark: number) => driftRow('ETH', -2, 2500, mark, '$4,310.00');

export const PLAYS: readonly Play[] = [
  {
    id: 'drift',
    ...DRIFT,
    opening: {
      shown: {rows: [sol(130), eth(2500)], figures: driftFigures('75%', 4000)},
      badge: '400',
      why: '100 ÷ (1 − 0.75)',
    },
    changes: [
      {
        shown: {rows: [sol(120), eth(2500)], figures: driftFigures('60%', 3000)},
        badge: '250',
        why: '100 ÷ (1 − 0.6)',
      },
      {
        shown: {rows: [sol(120), eth(2900)], figures: driftFigures('50%', 2200)},
        badge: '200',
        why: '100 ÷ (1 − 0.5)',
      },
    ],
    closed: {
      shown: {rows: [eth(2900)], figures: driftFigures('80%', 2200)},
      badge: '500',
      why: '100 ÷ (1 − 0.8)',
    },
  },
  ...(['gmx', 'jupiter', 'ostium', 'avantis'] as const).map((id) => ({id, ...isolated(ISOLATED[id])})),
];
