// The page's own client: markets once by request, then one socket for each stream, the account's telling all first.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://api.starknet.extended.exchange/api/v1';
const STREAM = 'wss://api.starknet.extended.exchange/stream.extended.exchange/v1';
const SHOWN = 'BTC-USD';

const call = (path) => fetch(`${API}/${path}`).then((answer) => answer.json());

const marks = new Map();
const rows = new Map();
const balances = new Map();
let funding = 0;
let open;

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const coins = Number(row.size) * (row.side === 'SHORT' ? -1 : 1);
    const mark = marks.get(row.market) ?? Number(row.markPrice);
    const entry = Number(row.openPrice);
    return {
      symbol: row.market,
      size: String(coins),
      value: Math.abs(coins * mark),
      entry,
      mark,
      profit: coins * (mark - entry),
      liquidation: Number(row.liquidationPrice),
      margin: `${(Math.abs(coins * mark) / Number(row.leverage)).toFixed(2)} (${row.leverage}x)`,
      maintenance: Number(row.margin),
    };
  });
  const add = (list, name) => list.reduce((sum, each) => sum + Number(each[name]), 0);
  const profit = add(drawn, 'profit');
  trade.positions(drawn);
  trade.account({
    equity: add([...balances.values()], 'balance') + profit,
    profit,
    maintenance: add(drawn, 'maintenance'),
  });
}

const on = {
  BALANCE: ({balance}) => balances.set(balance.accountId, balance),
  POSITION: ({positions}) => {
    for (const row of positions)
      if (row.status !== 'CLOSED') rows.set(row.market, row);
      else if (rows.delete(row.market)) trade.news('A position is gone');
  },
  MP: ({m: market, p: price}) => {
    const mark = Number(price);
    marks.set(market, mark);
    if (market !== SHOWN) return;
    open ??= mark;
    trade.ticker({mark, index: mark, funding, open});
  },
  SNAPSHOT: ({b: bids, a: asks}) => {
    const numbers = (levels) => levels.map(({p, q}) => [Number(p), Number(q)]);
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
};

function listen(path) {
  const socket = new WebSocket(`${STREAM}/${path}`);
  socket.onopen = () => trade.link('online');
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      on[message.type]?.(message.data);
      draw();
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(() => listen(path), 500);
  };
}

async function begin() {
  const [{data: markets}] = await Promise.all(
    ['info/markets', 'user/account/info', 'user/spot/balances'].map(call),
  );
  funding = Number(markets.find(({name}) => name === SHOWN).marketStats.fundingRate);
  for (const path of ['account', 'prices/mark', `orderbooks/${SHOWN}`]) listen(path);
}
begin();
