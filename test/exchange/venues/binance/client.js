// The page's own client: balances and positions once by request, then changes by the user stream, prices by the
// market stream. Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const STREAM = 'wss://fstream.binance.com';
const MARKETS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const SHOWN = 'BTCUSDT';

const call = (path, body) =>
  fetch(`/bapi/futures/${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json', clienttype: 'web', csrftoken: 'd41d8cd98f00b204'},
    body: JSON.stringify(body),
  })
    .then((answer) => answer.json())
    .then(({data}) => data);

const marks = new Map();
const positions = new Map();
let tiers = new Map();
let wallet = 0;
let open;

const maintenanceOf = (symbol, value) => {
  const tier = tiers.get(symbol)?.findLast(({bracketNotionalFloor}) => bracketNotionalFloor <= value);
  return tier === undefined ? 0 : value * tier.bracketMaintenanceMarginRate - tier.cumFastMaintenanceAmount;
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
      margin: position.isolated > 0 ? `${position.isolated.toFixed(2)} (isolated)` : 'cross',
      maintenance: maintenanceOf(position.symbol, value),
    };
  });
  const profit = rows.reduce((sum, row) => sum + row.profit, 0);
  const isolated = [...positions.values()].reduce((sum, position) => sum + position.isolated, 0);
  trade.positions(rows);
  trade.account({
    equity: wallet + isolated + profit,
    profit,
    maintenance: rows.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

const on = {
  markPriceUpdate: ({s, p, i, r}) => {
    marks.set(s, Number(p));
    if (s === SHOWN) {
      open ??= Number(p);
      trade.ticker({mark: Number(p), index: Number(i), funding: Number(r), open});
      draw();
    }
  },
  depthUpdate: ({b, a}) => {
    const numbers = (levels) => levels.map((level) => level.map(Number));
    trade.depth('bids', numbers(b));
    trade.depth('asks', numbers(a));
  },
  ACCOUNT_UPDATE: ({a: {m, B, P}}) => {
    wallet = Number(B.find(({a}) => a === 'USDT')?.cw ?? wallet);
    for (const {s, pa, ep, iw} of P) {
      const before = positions.get(s);
      if (Number(pa) === 0) positions.delete(s);
      else
        positions.set(s, {...before, symbol: s, amount: Number(pa), entry: Number(ep), isolated: Number(iw)});
      if (m === 'ORDER') trade.news(`${s}: position is now ${pa}`);
    }
    if (m === 'FUNDING_FEE') trade.news('Funding fee settled');
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
      for (const each of Array.isArray(event) ? event : [event]) on[each.e]?.(each);
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
  const user = 'v6/private/future/user-data';
  const [held, balances, {brackets}, {listenKey}] = await Promise.all([
    call(`${user}/user-position`, {}),
    call(`${user}/user-balance`, {}),
    call('v1/friendly/future/common/brackets', {}),
    call('v1/private/future/user-stream/get-listen-key', {}),
    call('v1/private/future/user-data/get-position-side', {}),
    call('v1/private/future/user-data/get-join-margin', {}),
  ]);
  tiers = new Map(brackets.map(({symbol, riskBrackets}) => [symbol, riskBrackets]));
  wallet = Number(balances.find(({asset}) => asset === 'USDT')?.crossWalletBalance ?? 0);
  for (const row of held) {
    positions.set(row.symbol, {
      symbol: row.symbol,
      amount: Number(row.positionAmount),
      entry: Number(row.entryPrice),
      mark: Number(row.markPrice),
      liquidation: Number(row.liquidationPrice),
      isolated: Number(row.isolatedWallet),
    });
  }
  draw();
  const streams = MARKETS.map((symbol) => `${symbol.toLowerCase()}@markPrice@1s`).join('/');
  listen(`${STREAM}/private?listenKey=${listenKey}`);
  listen(`${STREAM}/market/stream?streams=${streams}`);
  listen(`${STREAM}/public/stream?streams=${SHOWN.toLowerCase()}@depth20@500ms`);
}
begin();
