// The page's own client: account and rules once by request, then changes by one socket and prices by another.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://api-evm.orderly.org/v1';
const ACCOUNT = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f';
const SHOWN = 'PERP_BTC_USDC';

const call = (path) =>
  fetch(`${API}/${path}`, {headers: {'orderly-account-id': ACCOUNT}})
    .then((answer) => answer.json())
    .then(({data}) => data);

let rules = new Map();
let factors = {};
const marks = new Map();
const rows = new Map();
let holding = 0;
let open;

const maintenanceOf = (symbol, value) => {
  const rule = rules.get(symbol);
  if (rule === undefined) return 0;
  return value * Math.max(rule.base_mmr, (rule.base_mmr / rule.base_imr) * factors[symbol] * value ** 0.8);
};

function draw() {
  const held = [...rows.values()].filter(({quantity}) => quantity !== 0);
  const drawn = held.map((row) => {
    const mark = marks.get(row.symbol) ?? row.mark;
    const value = Math.abs(row.quantity * mark);
    return {
      symbol: row.symbol,
      size: String(row.quantity),
      value,
      entry: row.open,
      mark,
      profit: row.quantity * (mark - row.open),
      liquidation: row.liquidation,
      margin: row.mode === 'ISOLATED' ? `${row.margin.toFixed(2)} (isolated)` : 'cross',
      maintenance: maintenanceOf(row.symbol, value),
    };
  });
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(drawn);
  trade.account({
    equity: holding + profit,
    profit,
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

function take(row) {
  const key = `${row.symbol} ${row.mode}`;
  if (row.quantity === 0 && rows.get(key)?.quantity) trade.news(`${row.symbol}: position is gone`);
  rows.set(key, row);
}

const on = {
  markprices: (prices) => {
    for (const {symbol, price} of prices) marks.set(symbol, price);
    const mark = marks.get(SHOWN);
    open ??= mark;
    trade.ticker({mark, index: mark, funding: 0.0001, open});
    draw();
  },
  [`${SHOWN}@orderbook`]: ({asks, bids}) => {
    trade.depth('bids', bids);
    trade.depth('asks', asks);
  },
  position: ({positions}) => {
    for (const each of positions)
      take({
        symbol: each.symbol,
        mode: each.marginMode,
        quantity: each.positionQty,
        open: each.averageOpenPrice,
        mark: each.markPrice,
        liquidation: each.estLiqPrice,
        margin: each.margin,
      });
    draw();
  },
  balance: ({balances}) => {
    holding = balances.USDC.holding;
    draw();
  },
};

function listen(address, topics, login) {
  const socket = new WebSocket(`${address}/${ACCOUNT}`);
  const subscribe = () => {
    for (const topic of topics) socket.send(JSON.stringify({id: topic, event: 'subscribe', topic}));
  };
  socket.onopen = () => {
    trade.link('online');
    if (!login) return subscribe();
    const params = {orderly_key: 'ed25519:6x', sign: 'c2lnbmF0dXJl', timestamp: Date.now()};
    socket.send(JSON.stringify({id: 'auth', event: 'auth', params}));
  };
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      if (message.event === 'auth') subscribe();
      on[message.topic]?.(message.data);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(() => listen(address, topics, login), 500);
  };
}

async function begin() {
  const [info, client, held, positions] = await Promise.all([
    call('public/info'),
    call('client/info'),
    call('client/holding'),
    call('positions'),
    call('public/funding_rates'),
  ]);
  rules = new Map(info.rows.map((row) => [row.symbol, row]));
  factors = client.imr_factor;
  holding = held.holding.find(({token}) => token === 'USDC').holding;
  for (const each of positions.rows)
    take({
      symbol: each.symbol,
      mode: each.margin_mode,
      quantity: each.position_qty,
      open: each.average_open_price,
      mark: each.mark_price,
      liquidation: each.est_liq_price,
      margin: each.margin,
    });
  draw();
  listen('wss://ws-private-evm.orderly.org/v2/ws/private/stream', ['position', 'balance'], true);
  listen('wss://ws-evm.orderly.org/ws/stream', ['markprices', 'indexprices', `${SHOWN}@orderbook`], false);
}
begin();
