// What the pages of Binance's kind have in common: an account told once by requests, then followed by streams.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.

const marks = new Map();
const positions = new Map();
let account;
let open;

const maintenanceOf = (symbol, value) => {
  const tier = account.tiers.get(symbol)?.findLast(({from}) => from <= value);
  return tier === undefined ? 0 : value * tier.rate - tier.deduction;
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
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  const profit = sum(rows.map((row) => row.profit));
  trade.positions(rows);
  trade.account({
    equity: account.wallet + sum([...positions.values()].map(({isolated}) => isolated)) + profit,
    profit,
    maintenance: sum(rows.map((row) => row.maintenance)),
  });
}

const on = {
  markPriceUpdate: ({s, p, i, r}) => {
    marks.set(s, Number(p));
    if (s !== account.shown) return;
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
    account.wallet = Number(B.find(({a}) => a === 'USDT')?.cw ?? account.wallet);
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

/** `shown`: whose prices stand above; `tiers` by symbol; `wallet` in USDT; `held`: positions; `streams`: addresses. */
export function follow({held, streams, ...told}) {
  account = told;
  for (const position of held) positions.set(position.symbol, position);
  draw();
  for (const address of streams) listen(address);
}
