// The page's own client: markets and account once by request, then everything by one socket, of which the public part
// is binary. Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://api.prod.paradex.trade/v1';
const SOCKET = 'wss://ws.api.prod.paradex.trade/v1?sbeSchemaId=1&sbeSchemaVersion=1';
const SHOWN = 'BTC-USD-PERP';

const call = (path) => fetch(`${API}/${path}`).then((answer) => answer.json());

const marks = new Map();
const rows = new Map();
const totals = new Map();
let open;

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const coins = Number(row.size);
    const entry = Number(row.average_entry_price_usd);
    const mark = marks.get(row.market) ?? entry + Number(row.unrealized_pnl) / coins;
    return {
      symbol: row.market,
      size: row.size,
      value: Math.abs(coins * mark),
      entry,
      mark,
      profit: coins * (mark - entry) + Number(row.unrealized_funding_pnl),
      liquidation: Number(row.liquidation_price),
      margin: `${row.leverage}x`,
    };
  });
  const add = (name) => [...totals.values()].reduce((sum, each) => sum + Number(each[name]), 0);
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(drawn);
  trade.account({
    equity: add('total_collateral') + profit,
    profit,
    maintenance: add('maintenance_margin_requirement'),
  });
}

function take(row) {
  if (row.status === 'OPEN') rows.set(row.market, row);
  else if (rows.delete(row.market)) trade.news('A position is gone');
}

const on = {
  positions: take,
  account: (summary) => totals.set(summary.account, summary),
};

/** A head of four numbers, a block of amounts in 1e-8, and the market's name behind it. */
function unpack(bytes) {
  const view = new DataView(bytes);
  const block = view.getUint16(0, true);
  const amount = (offset) => Number(view.getBigInt64(8 + offset, true)) / 1e8;
  const name = new TextDecoder().decode(new Uint8Array(bytes, 8 + block + 1, view.getUint8(8 + block)));
  if (view.getUint16(2, true) === 2) {
    trade.depth('bids', [[amount(16), amount(24)]]);
    trade.depth('asks', [[amount(32), amount(40)]]);
    return;
  }
  const mark = amount(16);
  marks.set(name, mark);
  if (name !== SHOWN) return;
  open ??= mark;
  trade.ticker({mark, index: amount(24), funding: amount(56), open});
}

function listen() {
  const socket = new WebSocket(SOCKET);
  socket.binaryType = 'arraybuffer';
  let id = 0;
  const say = (method, params) => socket.send(JSON.stringify({jsonrpc: '2.0', method, params, id: ++id}));
  socket.onopen = () => {
    trade.link('online');
    say('auth', {bearer: 'eyJhbGciOiJFUzM4NCJ9'});
    for (const channel of ['positions', 'account', 'markets_summary', `bbo.${SHOWN}`])
      say('subscribe', {channel});
  };
  socket.onmessage = ({data}) => {
    try {
      if (typeof data !== 'string') unpack(data);
      else {
        const {params} = JSON.parse(data);
        on[params?.channel]?.(params.data);
      }
      draw();
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
  const [, , accounts, , positions] = await Promise.all(
    ['markets', 'account/info', 'account/summary', 'balance', 'positions'].map(call),
  );
  for (const summary of accounts.results) totals.set(summary.account, summary);
  for (const row of positions.results) take(row);
  draw();
  listen();
}
begin();
