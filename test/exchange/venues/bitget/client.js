// The page's own client: tables, funds and positions once by request, then positions and funds by the private socket,
// prices by the public one. Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const SOCKET = 'wss://ws.bitget.com/v2/ws';
const MARKETS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const SHOWN = 'BTCUSDT';
const PRODUCT = 'USDT-FUTURES';

const call = (path, body) =>
  fetch(`/v1/mix/${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json', terminaltype: '1', uhti: 'w1732b7e5c1'},
    body: JSON.stringify({languageType: 0, productType: PRODUCT, ...body}),
  })
    .then((answer) => answer.json())
    .then(({data}) => data);

const marks = new Map();
let rows = [];
let equity = 0;
let profit = 0;
let open;

function draw() {
  const drawn = rows.map((row) => {
    const symbol = row.symbol ?? row.instId;
    const mark = marks.get(symbol) ?? Number(row.markPrice ?? row.openPriceAvg);
    const value = Number(row.total) * mark;
    const won = (mark - Number(row.openPriceAvg)) * Number(row.total) * (row.holdSide === 'long' ? 1 : -1);
    return {
      symbol,
      size: row.holdSide === 'long' ? row.total : `-${row.total}`,
      value,
      entry: Number(row.openPriceAvg),
      mark,
      profit: won,
      liquidation: Number(row.liquidationPrice),
      margin: row.marginMode === 'isolated' ? `${Number(row.marginSize).toFixed(2)} (isolated)` : 'cross',
      maintenance: value * Number(row.keepMarginRate),
    };
  });
  trade.positions(drawn);
  trade.account({equity, profit, maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0)});
}

const on = {
  ticker: ([{instId, markPrice, indexPrice, fundingRate}]) => {
    marks.set(instId, Number(markPrice));
    if (instId === SHOWN) {
      open ??= Number(markPrice);
      trade.ticker({mark: Number(markPrice), index: Number(indexPrice), funding: Number(fundingRate), open});
      draw();
    }
  },
  books15: ([{asks, bids}]) => {
    const numbers = (levels) => levels.map((level) => level.map(Number));
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
  positions: (data) => {
    if (data.length < rows.length) trade.news('A position is gone');
    rows = data;
    draw();
  },
  account: ([row]) => {
    equity = Number(row.equity);
    profit = Number(row.unrealizedPL);
    draw();
  },
};

function listen(path, login, args) {
  const socket = new WebSocket(`${SOCKET}/${path}`);
  const say = (op, words) => socket.send(JSON.stringify({op, args: words}));
  socket.onopen = () => {
    trade.link('online');
    if (login) say('login', [{apiKey: 'bg_4f1c', passphrase: 'p', timestamp: '1', sign: 'c2lnbg=='}]);
    else say('subscribe', args);
    socket.send('ping');
  };
  socket.onmessage = ({data}) => {
    try {
      if (data === 'pong') return;
      const message = JSON.parse(data);
      if (message.event === 'login') say('subscribe', args);
      if (message.data !== undefined) on[message.arg?.channel]?.(message.data);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(() => listen(path, login, args), 500);
  };
}

async function begin() {
  const [funds, held] = await Promise.all([
    call('holdings/funds'),
    call('holdings/list'),
    ...MARKETS.map((symbol) => call('market/levels', {symbol})),
  ]);
  equity = Number(funds[0].accountEquity);
  profit = Number(funds[0].unrealizedPL);
  rows = held;
  draw();
  listen('private', true, [
    {instType: PRODUCT, channel: 'account', coin: 'default'},
    {instType: PRODUCT, channel: 'positions', instId: 'default'},
  ]);
  listen('public', false, [
    ...MARKETS.map((instId) => ({instType: PRODUCT, channel: 'ticker', instId})),
    {instType: PRODUCT, channel: 'books15', instId: SHOWN},
  ]);
}
begin();
