// The page's own client: tables once by request, account and positions by the private socket, prices by the public one.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const SOCKET = 'wss://wspri.okx.com:8443/ws/v5';
const COINS = ['BTC', 'ETH', 'SOL'];
const SHOWN = 'BTC-USDT-SWAP';

const call = (path) =>
  fetch(`/priapi/v5/${path}`, {headers: {authorization: 'eyJhbGciOiJFUzUxMiJ9.e30.c2lnbg'}})
    .then((answer) => answer.json())
    .then(({data}) => data);

const marks = new Map();
let sizes = new Map();
let rows = [];
let cash = 0;
let open;
let funding = 0;

function draw() {
  const drawn = rows.map((row) => {
    const mark = marks.get(row.instId) ?? Number(row.markPx);
    const coins = Number(row.pos) * (sizes.get(row.instId) ?? 0);
    const value = Math.abs(coins * mark);
    return {
      symbol: row.instId,
      size: String(coins),
      value,
      entry: Number(row.avgPx),
      mark,
      profit: coins * (mark - Number(row.avgPx)),
      liquidation: Number(row.liqPx),
      margin: row.mgnMode === 'isolated' ? `${Number(row.margin).toFixed(2)} (isolated)` : 'cross',
      maintenance: (value * Number(row.mmr)) / Math.abs(coins * Number(row.markPx)),
    };
  });
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  const isolated = rows.reduce((sum, row) => sum + Number(row.margin), 0);
  trade.positions(drawn);
  trade.account({
    equity: cash + isolated + profit,
    profit,
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

const on = {
  'mark-price': ([{instId, markPx}]) => {
    marks.set(instId, Number(markPx));
    if (instId === SHOWN) {
      open ??= Number(markPx);
      trade.ticker({mark: Number(markPx), index: Number(markPx), funding, open});
      draw();
    }
  },
  'funding-rate': ([{fundingRate}]) => {
    funding = Number(fundingRate);
  },
  books: ([{asks, bids}]) => {
    const numbers = (levels) => levels.map((level) => level.slice(0, 2).map(Number));
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
  positions: (data) => {
    if (data.length < rows.length) trade.news('A position is gone');
    rows = data;
    draw();
  },
  account: ([{details}]) => {
    cash = Number(details.find(({ccy}) => ccy === 'USDT')?.cashBal ?? 0);
    draw();
  },
};

function listen(path, login, args) {
  const socket = new WebSocket(`${SOCKET}/${path}`);
  const say = (op, words) => socket.send(JSON.stringify({op, args: words}));
  socket.onopen = () => {
    trade.link('online');
    if (login) say('login', [{token: 'eyJhbGciOiJFUzUxMiJ9.e30.c2lnbg'}]);
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
  const [, instruments] = await Promise.all([
    call('account/config'),
    call('public/instruments?instType=SWAP'),
    ...COINS.map((coin) => call(`public/position-tiers?instType=SWAP&tdMode=cross&instFamily=${coin}-USDT`)),
  ]);
  sizes = new Map(instruments.map(({instId, ctVal}) => [instId, Number(ctVal)]));
  listen('iprivate', true, [{channel: 'account'}, {channel: 'positions', instType: 'ANY'}]);
  listen('ipublic', false, [
    ...COINS.map((coin) => ({channel: 'mark-price', instId: `${coin}-USDT-SWAP`})),
    {channel: 'funding-rate', instId: SHOWN},
    {channel: 'books', instId: SHOWN},
  ]);
}
begin();
