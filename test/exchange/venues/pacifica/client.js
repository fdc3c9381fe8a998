// The page's own client: markets and account once by request, then everything by one socket.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://api.pacifica.fi/api/v1';
const SOCKET = 'wss://ws.pacifica.fi/ws';
const ACCOUNT = '7kNd5hXvQ2mZpR9sTtUuVwWxYyZ1a2b3c4D5e6F7g8H9';
const SHOWN = 'BTC';

const call = (path) =>
  fetch(`${API}/${path}`)
    .then((answer) => answer.json())
    .then(({data}) => data);

let highest = new Map();
const marks = new Map();
let rows = [];
let cash = 0;
let open;

function draw() {
  const drawn = rows.map(({s, d, a, p, m, i, l}) => {
    const coins = Number(a) * (d === 'bid' ? 1 : -1);
    const mark = marks.get(s) ?? Number(p);
    const value = Math.abs(coins * mark);
    return {
      symbol: s,
      size: String(coins),
      value,
      entry: Number(p),
      mark,
      profit: coins * (mark - Number(p)),
      liquidation: Number(l ?? 0),
      margin: i ? `${Number(m).toFixed(2)} (isolated)` : 'cross',
      maintenance: value / (highest.get(s) ?? 1) / 2,
    };
  });
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(drawn);
  trade.account({
    equity: cash + profit,
    profit,
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

const on = {
  prices: (all) => {
    for (const {symbol, mark} of all) marks.set(symbol, Number(mark));
    const shown = all.find(({symbol}) => symbol === SHOWN);
    if (shown === undefined) return;
    const mark = Number(shown.mark);
    open ??= mark;
    trade.ticker({mark, index: Number(shown.oracle), funding: Number(shown.next_funding), open});
    draw();
  },
  book: ({l: [bids, asks]}) => {
    const numbers = (levels) => levels.map(({p, a}) => [Number(p), Number(a)]);
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
  account_positions: (positions) => {
    if (positions.length < rows.length) trade.news('A position is gone');
    rows = positions;
    draw();
  },
  account_info: ({b}) => {
    cash = Number(b);
    draw();
  },
};

function listen() {
  const socket = new WebSocket(SOCKET);
  const sources = [
    {source: 'account_info', account: ACCOUNT},
    {source: 'account_positions', account: ACCOUNT},
    {source: 'prices'},
    {source: 'book', symbol: SHOWN, agg_level: 1},
  ];
  socket.onopen = () => {
    trade.link('online');
    for (const params of sources) socket.send(JSON.stringify({method: 'subscribe', params}));
  };
  socket.onmessage = ({data}) => {
    try {
      const {channel, data: content} = JSON.parse(data);
      on[channel]?.(content);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(listen, 500);
  };
}

async function begin() {
  const markets = await call('info');
  highest = new Map(markets.map(({symbol, max_leverage}) => [symbol, max_leverage]));
  await call(`account/settings?account=${ACCOUNT}`);
  const {balance} = await call(`account?account=${ACCOUNT}`);
  cash = Number(balance);
  await call(`positions?account=${ACCOUNT}`);
  listen();
}
begin();
