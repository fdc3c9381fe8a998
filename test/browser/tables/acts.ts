import type {Dress, Shown} from './table-site.ts';

/** What a page shows, and what the badge must make of it: worked out by hand, see `why`. */
export type Act = {readonly shown: Shown; readonly badge: string; readonly why: string};

export type Play = {
  readonly id: string;
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
const isolated = (row: (each: Trade) => readonly string[]) => {
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
    opening: act([eth(2300), sol(135)], '333', '(5000 − 20 × 200) ÷ 300'),
    changes: [
      act([eth(2290), sol(135)], '266', '(5000 − 20 × 210) ÷ 300'),
      act([eth(2290), sol(140)], '250', '(2000 − 100 × 10) ÷ 400'),
    ],
    closed: act([eth(2290)], '266', 'the short is gone'),
  } as const;
};

type Trade = {
  readonly coin: string;
  readonly side: 'long' | 'short';
  readonly size: number;
  readonly margin: number;
  readonly entry: number;
  readonly mark: number;
  readonly liquidation: number;
  readonly profit: number;
};

const grouped = (value: number, group: string, mark: string): string => {
  const [whole = '', part = ''] = Math.abs(value).toFixed(2).split('.');
  return `${value < 0 ? '−' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, group)}${mark}${part}`;
};
const english = (value: number) => grouped(value, ',', '.');
const dollars = (value: number) => english(value).replace(/^(−?)/, '$1$');
const russian = (value: number) => grouped(value, '\u00a0', ',');

const DRIFT_HEAD = ['Market', 'Size', 'Entry / Mark', 'Liq. Price', 'P&L', ''];
const driftRow = (coin: string, size: number, entry: number, mark: number, liquidation: string) => [
  `${coin}-PERP\n${size < 0 ? 'Short' : 'Long'}`,
  `${Math.abs(size)} ${coin}\n${dollars(Math.abs(size) * mark)}`,
  `${dollars(entry)}\n${dollars(mark)}`,
  liquidation,
  `${size * (mark - entry) < 0 ? '' : '+'}${dollars(size * (mark - entry))}`,
  'Close',
];
const driftFigures = (health: string, collateral: number) =>
  [
    ['Health', health],
    ['Total Collateral', dollars(collateral)],
  ] as const;
const sol = (mark: number) => driftRow('SOL', 100, 130, mark, '$96.20');
const eth = (mark: number) => driftRow('ETH', -2, 2500, mark, '$4,310.00');

export const PLAYS: readonly Play[] = [
  {
    id: 'drift',
    page: 'https://app.drift.trade/trade/SOL-PERP',
    dress: {
      host: 'app.drift.trade',
      lang: 'en',
      form: 'divs',
      head: DRIFT_HEAD,
      nothing: 'No open positions',
    },
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
  {
    id: 'gmx',
    page: 'https://app.gmx.io/#/trade',
    dress: {
      host: 'app.gmx.io',
      lang: 'zh-CN',
      form: 'table',
      head: ['合约', '数量', '净值', '保证金', '开仓价格', '标记价格', '强平价格', ''],
      nothing: '暂无持仓',
    },
    ...isolated(({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}/USD\n[${coin}-USDC]\n10.00x\t${side === 'long' ? '做多' : '做空'}`,
      dollars(size),
      dollars(margin + profit),
      `${dollars(margin)}\n(${margin}.00 USDC)`,
      dollars(entry),
      dollars(mark),
      dollars(liquidation),
      '平仓',
    ]),
  },
  {
    id: 'jupiter',
    page: 'https://jup.ag/perps/long/SOL-ETH',
    dress: {
      host: 'jup.ag',
      lang: 'ko',
      form: 'divs',
      head: ['포지션', '크기', '담보', '진입가', '마크 가격', '청산가', '손익'],
      nothing: '포지션이 없습니다',
    },
    ...isolated(({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}\n10.0x\t${side === 'long' ? '롱' : '숏'}`,
      dollars(size),
      dollars(margin),
      dollars(entry),
      dollars(mark),
      dollars(liquidation),
      `${profit < 0 ? '' : '+'}${dollars(profit)}\n(${((100 * profit) / margin).toFixed(2)}%)`,
    ]),
  },
  {
    id: 'ostium',
    page: 'https://app.ostium.com/trade',
    dress: {
      host: 'app.ostium.com',
      lang: 'ru',
      form: 'grid',
      head: [
        'Пара',
        'Сторона',
        'Размер ($)',
        'Залог',
        'Цена входа',
        'Текущая цена',
        'Ликв. цена',
        'Нереализ. PnL',
      ],
      nothing: 'Нет открытых позиций',
    },
    ...isolated(({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}-USD\n10x`,
      side === 'long' ? 'Лонг' : 'Шорт',
      `${russian(size)}\u00a0$`,
      `${russian(margin)}\tUSDC`,
      russian(entry),
      russian(mark),
      russian(liquidation),
      `${russian(profit)} USDC`,
    ]),
  },
  {
    id: 'avantis',
    page: 'https://www.avantisfi.com/trade',
    dress: {
      host: 'www.avantisfi.com',
      lang: 'ja',
      form: 'table',
      head: [
        '銘柄',
        'サイズ',
        '担保',
        'エントリー価格',
        'マーク価格',
        '清算価格',
        '未実現損益',
        'レバレッジ',
      ],
      nothing: 'ポジションはありません',
    },
    ...isolated(({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}/USD\t${side === 'long' ? 'ロング' : 'ショート'}`,
      `${english(size)}\tUSD`,
      `${english(margin)} USDC`,
      english(entry),
      english(mark),
      english(liquidation),
      `${english(profit)} USDC`,
      '10x',
    ]),
  },
];
