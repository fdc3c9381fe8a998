// The page's own client: one socket for the account and the market, asked for with a signed challenge.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const SOCKET = 'wss://futures.kraken.com/ws/v1';
const SHOWN = 'PF_XBTUSD';
const MARKETS = ['PF_XBTUSD', 'PF_ETHUSD', 'PF_SOLUSD'];

const rows = new Map();
const marks = new Map();
let wallet = {currencies: {USD: {quantity: 0}}, isolated: {}};
let open;

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const mark = marks.get(row.instrument) ?? row.mark_price;
    const isolated = wallet.isolated?.[row.instrument];
    return {
      symbol: row.instrument,
      size: String(row.balance),
      value: Math.abs(row.balance * mark),
      entry: row.entry_price,
      mark,
      profit: row.balance * (mark - row.entry_price),
      liquidation: row.liquidation_threshold,
      margin: isolated ? `${isolated.initial_margin.toFixed(2)} (isolated)` : 'cross',
      maintenance: row.maintenance_margin,
    };
  });
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(drawn);
  trade.account({
    equity: wallet.currencies.USD.quantity + profit,
    profit,
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

function takePositions({positions}) {
  const before = rows.size;
  for (const row of positions) {
    if (row.balance === 0) rows.delete(row.instrument);
    else rows.set(row.instrument, row);
  }
  if (rows.size < before) trade.news('A position is gone');
  draw();
}

function takeBalances({flex_futures: told}) {
  wallet = told;
  draw();
}

const on = {
  open_positions: takePositions,
  balances_snapshot: takeBalances,
  balances: takeBalances,
  ticker: ({product_id: symbol, markPrice: mark, index, relative_funding_rate: funding}) => {
    marks.set(symbol, mark);
    if (symbol !== SHOWN) return;
    open ??= mark;
    trade.ticker({mark, index, funding, open});
    draw();
  },
  book_snapshot: ({bids, asks}) => {
    const numbers = (levels) => levels.map(({price, qty}) => [price, qty]);
    trade.depth('asks', numbers(asks));
    trade.depth('bids', numbers(bids));
  },
};

function listen() {
  const socket = new WebSocket(SOCKET);
  const say = (message) => socket.send(JSON.stringify(message));
  const key = {
    api_key: 'drUfSSmBbDpcIpwpqK0OBTcGLdAYZJU',
    signed_challenge: '4JEpF3ix66GA2B',
    original_challenge: 'c100b894',
  };
  socket.onopen = () => {
    trade.link('online');
    say({event: 'challenge', api_key: key.api_key});
    for (const feed of ['balances', 'open_positions']) say({event: 'subscribe', feed, ...key});
    say({event: 'subscribe', feed: 'ticker', product_ids: MARKETS});
    say({event: 'subscribe', feed: 'book', product_ids: [SHOWN]});
  };
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      if (!('event' in message)) on[message.feed]?.(message);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(listen, 500);
  };
}

fetch('/derivatives/api/v3/instruments').then(listen, listen);
