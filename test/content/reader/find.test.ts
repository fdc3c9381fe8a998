// @vitest-environment happy-dom
import {beforeEach, describe, expect, it} from 'vitest';
import {cellIn, type FoundTable, findTable, positionIn, readAgain} from '../../../src/content/reader/find.ts';
import {figureReader} from '../../../src/content/reader/labels.ts';
import {textOf} from '../../../src/content/reader/texts.ts';

const show = (html: string): void => {
  document.body.innerHTML = html;
};
const find = (): FoundTable | null => findTable(document.body, () => 0);
const rowsOf = (table: FoundTable | null) => table?.rows.map(({texts}) => texts);

beforeEach(() => show(''));

const TABLE = `
  <div><h2>Positions</h2>
  <table>
    <thead><tr><th>Position</th><th>Size</th><th>Net Value</th><th>Mark Price</th><th>Liq. Price</th><th></th></tr></thead>
    <tbody>
      <tr aria-hidden="true"><td></td><td></td><td></td><td></td><td></td><td></td></tr>
      <tr><td><span>ETH/USD</span><span>10x</span><span>Long</span></td><td>$50,000</td><td>$5,000</td>
        <td>$50,000</td><td><b>$45,435</b></td><td><button>Close 100%</button></td></tr>
    </tbody>
  </table></div>`;

const GRID = `
  <div role="grid" aria-rowcount="3">
    <div role="rowgroup"><div role="row">
      <div role="columnheader">종목</div><div role="columnheader">수량</div><div role="columnheader">시장가</div>
      <div role="columnheader">청산가격</div></div></div>
    <div role="rowgroup">
      <div role="row"><div role="gridcell">SOL-PERP 롱</div><div role="gridcell">10 SOL</div>
        <div role="gridcell">131.2</div><div role="gridcell">100.5</div></div>
      <div role="row"><div role="gridcell">BTC-PERP 숏</div><div role="gridcell">1 BTC</div>
        <div role="gridcell">86,500</div><div role="gridcell">95,000</div></div>
    </div>
  </div>`;

const DIVS = `
  <section><div class="head"><div>Контракт</div><div>Размер</div><div>Цена маркировки</div><div>Ликв. цена</div><div>Действия</div></div>
  <div class="body"><div class="scroll">
    <a class="line"><div class="wrap"><div>BTC<br>Лонг</div><div>0,5 BTC</div><div>86 500,5</div><div>79 000,0</div><div>Закрыть</div></div></a>
  </div></div></section>`;

