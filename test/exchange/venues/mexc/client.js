// The page's own client: contracts and account by request, then everything by one socket, public pushes packed.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = '/api/platform/futures/api/v1';
const SOCKET = 'wss://contract.mexc.com/edge';
const SHOWN = 'BTC_USDT';

const call = (path) =>
  fetch(`${API}/${path}`)
    .then((answer) => answer.json())
    .then(({data}) => data);

let contracts = new Map();
const marks = new Map();
const rows = new Map();
let wallet = 0;
let open;

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const {cs = 1, mmr = 0} = contracts.get(row.symbol) ?? {};
    const coins = row.holdVol * cs * (row.positionType === 1 ? 1 : -1);
    const mark = marks.get(row.symbol) ?? row.holdAvgPrice;
    return {
      symbol: row.symbol,
      size: String(coins),
      value: Math.abs(coins * mark),
      entry: row.holdAvgPrice,
      mark,
      profit: coins * (mark - row.holdAvgPrice),
      liquidation: row.liquidatePrice,
      margin: row.openType === 1 ? `${row.im.toFixed(2)} (isolated)` : 'cross',
      maintenance: Math.abs(coins * row.holdAvgPrice) * mmr,
    };
  });
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(drawn);
  trade.account({
    equity: wallet + profit,
    profit,
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

function price(symbol, mark, index) {
  marks.set(symbol, mark);
  if (symbol !== SHOWN) return;
  open ??= mark;
  trade.ticker({mark, index: index ?? mark, funding: 0.0001, open});
}

const on = {
  'push.tickers': (all) => {
    for (const {symbol, fairPrice, indexPrice} of all) price(symbol, fairPrice, indexPrice);
    draw();
  },
  'push.fair.price': ({symbol, price: mark}) => {
    price(symbol, mark);
    draw();
  },
  'push.depth.full': ({bids, asks}) => {
    trade.depth('bids', bids);
    trade.depth('asks', asks);
  },
  'push.personal.position': (row) => {
    if (row.state !== 1) {
      if (rows.delete(row.positionId)) trade.news('A position is gone');
    } else rows.set(row.positionId, row);
    draw();
  },
  'push.personal.asset': ({availableBalance, positionMargin, frozenBalance}) => {
    wallet = availableBalance + positionMargin + frozenBalance;
    draw();
  },
};

const unpacked = (packed) =>
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).json();

function listen() {
  const socket = new WebSocket(SOCKET);
  const say = (method, param) => socket.send(JSON.stringify({method, param}));
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    trade.link('online');
    say('login', {token: 'WEBaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'});
    say('sub.tickers', {});
    say('sub.fair.price', {symbol: SHOWN});
    say('sub.depth.full', {symbol: SHOWN});
  };
  socket.onmessage = async ({data}) => {
    try {
      const {channel, data: content} = typeof data === 'string' ? JSON.parse(data) : await unpacked(data);
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
  contracts = new Map((await call('contract/detailV2?client=web')).map((each) => [each.symbol, each]));
  for (const row of await call('private/position/open_positions')) rows.set(row.positionId, row);
  const [{equity, unrealized}] = await call('private/account/assets');
  wallet = equity - unrealized;
  draw();
  listen();
}
begin();
