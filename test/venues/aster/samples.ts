import {captured, type Sample} from '../sample.ts';
import {brackets, multiAssets, rest, risk} from './wire.ts';

/** Position Information v3 of Aster's API document, hedge mode: the long leg. */
const DOCUMENTED = risk('BTCUSDT', {
  entryPrice: '6563.66500',
  marginType: 'isolated',
  isolatedMargin: '15517.54150468',
  liquidationPrice: '5930.78',
  markPrice: '6679.50671178',
  positionAmt: '20.000',
  unRealizedProfit: '2316.83423560',
  positionSide: 'LONG',
  updateTime: 1625474304765,
});
export const LONG = [multiAssets(false), brackets('BTCUSDT'), rest('positionRisk', [DOCUMENTED])];

export const samples: readonly Sample[] = [
  {name: 'isolated long, hedge mode', from: 'documents', frames: LONG},
  {
    name: 'cross and isolated, as answered',
    from: 'worked by hand',
    frames: captured('./captures/one-way.ndjson', import.meta.url).slice(0, 5),
  },
];
