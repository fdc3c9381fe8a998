import type {Dress} from './site.ts';

/** One position as a page that is read off its table shows it. `size` in dollars at the entry, without a sign. */
export type Trade = {
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
export const driftRow = (coin: string, size: number, entry: number, mark: number, liquidation: string) => [
  `${coin}-PERP\n${size < 0 ? 'Short' : 'Long'}`,
  `${Math.abs(size)} ${coin}\n${dollars(Math.abs(size) * mark)}`,
  `${dollars(entry)}\n${dollars(mark)}`,
  liquidation,
  `${size * (mark - entry) < 0 ? '' : '+'}${dollars(size * (mark - entry))}`,
  'Close',
];
export const driftFigures = (health: string, collateral: number) =>
  [
    ['Health', health],
    ['Total Collateral', dollars(collateral)],
  ] as const;

export type Costume = {
  readonly page: string;
  readonly dress: Dress;
  /** The cells of one position. */
  readonly row: (trade: Trade) => readonly string[];
};

export const DRIFT = {
  page: 'https://app.drift.trade/trade/SOL-PERP',
  dress: {
    host: 'app.drift.trade',
    lang: 'en',
    form: 'divs',
    head: DRIFT_HEAD,
    nothing: 'No open positions',
  },
} as const;

/** Exchanges on which each position has its own collateral. */
export const ISOLATED = {
  gmx: {
    page: 'https://app.gmx.io/#/trade',
    dress: {
      host: 'app.gmx.io',
      lang: 'zh-CN',
      form: 'table',
      head: ['合约', '数量', '净值', '保证金', '开仓价格', '标记价格', '强平价格', ''],
      nothing: '暂无持仓',
    },
    row: ({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}/USD\n[${coin}-USDC]\n10.00x\t${side === 'long' ? '做多' : '做空'}`,
      dollars(size),
      dollars(margin + profit),
      `${dollars(margin)}\n(${margin.toFixed(2)} USDC)`,
      dollars(entry),
      dollars(mark),
      dollars(liquidation),
      '平仓',
    ],
  },
  jupiter: {
    page: 'https://jup.ag/perps/long/SOL-ETH',
    dress: {
      host: 'jup.ag',
      lang: 'ko',
      form: 'divs',
      head: ['포지션', '크기', '담보', '진입가', '마크 가격', '청산가', '손익'],
      nothing: '포지션이 없습니다',
    },
    row: ({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}\n10.0x\t${side === 'long' ? '롱' : '숏'}`,
      dollars(size),
      dollars(margin),
      dollars(entry),
      dollars(mark),
      dollars(liquidation),
      `${profit < 0 ? '' : '+'}${dollars(profit)}\n(${((100 * profit) / margin).toFixed(2)}%)`,
    ],
  },
  ostium: {
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
    row: ({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}-USD\n10x`,
      side === 'long' ? 'Лонг' : 'Шорт',
      `${russian(size)}\u00a0$`,
      `${russian(margin)}\tUSDC`,
      russian(entry),
      russian(mark),
      russian(liquidation),
      `${russian(profit)} USDC`,
    ],
  },
  avantis: {
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
    row: ({coin, side, size, margin, entry, mark, liquidation, profit}) => [
      `${coin}/USD\t${side === 'long' ? 'ロング' : 'ショート'}`,
      `${english(size)}\tUSD`,
      `${english(margin)} USDC`,
      english(entry),
      english(mark),
      english(liquidation),
      `${english(profit)} USDC`,
      '10x',
    ],
  },
} as const satisfies Readonly<Record<string, Costume>>;
