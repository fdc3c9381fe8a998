// The page's own client: account and tiers once by request, then changes by the user's stream, prices by the market's.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://fapi.asterdex.com/fapi/v3';
const STREAM = 'wss://fstream.asterdex.com';
const MARKETS = ['btcusdt', 'ethusdt', 'solusdt'];
const SHOWN = 'BTCUSDT';

/** Signed in the query, as the real ones are. */
const call = (name) =>
  fetch(`${API}/${name}?nonce=${Date.now()}000&signature=0x5e1f0c4a`).then((answer) => answer.json());

const marks = new Map();
const positions = new Map();
let tiers = new Map();
let wallet = 0;
let open;

const maintenanceOf = (symbol, value) => {
  const tier = tiers.get(symbol)?.findLast(({notionalFloor}) => notionalFloor <= value);
  return tier === undefined ? 0 : value * tier.maintMarginRatio - tier.cum;
};

function draw() {
  const rows = [...positions.values()].map((position) => {
    const mark = marks.get(position.symbol) ?? position.mark;
    const value = Math.abs(position.amount * mark);
    return {
      symbol: position.symbol,
      size: String(position.amount),
      value,
      entry: position.entry,
      mark,
      profit: position.amount * (mark - position.entry),
      liquidation: position.liquidation,
      margin: position.isolated ? 'isolated' : 'cross',
      maintenance: maintenanceOf(position.symbol, value),
    };
  });
  const profit = rows.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(rows);
  trade.account({
    equity: wallet + profit,
    profit,
    maintenance: rows.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

const on = {
  markPriceUpdate: ({s, p, i, r}) => {
    marks.set(s, Number(p));
    if (s !== SHOWN) return;
    open ??= Number(p);
    trade.ticker({mark: Number(p), index: Number(i), funding: Number(r), open});
    draw();
  },
  depthUpdate: ({b, a}) => {
    const numbers = (levels) => levels.map((level) => level.map(Number));
    trade.depth('bids', numbers(b));
    trade.depth('asks', numbers(a));
  },
  ACCOUNT_UPDATE: ({a: {m, B, P}}) => {
    wallet = Number(B.find(({a}) => a === 'USDT')?.cw ?? wallet);
    for (const {s, pa, ep, mt} of P) {
      if (Number(pa) === 0) positions.delete(s);
      else
        positions.set(s, {
          ...positions.get(s),
          symbol: s,
          amount: Number(pa),
          entry: Number(ep),
          isolated: mt === 'isolated',
        });
      if (m === 'ORDER') trade.news(`${s}: position is now ${pa}`);
    }
    draw();
  },
};

function listen(address) {
  const socket = new WebSocket(address);
  socket.onopen = () => trade.link('online');
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      const event = message.data ?? message;
      on[event.e]?.(event);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(() => listen(address), 500);
  };
}

async function begin() {
  const [held, balances, brackets, {listenKey}] = await Promise.all([
    call('positionRisk'),
    call('balance'),
    call('leverageBracket'),
    call('listenKey'),
    call('multiAssetsMargin'),
  ]);
  tiers = new Map(brackets.map(({symbol, brackets: rows}) => [symbol, rows]));
  wallet = Number(balances.find(({asset}) => asset === 'USDT')?.crossWalletBalance ?? 0);
  for (const row of held) {
    if (Number(row.positionAmt) === 0) continue;
    positions.set(row.symbol, {
      symbol: row.symbol,
      amount: Number(row.positionAmt),
      entry: Number(row.entryPrice),
      mark: Number(row.markPrice),
      liquidation: Number(row.liquidationPrice),
      isolated: row.marginType === 'isolated',
    });
  }
  draw();
  const streams = MARKETS.map((symbol) => `${symbol}@markPrice`).join('/');
  listen(`${STREAM}/ws/${listenKey}`);
  listen(`${STREAM}/stream?streams=${streams}/${SHOWN.toLowerCase()}@depth20`);
}
begin();
