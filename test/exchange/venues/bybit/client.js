// The page's own client: positions, balances and tiers once by request, then changes by the private socket, prices
// and the order book by its own packed stream. Numbers are drawn with floats, as front ends
// do; nothing here is used to check anything.
const MARKETS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const SHOWN = 'BTCUSDT';

const call = (path, body) =>
  fetch(
    path,
    body && {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)},
  )
    .then((answer) => answer.json())
    .then(({result}) => result);

const marks = new Map();
const positions = new Map();
let funding = 0;
let cash = 0;
let open;

function draw() {
  const rows = [...positions.values()].map((row) => {
    const mark = marks.get(row.symbol) ?? Number(row.markPrice);
    const size = Number(row.size) * (row.side === 'Sell' ? -1 : 1);
    const entry = Number(row.avgPrice ?? row.entryPrice);
    return {
      symbol: row.symbol,
      size: String(size),
      value: Math.abs(size * mark),
      entry,
      mark,
      profit: size * (mark - entry),
      liquidation: Number(row.liqPrice),
      margin: row.tradeMode === 1 ? `${Number(row.positionBalance).toFixed(2)} (isolated)` : 'cross',
      maintenance: (Number(row.positionMM) * mark) / Number(row.markPrice),
    };
  });
  const profit = rows.reduce((sum, row) => sum + row.profit, 0);
  const isolated = [...positions.values()].reduce((sum, row) => sum + Number(row.positionBalance), 0);
  trade.positions(rows);
  trade.account({
    equity: cash + isolated + profit,
    profit,
    maintenance: rows.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

function keep(rows) {
  for (const row of rows) {
    if (Number(row.size) === 0) {
      if (positions.delete(row.symbol)) trade.news(`${row.symbol}: position is closed`);
    } else positions.set(row.symbol, row);
  }
  draw();
}

function keepWallet([{coin}]) {
  cash = Number(coin.find((each) => each.coin === 'USDT')?.walletBalance ?? 0);
  draw();
}

function onTicker({symbol, markPrice, indexPrice, fundingRate}) {
  funding = Number(fundingRate ?? funding);
  marks.set(symbol, Number(markPrice));
  if (symbol !== SHOWN) return;
  open ??= Number(markPrice);
  trade.ticker({mark: Number(markPrice), index: Number(indexPrice), funding, open});
  draw();
}

function onDepth({b, a}) {
  const numbers = (levels) => levels.map((level) => level.map(Number));
  trade.depth('bids', numbers(b));
  trade.depth('asks', numbers(a));
}

function hear({topic, data}) {
  if (topic === undefined || data === undefined) return;
  if (topic === 'position') keep(data);
  else if (topic === 'wallet') keepWallet(data);
  else if (topic.startsWith('tickers.')) onTicker(data);
  else if (topic.startsWith('orderbook.')) onDepth(data);
}

const unpacked = (packed) =>
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).json();

function listen(address, begin) {
  const socket = new WebSocket(address);
  const say = (op, args) => socket.send(JSON.stringify({op, args, req_id: '1'}));
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    trade.link('online');
    begin(say);
    say('ping');
  };
  socket.onmessage = async ({data}) => {
    try {
      hear(typeof data === 'string' ? JSON.parse(data) : await unpacked(data));
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(() => listen(address, begin), 500);
  };
}

async function begin() {
  const [{list}, {list: wallets}, token] = await Promise.all([
    call('/x-api/unified/integrated/v5/queryPositions', {
      category: 'linear',
      baseCoin: '',
      limit: 200,
      cursor: '',
    }),
    call('/x-api/v5/account/wallet-balance?accountType=UNIFIED'),
    call('/user/private/ott', {}),
    ...MARKETS.map((symbol) => call(`/x-api/v5/market/risk-limit?category=linear&symbol=${symbol}`)),
  ]);
  keep(list);
  keepWallet(wallets);
  listen('wss://ws2.bybit.com/private?appid=bybit&os=web&deviceid=1104d31b-6be5', (say) => {
    say('login', [token]);
    say('subscribe', ['position', 'wallet']);
  });
  listen('wss://ws2.bybit.com/realtime_w?v=1', (say) =>
    say('subscribe', [`orderbook.50.${SHOWN}`, ...MARKETS.map((symbol) => `tickers.${symbol}`)]),
  );
}
begin();
