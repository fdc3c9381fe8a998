import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {answer, balance, markets, position} from './wire.ts';

/**
 * Answers of a real account (230109, May 2026), published in a public client's tests. Of its positions only AAPL was
 * told; what the balance has beyond it stands here as one position: value 8,415.628417, profit −251.263583.
 */
export const REAL: readonly Frame[] = [
  markets(['AAPL_24_5-USD', ['1000000', '0.1']], ['REST-USD', ['1000000', '0.1']]),
  answer('user/account/info', {accountId: 230109, status: 'ACTIVE', l2Key: '0x123', l2Vault: '330109'}),
  answer(
    'user/balance',
    balance(['168.513778', '7524.084059', '161.066885', '25156.468185'], {
      spotEquity: '7194.503396',
      initialMargin: '2515.646819',
      marginRatio: '0.1672',
    }),
  ),
  answer('user/positions', [
    position('AAPL_24_5-USD', ['56.00', '298.943567297473975941', '412.330468'], {
      value: '16740.839768',
      openPrice: '291.58',
      liquidationPrice: '181.16',
      margin: '837.041988',
    }),
    position('REST-USD', ['1', '8415.628417', '-251.263583']),
  ]),
];

/** Sample answer of the API documentation: 0.5 BTC at 65,000 counts 95 %. */
export const WEIGHTED: readonly Frame[] = [
  answer('user/positions', []),
  answer('user/balance', balance(['13500', '44375', '0', '0'], {spotEquity: '30875'})),
  answer('user/spot/balances', [
    {
      accountId: 123,
      asset: 'USDC',
      balance: '13500',
      indexPrice: '1',
      contributionFactor: '1',
      equityContribution: '13500',
    },
    {
      accountId: 123,
      asset: 'BTC',
      balance: '0.5',
      indexPrice: '65000',
      contributionFactor: '0.95',
      equityContribution: '30875',
    },
  ]),
];

export const samples: readonly Sample[] = [
  {name: 'AAPL long behind vault shares', from: 'real accounts', frames: REAL},
  {name: 'documentation: collateral at 95 %', from: 'documents', frames: WEIGHTED},
  {
    name: 'two positions, as pushed',
    from: 'worked by hand',
    frames: captured('./captures/cross.ndjson', import.meta.url).slice(0, 6),
  },
];
