// The page's own client: markets and account once by request, then everything by one socket.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://mainnet.zklighter.elliot.ai/api/v1';
const SOCKET = 'wss://mainnet.zklighter.elliot.ai/stream';
const ACCOUNT = 281474976710001;
const SHOWN = 1;

const call = (path) => fetch(`${API}/${path}`).then((answer) => answer.json());

let fractions = new Map();
const marks = new Map();
const rows = new Map();
let cash = 0;
let open;

function draw() {
  const held = [...rows.values()].filter(({position}) => Number(position) > 0);
  const drawn = held.map((row) => {
    const coins = Number(row.position) * row.sign;
    const mark = marks.get(row.market_id) ?? Number(row.position_value) / Number(row.position);
    const value = Math.abs(coins * mark);
    return {
      symbol: row.symbol,
      size: String(coins),
      value,
      entry: Number(row.avg_entry_price),
      mark,
      profit: coins * (mark - Number(row.avg_entry_price)),
      liquidation: Number(row.liquidation_price),
      margin: row.margin_mode === 1 ? `${Number(row.allocated_margin).toFixed(2)} (isolated)` : 'cross',
      maintenance: (value * (fractions.get(row.market_id) ?? 0)) / 10_000,
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

function take(positions) {
  const count = () => [...rows.values()].filter(({position}) => Number(position) > 0).length;
  const before = count();
  for (const row of positions) rows.set(row.market_id, row);
  if (count() < before) trade.news('A position is gone');
  draw();
}

const on = {
  market_stats: ({market_stats: stats}) => {
    for (const {market_id: id, mark_price: mark} of Object.values(stats)) marks.set(id, Number(mark));
    const shown = stats[SHOWN];
    if (shown === undefined) return;
    const mark = Number(shown.mark_price);
    open ??= mark;
    trade.ticker({
      mark,
      index: Number(shown.index_price),
      funding: Number(shown.current_funding_rate),
      open,
    });
    draw();
  },
  order_book: ({order_book: {asks, bids}}) => {
    const numbers = (levels) => levels.map(({price, size}) => [Number(price), Number(size)]);
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
  account_all_positions: ({positions}) => take(Object.values(positions)),
  user_stats: ({stats}) => {
    cash = Number(stats.collateral);
    draw();
  },
};

function listen() {
  const socket = new WebSocket(SOCKET);
  const channels = [
    `account_all_positions/${ACCOUNT}`,
    `user_stats/${ACCOUNT}`,
    'market_stats/all',
    `order_book/${SHOWN}`,
  ];
  socket.onopen = () => {
    trade.link('online');
    for (const channel of channels) socket.send(JSON.stringify({type: 'subscribe', channel}));
  };
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      on[message.channel?.split(':')[0]]?.(message);
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
  const {order_book_details: markets} = await call('orderBookDetails');
  fractions = new Map(markets.map((each) => [each.market_id, each.maintenance_margin_fraction]));
  const {accounts} = await call(`account?by=index&value=${ACCOUNT}`);
  cash = Number(accounts[0].collateral);
  take(accounts[0].positions);
  listen();
}
begin();
