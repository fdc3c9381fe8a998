// The page's own client: account and markets once by request, then everything by one socket.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://api.aevo.xyz';
const SHOWN = 'BTC-PERP';
const COINS = ['BTC', 'ETH', 'SOL'];

const call = (path) => fetch(`${API}/${path}`).then((answer) => answer.json());

const marks = new Map();
let rows = new Map();
let cash = 0;
let open;

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const size = Number(row.amount) * (row.side === 'buy' ? 1 : -1);
    const mark = marks.get(row.instrument_name) ?? Number(row.mark_price);
    const value = Math.abs(size * mark);
    return {
      symbol: row.instrument_name,
      size: String(size),
      value,
      entry: Number(row.avg_entry_price),
      mark,
      profit: size * (mark - Number(row.avg_entry_price)),
      liquidation: Number(row.liquidation_price),
      margin: row.margin_type.toLowerCase(),
      maintenance: (Number(row.maintenance_margin) / Math.abs(size * Number(row.mark_price))) * value,
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

function takeAccount(account) {
  cash = account.collateral.reduce((sum, each) => sum + Number(each.collateral_value), 0);
  rows = new Map(account.positions.map((row) => [row.instrument_name, row]));
  draw();
}

const on = {
  account: takeAccount,
  positions: ({positions}) => {
    for (const row of positions) {
      if (Number(row.amount) > 0) rows.set(row.instrument_name, row);
      else if (rows.delete(row.instrument_name)) trade.news('A position is gone');
    }
    draw();
  },
  ticker: ({tickers}) => {
    for (const {instrument_name: name, mark, index_price: index, funding_rate: funding} of tickers) {
      marks.set(name, Number(mark.price));
      if (name !== SHOWN) continue;
      open ??= Number(mark.price);
      trade.ticker({mark: Number(mark.price), index: Number(index), funding: Number(funding), open});
    }
    draw();
  },
  orderbook: ({bids, asks}) => {
    const numbers = (levels) => levels.map(([price, size]) => [Number(price), Number(size)]);
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
};

function listen() {
  const socket = new WebSocket('wss://ws.aevo.xyz');
  const say = (message) => socket.send(JSON.stringify(message));
  socket.onopen = () => {
    trade.link('online');
    say({op: 'auth', data: {key: 'session', secret: 'none'}});
    const channels = ['positions', 'account', ...COINS.map((coin) => `ticker:${coin}:PERPETUAL`)];
    say({op: 'subscribe', data: [...channels, `orderbook:${SHOWN}`]});
  };
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      on[message.channel?.split(':')[0]]?.(message.data);
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
  for (const market of await call('markets')) marks.set(market.instrument_name, Number(market.mark_price));
  takeAccount(await call('account'));
  listen();
}
begin();
