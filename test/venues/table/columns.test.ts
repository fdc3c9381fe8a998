import {describe, expect, it} from 'vitest';
import {columnsOf, EMPTY} from '../../../src/venues/table/columns.ts';

const means = (headers: readonly string[]) =>
  columnsOf(headers)?.map((column) => column.means.join('+')) ?? null;

describe('header cells', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'English, as Binance writes them',
      [
        'Symbol',
        'Size',
        'Entry Price',
        'Break Even Price',
        'Mark Price',
        'Liq.Price',
        'Margin Ratio',
        'Margin',
        'PNL(ROI %)',
        'Close All Positions',
      ],
      ['symbol', 'size', 'entry', '', 'mark', 'liquidation', '', 'margin', 'pnl', ''],
    ],
    [
      'GMX’s',
      ['Position', 'Size', 'Net Value', 'Collateral', 'Entry Price', 'Mark Price', 'Liq. Price', ''],
      ['symbol', 'size', 'equity', 'margin', 'entry', 'mark', 'liquidation', ''],
    ],
    [
      'two in one',
      ['Market', 'Side', 'Size', 'Entry / Mark', 'Liq. Price', 'Unrealized P&L', 'TP/SL'],
      ['symbol', 'side', 'size', 'entry+mark', 'liquidation', 'pnl', ''],
    ],
    [
      'Chinese',
      [
        '合约',
        '数量',
        '开仓价格',
        '标记价格',
        '强平价格',
        '保证金比率',
        '保证金',
        '未实现盈亏(回报率)',
        '开仓时间',
      ],
      ['symbol', 'size', 'entry', 'mark', 'liquidation', '', 'margin', 'pnl', ''],
    ],
    [
      'traditional Chinese',
      ['交易對', '方向', '數量', '開倉均價', '標記價格', '強平價格', '保證金', '未實現盈虧'],
      ['symbol', 'side', 'size', 'entry', 'mark', 'liquidation', 'margin', 'pnl'],
    ],
    [
      'Korean',
      ['종목', '수량', '진입가격', '시장가', '청산가격', '증거금 비율', '증거금', '미실현 손익'],
      ['symbol', 'size', 'entry', 'mark', 'liquidation', '', 'margin', 'pnl'],
    ],
    [
      'Japanese',
      ['銘柄', 'サイズ', 'エントリー価格', 'マーク価格', '清算価格', '証拠金率', '証拠金', '未実現損益'],
      ['symbol', 'size', 'entry', 'mark', 'liquidation', '', 'margin', 'pnl'],
    ],
    [
      'Russian',
      [
        'Контракт',
        'Размер',
        'Цена входа',
        'Цена маркировки',
        'Ликв. цена',
        'Коэфф. маржи',
        'Маржа',
        'Нереализ. PnL',
      ],
      ['symbol', 'size', 'entry', 'mark', 'liquidation', '', 'margin', 'pnl'],
    ],
  ])('%s', (_, headers, meanings) => {
    expect(means(headers)).toEqual(meanings);
  });

  it('may name the unit of their cells', () => {
    expect(columnsOf(['Market', 'Size (BTC)', 'Entry Price', 'Liq. Price'])?.[1]).toEqual({
      means: ['size'],
      unit: 'BTC',
    });
    expect(columnsOf(['Market', 'Size', 'PnL (ROE)', 'Mark', 'Liq. Price'])?.[2]?.unit).toBe('');
  });

  it.each<[string, readonly string[]]>([
    ['what was closed', ['Symbol', 'Size', 'Entry Price', 'Close Price', 'Liq. Price', 'PnL']],
    ['other people’s positions', ['Trader', 'Symbol', 'Size', 'Entry Price', 'Mark Price', 'Liq. Price']],
    ['other people’s, in Chinese', ['交易员', '合约', '数量', '开仓价格', '标记价格', '强平价格']],
    ['a market list', ['Market', 'Mark Price', 'Index Price', 'Volume', 'Open Interest']],
    ['a market list with its liquidity', ['Market', 'Size', 'Mark Price', 'Liquidity']],
    ['orders', ['Symbol', 'Order Type', 'Size', 'Mark Price', 'Liq. Price']],
    ['two liquidation prices', ['Symbol', 'Size', 'Entry Price', 'Liq. Price', 'Est. Liq. Price']],
    ['too few', ['Symbol', 'Size', 'Liq. Price']],
  ])('of %s make no positions table', (_, headers) => {
    expect(columnsOf(headers)).toBeNull();
  });

  it('that claim one meaning twice are not guessed at', () => {
    expect(means(['Symbol', 'Size', 'Margin', 'Collateral', 'Mark Price', 'Liq. Price'])).toEqual([
      'symbol',
      'size',
      '',
      '',
      'mark',
      'liquidation',
    ]);
  });
});

it.each([
  'No open positions',
  'You have no open positions',
  '暂无持仓',
  '暫無數據',
  'ポジションはありません',
  '포지션이 없습니다',
  'Нет открытых позиций',
])('%s: an empty table', (text) => {
  expect(EMPTY.test(text)).toBe(true);
});
