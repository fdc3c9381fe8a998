import {describe, expect, it} from 'vitest';
import {Decimal} from '../../src/engine/decimal.ts';
import {studyOf} from '../../src/reading/study.ts';
import type {Study, StudyAsk} from '../../src/study.ts';
import {NOW} from '../ui/mocks.ts';
import {ACCOUNT, ask, studied} from '../ui/studied.ts';

/**
 * 12000 of cash, 2 BTC long at 60000 (2.5 %: 3000 required), 20 ETH short at 2500 (2 %: 1000 required), both opened at
 * their mark: equity 12000, requirement 4000, accuracy 300 %. Every number below follows from that by hand.
 */
function study(part: Partial<StudyAsk> = {}): Study {
  const made = studied(part);
  if (made === null) throw new Error('no study');
  return made;
}

const value = (figure: {readonly kind: string}): string =>
  'value' in figure ? String(figure.value) : figure.kind;
const near = (shown: string, truth: string) =>
  expect(new Decimal(shown).div(truth).minus(1).abs().lt('1e-9'), `${shown} is ${truth}`).toBe(true);

describe('a study', () => {
  it('of a pool that is gone is none', () => {
    expect(studyOf(ACCOUNT, ask({pool: 'isolated:DOGE'}), NOW)).toBeNull();
  });

  it('lifts to a target by a deposit or by one closing', () => {
    const {lift} = study({lift: {by: 'target', accuracy: '400'}});
    // 16000 ÷ 4000; or a requirement of 3000: a third of the BTC's 3000 goes, or all of the ETH's 1000.
    expect(lift.deposits.map(({asset, amount}) => [asset, value(amount)])).toEqual([['USDC', '4000']]);
    expect(lift.closings.map(({symbol}) => symbol)).toEqual(['BTC', 'ETH']);
    near(value(lift.closings[0]?.size ?? {kind: ''}), new Decimal(2).div(3).toString());
    near(value(lift.closings[1]?.size ?? {kind: ''}), '20');
  });

  it('says what a deposit comes to, and what closing would do as much', () => {
    const {lift} = study({lift: {by: 'deposit', asset: 'USDC', amount: '4000'}});
    expect(value(lift.accuracy)).toBe('400');
    near(value(lift.closings[0]?.size ?? {kind: ''}), new Decimal(2).div(3).toString());
    // All fall by x: 16000 − 120000x + 50000x = 3000(1 − x) + 1000(1 − x), so x = 12000 ÷ 66000.
    near(value(lift.down), new Decimal(1200000).div(66000).toString());
  });

  it('says what a closing comes to, and which deposit would do as much', () => {
    const {lift} = study({lift: {by: 'close', index: 1, size: '20'}});
    expect(value(lift.accuracy)).toBe('400');
    near(value(lift.deposits[0]?.amount ?? {kind: ''}), '4000');
    // More than there is closes what there is; of an unknown place nothing is said.
    expect(study({lift: {by: 'close', index: 1, size: '9999'}}).lift.accuracy).toEqual(lift.accuracy);
    expect(study({lift: {by: 'close', index: 7, size: '1'}}).lift.accuracy.kind).toBe('missing');
    expect(study({lift: {by: 'deposit', asset: 'DOGE', amount: '1'}}).lift.accuracy.kind).toBe('missing');
  });

  it('says what survives a move', () => {
    const {deposit} = study({survive: '-20'}).survive;
    // At −20 %: 12000 − 24000 + 10000 = −2000 against 3200.
    near(value(deposit), '5200');
    expect(value(study({survive: '-10'}).survive.deposit)).toBe('0');
  });

  it('tells the pool without each leg, its levels and its stress', () => {
    const {ghosts, levels, stress, order, scan} = study();
    // Without the ETH 12000 ÷ 3000, without the BTC 12000 ÷ 1000.
    expect(ghosts.map(({symbol, accuracy}) => [symbol, value(accuracy)])).toEqual([
      ['ETH', '400'],
      ['BTC', '1200'],
    ]);
    expect(levels.map(({name}) => name)).toEqual(['margin call', 'liquidation']);
    // 12000 − 70000x = 6000(1 − x): x = 6000 ÷ 64000.
    near(value(levels[0]?.uniform.down ?? {kind: ''}), '9.375');
    expect(stress).toHaveLength(41);
    const fall = stress.find(({move}) => move === -10);
    expect(
      [fall?.profit, fall?.accuracy].map((figure) => figure && new Decimal(value(figure)).toFixed(6)),
    ).toEqual(
      // −12000 + 5000; 5000 ÷ 3600.
      ['-7000.000000', '138.888889'],
    );
    expect(fall?.level).toBe('margin call');
    expect(order).toEqual({down: ['cross'], up: []});
    // Worst at −20 %: 24000 lost, 10000 won.
    expect(scan).toMatchObject({move: -20, parts: [{symbol: 'BTC'}, {symbol: 'ETH'}]});
    expect(scan?.parts.map(({loss}) => value(loss))).toEqual(['24000', '-10000']);
  });

  it('keeps the working of each figure', () => {
    expect(study().workings.map(({figure}) => figure)).toEqual([
      'equity',
      'maintenance margin',
      'liquidation price of BTC long',
      'liquidation price of ETH short',
    ]);
    expect(study().workings[1]?.terms.map(({what, amount}) => [what, amount])).toEqual([
      ['BTC', '3000'],
      ['ETH', '1000'],
    ]);
  });
});