describe('a positions table', () => {
  it('is found as a real table; spacers are no rows, and what is not understood is not read', () => {
    show(TABLE);
    expect(rowsOf(find())).toEqual([['ETH/USD\t10x\tLong', '$50,000', '$5,000', '$50,000', '$45,435', '']]);
  });

  it('is found as an ARIA grid', () => {
    show(GRID);
    expect(rowsOf(find())).toEqual([
      ['SOL-PERP 롱', '10 SOL', '131.2', '100.5'],
      ['BTC-PERP 숏', '1 BTC', '86,500', '95,000'],
    ]);
    expect(find()?.drawn).toBe('all');
  });

  it('is found as elements side by side', () => {
    show(DIVS);
    expect(rowsOf(find())).toEqual([['BTC\nЛонг', '0,5 BTC', '86 500,5', '79 000,0', '']]);
  });

  it('is found when header and body are tables of their own', () => {
    const head = '<tr><th>Market</th><th>Size</th><th>Mark</th><th>Liq. Price</th></tr>';
    show(`<div><div><table><thead>${head}</thead></table></div>
      <div><table><colgroup></colgroup><tbody><tr><td>SOL Long</td><td>1</td><td>2</td><td>1.5</td></tr></tbody></table></div></div>`);
    expect(rowsOf(find())).toEqual([['SOL Long', '1', '2', '1.5']]);
  });

  it('ends where another one begins', () => {
    const head = '<div class="r"><i>Market</i><i>Size</i><i>Mark</i><i>Liq. Price</i></div>';
    const row = (name: string) => `<div class="r"><i>${name}</i><i>1</i><i>2</i><i>1.5</i></div>`;
    show(`<div><div>${head}${row('SOL')}${head}${row('BTC')}</div></div>`);
    expect(rowsOf(find())?.map(([name]) => name)).toEqual(['SOL']);
  });

  it('gives the cell of a row’s liquidation price, and whose row it is', () => {
    show(TABLE);
    const table = find();
    const [row] = table?.rows ?? [];
    if (!table || !row) throw new Error('no row');
    expect(cellIn(table, row, 'liquidation')?.outerHTML).toBe('<td><b>$45,435</b></td>');
    expect(cellIn(table, row, 'pnl')).toBeNull();
    expect(positionIn(table, row)).toEqual({symbol: 'ETH/USD', underlying: 'ETH', side: 'long'});
  });

  it('without rows is empty only when it says so', () => {
    const body = (inside: string) =>
      show(
        `<table><thead><tr><th>Market</th><th>Size</th><th>Mark</th><th>Liq. Price</th></tr></thead><tbody>${inside}</tbody></table>`,
      );
    body('');
    expect(find()).toMatchObject({rows: [], empty: 'not said'});
    body('<tr><td colspan="4">No open positions</td></tr>');
    expect(find()).toMatchObject({rows: [], empty: 'said'});
    body('<tr><td colspan="4"><div>暂无持仓</div></td></tr>');
    expect(find()).toMatchObject({rows: [], empty: 'said'});
  });

  it('that draws only what is in view is known by its count, its placing or its spacers', () => {
    show(GRID.replace('aria-rowcount="3"', 'aria-rowcount="40"'));
    expect(find()?.drawn).toBe('in-view');
    show(DIVS.replace('class="line"', 'style="position: absolute; top: 40px"'));
    expect(find()?.drawn).toBe('in-view');
    show(TABLE.replace('<tbody>', '<tbody><tr style="height: 1200px"></tr>'));
    expect(find()?.drawn).toBe('in-view');
  });

  it('is read again by its header, until that is gone', () => {
    show(TABLE);
    const table = find();
    if (!table) throw new Error('no table');
    const cell = document.querySelector('b');
    if (cell) cell.textContent = '$45,500';
    expect(rowsOf(readAgain(table))?.[0]?.[4]).toBe('$45,500');
    document.querySelector('table')?.remove();
    expect(readAgain(table)).toBeNull();
  });

  it.each([
    [
      'a market list',
      '<div><i>Market</i><i>Price</i><i>Liquidity</i><i>Size</i></div><div><i>BTC</i><i>1</i><i>2</i><i>3</i></div>',
    ],
    ['a sentence about liquidation', '<p>Your liquidation price depends on your margin.</p>'],
    ['other people’s positions', TABLE.replace('<th></th>', '<th>Trader</th>')],
  ])('is not %s', (_, html) => {
    show(html);
    expect(find()).toBeNull();
  });

  it('is not searched for longer than a moment', () => {
    show(`${'<p>word</p>'.repeat(2000)}${DIVS}`);
    let time = 0;
    expect(findTable(document.body, () => (time += 10))).toBeNull();
    expect(find()).not.toBeNull();
  });
});

describe('a cell’s text', () => {
  const read = (html: string) => {
    show(`<div id="cell">${html}</div>`);
    const cell = document.querySelector('#cell');
    return cell && textOf(cell);
  };

  it.each([
    ['pieces of a line', '<span>64,120</span><span>.50</span>', '64,120\t.50'],
    ['blocks', '<div>0.5 BTC</div><div>$32,000</div>', '0.5 BTC\n$32,000'],
    ['text nodes that a framework left side by side', '0.5<!-- --> <!-- -->BTC', '0.5 BTC'],
    ['small digits', '0.0<sub>4</sub>12', '0.0₄12'],
    ['powers, which are no digits of the number', '10<sup>4</sup>', '10^4'],
    [
      'no scripts, hidden elements or drawings',
      '5<script>6</script><span hidden>7</span><svg><text>8</text></svg>',
      '5',
    ],
    ['nothing when it is too long to be a cell', 'x'.repeat(161), ''],
    ['line breaks', 'BTC<br>Long', 'BTC\nLong'],
  ])('has %s', (_, html, text) => {
    expect(read(html)).toBe(text);
  });
});

describe('figures beside labels', () => {
  const labels = {health: ['health', 'account health'], equity: ['total collateral']};

  it('are what stands next to them', () => {
    show(
      '<div><span>Health</span><b>87%</b></div><dl><dt><span>Total Collateral:</span></dt><dd>$1,234.5</dd></dl>',
    );
    expect(figureReader(document.body, labels)()).toEqual({health: '87%', equity: '$1,234.5'});
  });

  it('are read again, also when the page draws them anew', () => {
    show('<p><i>Health</i><b>87%</b></p>');
    const read = figureReader(document.body, labels);
    read();
    const [value] = document.querySelectorAll('b');
    if (value) value.textContent = '86%';
    expect(read()).toEqual({health: '86%'});
    show('<p><i>Health</i><b>85%</b></p>');
    expect(read()).toEqual({health: '85%'});
    show('');
    expect(read()).toEqual({});
  });

  it('are none where the page shows two, or no number', () => {
    show(
      '<div><i>Health</i><b>87%</b></div><div><i>Account Health</i><b>80%</b></div><div><i>Total Collateral</i><b>–</b></div>',
    );
    expect(figureReader(document.body, labels)()).toEqual({});
  });
});
