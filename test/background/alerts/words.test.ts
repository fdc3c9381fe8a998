import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Call} from '../../../src/background/alerts/decide.ts';
import {rungsOf} from '../../../src/background/alerts/rung.ts';
import {callText} from '../../../src/background/alerts/words.ts';
import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import {appraise} from '../../../src/reading/appraise.ts';
import {newPage} from '../../../src/reading/page.ts';
import {holdings, standings} from '../../../src/reading/standing.ts';
import {DEFAULT_SETTINGS} from '../../../src/settings.ts';
import {root, sourcesBelow} from '../../house/sources.ts';
import {MESSAGES, tongueOf} from '../../ui/browser-stub.ts';
import {harbour, PAGE} from '../venue.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const tongue = tongueOf('en');

const d = (digits: string) => new Decimal(digits);

/** Long 2 BTC bought at 90 000 and short 10 ETH sold at 3 000, on 10 000 of cash; the cheaper one first to be closed. */
const POOL: MarginPool = {
  id: 'cross:USDT',
  kind: 'cross',
  unit: 'USDT',
  waterline: d('1.05'),
  levels: [{name: 'reduce only', at: d('1.2')}],
  collateral: [{asset: 'USDT', amount: d('10000'), price: d('1'), weight: d('1')}],
  positions: [
    {
      symbol: 'BTCUSDT',
      underlying: 'BTC',
      contract: 'linear',
      settle: 'USDT',
      multiplier: d('1'),
      side: 'long',
      size: d('2'),
      entryPrice: d('90000'),
      markPrice: d('86500'),
      schedule: {kind: 'tiers', tiers: [{from: d('0'), maintenanceRate: d('0.01')}]},
    },
    {
      symbol: 'ETHUSDT',
      underlying: 'ETH',
      contract: 'linear',
      settle: 'USDT',
      multiplier: d('1'),
      side: 'short',
      size: d('10'),
      entryPrice: d('3000'),
      markPrice: d('3050'),
      schedule: {kind: 'tiers', tiers: [{from: d('0'), maintenanceRate: d('0.02')}]},
    },
  ],
};

type Scene = {
  readonly pool?: Partial<MarginPool>;
  readonly account?: string;
  readonly heardAt?: number;
  readonly open?: boolean;
};

function text(at: string, why: Call['why'], scene: Scene = {}) {
  const {pool = {}, account = 'main', heardAt = NOW - 2000, open = true} = scene;
  const whole = {...POOL, ...pool};
  const told: MarginAccount = {
    venue: 'harbour',
    account,
    asOf: heardAt,
    pools: [{...whole, sources: [{name: 'account', at: heardAt, limitMs: 20_000}]}],
  };
  const venue = {...harbour, accounts: () => [told]};
  const page = {...newPage({key: 'k', address: PAGE, tab: 1, frame: 0, incognito: false}, harbour), open};
  const read = {page, venue, appraisal: appraise(page, venue, NOW)};
  const [standing] = holdings([read]).flatMap((holding) => standings(holding, NOW));
  if (standing === undefined) throw new Error('no pool');
  const rung = rungsOf(standing.pool, DEFAULT_SETTINGS).find((one) => one.at.eq(at));
  if (rung === undefined) throw new Error(`no level at ${at}`);
  return callText({key: '', rung, why}, standing, NOW, tongue);
}

describe('the words of a call', () => {
  // Equity 10 000 − 7 000 − 500 = 2 500; requirement 1 730 + 610 = 2 340: 106.83 %.
  it('name venue, account, accuracy, what the venue does, both ways out, and the age', () => {
    const {title, message} = text('120', 'crossed');
    expect(title).toBe('Harbour main: accuracy 106.8%');
    expect(message.split('\n')).toEqual([
      'At or below 120%: the venue takes orders that reduce positions only.',
      // 1.22 × 2 340 − 2 500 = 354.8. Of 290.8 … that much requirement must go: 2 340 − 2 500 ÷ 1.22 = 290.8196…;
      // at 61 an ETH 4.76753 (14 541 USDT), at 865 a BTC 0.336208 (29 082 USDT): the smaller first.
      'To 122%: deposit 354.80 USDT, or close 4.76754 ETHUSDT, or close 0.336208 BTCUSDT.',
      expect.stringMatching(/^As of .+, 2 s ago\.$/),
    ]);
  });

  it('say that it is a repeat', () => {
    expect(text('120', 'still').message).toMatch(/^Still: At or below 120%: the venue takes/);
  });

  it('name the user’s own level and where the venue’s line is', () => {
    expect(text('150', 'crossed').message).toMatch(
      /^At or below 150%, your own level\. The venue liquidates at 105%\.\n/,
    );
  });

  it('say what is an estimate, and why', () => {
    const {title, message} = text('120', 'crossed', {pool: {doubts: ['tier table not seen']}});
    expect(title).toBe('Harbour main: accuracy ≈ 106.8%');
    expect(message).toContain('deposit ≈ 354.80 USDT');
    expect(message.split('\n').at(-1)).toBe('Estimated: tier table not seen');
  });

  it('say what is old, and that a page is closed', () => {
    const heardAt = NOW - 14 * 60_000;
    expect(text('120', 'still', {heardAt}).message).toMatch(
      /\nOld figure: last heard at .+, 14 min ago\. It may be worse now\.$/,
    );
    expect(text('120', 'still', {heardAt, open: false}).message).toMatch(
      /\nThe page is closed: last heard at .+, 14 min ago\. It may be worse now\.$/,
    );
  });

  it('tell an isolated position by its name, and an address by its ends', () => {
    const account = '0x8f3a52c07d21e9b4d3f0a1c2b3d4e5f60718b21c';
    expect(text('120', 'crossed', {account, pool: {kind: 'isolated'}}).title).toBe(
      'Harbour 0x8f3a…b21c BTCUSDT: accuracy 106.8%',
    );
  });

  it('leave a level of a name that nobody knows to speak for itself', () => {
    const pool = {levels: [{name: 'auto-deleveraging', at: d('1.2')}]};
    expect(text('120', 'crossed', {pool}).message).toMatch(/^At or below 120%: auto-deleveraging\.\n/);
  });
});

describe('the texts', () => {
  it('have words for every level that a venue names', () => {
    const named = sourcesBelow('src/venues').flatMap(({text: source}) =>
      [...source.matchAll(/name: '([a-z -]+)', at: (?:[A-Z_]+|new Decimal|ONE\.|total\()/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(named).toContain('reduce only');
    // A feed's sources are written likewise.
    const levels = named.filter((name) => name !== 'account');
    const words = readFileSync(join(root, 'src/background/alerts/words.ts'), 'utf8');
    const wordless = levels.filter((name) => !words.includes(`['${name}', 'level_`));
    expect([...new Set(wordless)]).toEqual([]);
  });

  it('are there for every key that the background asks for', () => {
    const asked = ['words.ts', 'calls.ts'].flatMap((file) => {
      const source = readFileSync(join(root, 'src/background/alerts', file), 'utf8');
      return [...source.matchAll(/'((?:call|level)_\w+)'/g)].map(([, key = '']) => key);
    });
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((key) => MESSAGES[key] === undefined)).toEqual([]);
  });
});
