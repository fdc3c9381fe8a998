import {parseAccount} from '../../src/engine/account-json.ts';
import {assess} from '../../src/engine/assess.ts';
import {healthToJson, toJson} from '../../src/engine/health-json.ts';
import type {View} from '../../src/messages.ts';
import {studyOf} from '../../src/reading/study.ts';
import type {StudyAsk} from '../../src/study.ts';
import {NOW, page} from './mocks.ts';

/** One cross pool in dollars: a long and a short in two coins, each under one rate, and a ladder. Made up. */
export const ACCOUNT = parseAccount(
  {
    venue: 'harbour',
    account: 'main',
    asOf: NOW,
    pools: [
      {
        id: 'cross',
        kind: 'cross',
        unit: 'USDC',
        waterline: '1',
        collateral: [{asset: 'USDC', amount: '12000', price: '1', weight: '1'}],
        positions: [
          {
            symbol: 'BTC',
            underlying: 'BTC',
            contract: 'linear',
            settle: 'USDC',
            multiplier: '1',
            side: 'long',
            size: '2',
            entryPrice: '60000',
            markPrice: '60000',
            leverage: '20',
            schedule: {kind: 'tiers', tiers: [{from: '0', maintenanceRate: '0.025', deduction: '0'}]},
            closingFeeRate: '0',
            fundingRate: '0.0001',
            fundingIntervalHours: 1,
            nextFundingAt: NOW + 1_800_000,
          },
          {
            symbol: 'ETH',
            underlying: 'ETH',
            contract: 'linear',
            settle: 'USDC',
            multiplier: '1',
            side: 'short',
            size: '20',
            entryPrice: '2500',
            markPrice: '2500',
            leverage: '10',
            schedule: {kind: 'tiers', tiers: [{from: '0', maintenanceRate: '0.02', deduction: '0'}]},
            closingFeeRate: '0',
            fundingRate: '0.0001',
            fundingIntervalHours: 1,
            nextFundingAt: NOW + 1_800_000,
          },
        ],
        orderMargin: '0',
        deductions: [],
        levels: [
          {name: 'margin call', at: '1.5'},
          {name: 'liquidation', at: '1'},
        ],
        reported: {equity: '12000.00', maintenanceMargin: '4000.00'},
      },
    ],
  },
  'studied.ts',
);

const health = assess(ACCOUNT, {now: NOW});
const [pool] = health.pools;
if (pool === undefined) throw new Error('the account has one pool');

export const STUDIED: View = {
  now: NOW,
  glance: {
    state: 'live',
    grade: pool.grade,
    venue: 'harbour',
    venueName: 'Harbour',
    account: 'main',
    pool: 'cross',
    accuracy: toJson(pool.accuracy),
    waterline: '1',
    nearest: null,
    at: NOW,
    reasons: [],
  },
  accounts: [{venueName: 'Harbour', account: toJson(ACCOUNT), health: healthToJson(health), open: true}],
  pages: [page()],
};

export const ask = (part: Partial<StudyAsk> = {}): StudyAsk => ({
  kind: 'study',
  venue: 'harbour',
  account: 'main',
  pool: 'cross',
  lift: {by: 'target', accuracy: '400'},
  survive: '-20',
  ...part,
});

export const studied = (part: Partial<StudyAsk> = {}) => studyOf(ACCOUNT, ask(part), NOW);
