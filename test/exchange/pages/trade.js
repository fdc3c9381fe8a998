// What every simulated exchange's page draws with. The clients beside the venues bring the numbers.
globalThis.trade = (() => {
  const at = (id) => document.getElementById(id);
  const money = (value, places = 2) =>
    value.toLocaleString('en-US', {minimumFractionDigits: places, maximumFractionDigits: places});
  const price = (value) => money(value, value >= 1000 ? 1 : value >= 10 ? 2 : 4);
  const tone = (value) => (value >= 0 ? 'up' : 'down');
  const history = [];

  function chart() {
    const canvas = at('chart');
    const pen = canvas.getContext('2d');
    const {width, height} = canvas;
    pen.clearRect(0, 0, width, height);
    if (history.length < 2) return;
    const low = Math.min(...history);
    const high = Math.max(...history);
    const x = (index) => 20 + (index / Math.max(60, history.length - 1)) * (width - 110);
    const y = (value) => 20 + ((high - value) / (high - low || 1)) * (height - 40);
    pen.font = '12px sans-serif';
    for (let step = 0; step <= 4; step++) {
      const value = low + ((high - low) * step) / 4;
      pen.fillStyle = '#22313a';
      pen.fillRect(0, y(value), width - 80, 1);
      pen.fillStyle = '#7d8f98';
      pen.fillText(price(value), width - 74, y(value) + 4);
    }
    pen.beginPath();
    for (const [index, value] of history.entries()) pen.lineTo(x(index), y(value));
    pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--accent');
    pen.lineWidth = 2;
    pen.stroke();
  }

  function ticker({mark, index, funding, open}) {
    at('mark').textContent = price(mark);
    at('index').textContent = price(index);
    at('funding').textContent = `${(funding * 100).toFixed(4)} %`;
    const change = (mark / open - 1) * 100;
    at('change').textContent = `${change.toFixed(2)} %`;
    at('change').className = tone(change);
    at('mid').textContent = price(mark);
    at('mid').className = tone(change);
    at('clock').textContent = new Date().toISOString().slice(11, 19);
    document.title = document.title.replace(/^.*?(?=[A-Z]+[-/A-Z]* \|)/, `${price(mark)} | `);
    chart();
  }

  function depth(id, levels) {
    at(id).replaceChildren(
      ...levels.slice(0, 9).map(([px, size]) => {
        const row = document.createElement('li');
        for (const text of [price(px), size.toFixed(3)]) {
          const cell = document.createElement('span');
          cell.textContent = text;
          row.append(cell);
        }
        return row;
      }),
    );
  }

  const write = (id, value, cls = '') => {
    at(id).textContent = value;
    at(id).className = cls;
  };

  function account({equity, profit, maintenance}) {
    write('equity', money(equity));
    write('profit', money(profit), tone(profit));
    write('maintenance', money(maintenance));
    write('ratio', equity > 0 ? `${((maintenance / equity) * 100).toFixed(2)} %` : '–');
  }

  function positions(rows) {
    at('count').textContent = rows.length;
    at('rows').replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement('tr');
        const cells = [
          [row.symbol, ''],
          [row.size, tone(Number.parseFloat(row.size))],
          [money(row.value), ''],
          [price(row.entry), ''],
          [price(row.mark), ''],
          [money(row.profit), tone(row.profit)],
          [row.liquidation ? price(row.liquidation) : '–', ''],
          [row.margin, ''],
        ];
        for (const [text, cls] of cells) {
          const cell = document.createElement('td');
          cell.textContent = text;
          cell.className = cls;
          line.append(cell);
        }
        return line;
      }),
    );
  }

  function news(text) {
    const line = document.createElement('li');
    line.textContent = text;
    at('news').prepend(line);
    while (at('news').children.length > 5) at('news').lastChild.remove();
  }

  const waiting = new Map();
  /** Draws with the screen's next frame, the newest only: messages must not wait for pictures. */
  const atNextFrame = (name, draw) => {
    if (waiting.size === 0) {
      requestAnimationFrame(() => {
        const due = [...waiting.values()];
        waiting.clear();
        for (const each of due) each();
      });
    }
    waiting.set(name, draw);
  };

  return {
    ticker: (reading) => {
      history.push(reading.mark);
      if (history.length > 400) history.shift();
      atNextFrame('ticker', () => ticker(reading));
    },
    depth: (side, levels) => atNextFrame(side, () => depth(side, levels)),
    account: (sums) => atNextFrame('account', () => account(sums)),
    positions: (rows) => atNextFrame('positions', () => positions(rows)),
    news,
    link: (text) => write('link', text, 'muted'),
  };
})();
