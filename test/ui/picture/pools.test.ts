import {describe, expect, it} from 'vitest';
import {mostTelling} from '../../../src/ui/picture/audit.ts';
import {poolPictures, worstPool} from '../../../src/ui/picture/pools.ts';
import {reasonsOf} from '../../../src/ui/picture/reasons.ts';
import {AUDIT, account, BTC, ETH, glanceOf, pool, VIEWS, view} from '../mocks.ts';

const two = account({
  pools: [
    pool({id: 'idle', rows: []}),
    pool({id: 'isolated:ETH', rows: [ETH]}),
    pool({id: 'cross:USDC', rows: [BTC]}),
  ],
});
const other = account({venue: 'binance-usdm', account: 'main'});

describe('pools', () => {
  it('come with the glance’s first, then its account’s, then the rest, and what holds no position last', () => {
    const worst = glanceOf(account({pools: [pool({id: 'cross:USDC', rows: [BTC]})]}));
    const pictures = poolPictures(view([other, two], {glance: worst}));
    expect(pictures.map(({account, health}) => `${account.slice(0, 4)} ${health.id}`)).toEqual([
      '0x8f cross:USDC',
      '0x8f isolated:ETH',
      'main cross:USDC',
      '0x8f idle',
    ]);
  });

  it('of another account with the same id are not taken for the glance’s', () => {
    const shown = view([other, account()], {glance: glanceOf(account())});
    expect(worstPool(shown, poolPictures(shown))?.account).toMatch(/^0x8f/);
  });

  it('have no worst when the glance is about a page', () => {
    const {glance} = view([account()]);
    if (glance === null) throw new Error('the view has a glance');
    const shown = view([account()], {glance: {...glance, account: '', pool: '', state: 'defect'}});
    expect(worstPool(shown, poolPictures(shown))).toBeUndefined();
  });

  it('pair a hedge’s two legs by side', () => {
    const hedge = pool({rows: [BTC, {...BTC, side: 'short', size: '0.1'}]});
    const [picture] = poolPictures(view([account({pools: [hedge]})]));
    expect(picture?.positions.map(({health, sent}) => [health.side, sent?.size])).toEqual([
      ['long', '0.85'],
      ['short', '0.1'],
    ]);
  });
});

describe('the audit line', () => {
  it('is the ratio when all agree', () => expect(mostTelling(AUDIT)?.figure).toBe('ratio'));

  it('is the one that disagrees, whatever it is', () => {
    const wrong = {...AUDIT[3], figure: 'liquidationPrice', agrees: false} as (typeof AUDIT)[number];
    expect(mostTelling([...AUDIT, wrong])).toBe(wrong);
  });

  it('is none when the venue said nothing', () => expect(mostTelling([])).toBeUndefined());
});

describe('reasons', () => {
  it('stand once each, estimates and needs apart', () => {
    const [picture] = poolPictures(VIEWS.estimated ?? view([]));
    if (!picture) throw new Error('the mock has a pool');
    expect(reasonsOf(picture).map(({mark, text}) => `${mark} ${text}`)).toEqual([
      '≈ tier table of SOL not seen: venue’s own requirement, scaled',
      '? mark price of HYPE',
      '? entry price',
    ]);
  });
});
