// The page's own client: account and positions once by request, then changes and prices by one socket.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const SOCKET = 'wss://fx-webws.gateio.live/v4/ws/usdt?device_type=0';
const MARKETS = ['BTC_USDT', 'ETH_USDT', 'SOL_USDT'];
const SHOWN = 'BTC_USDT';
const UID = '15564602';

const call = (path) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', `/apiw/v2/futures/usdt/${path}`);
    request.onload = () => resolve(JSON.parse(request.responseText).data);
    request.send();
  });

const marks = new Map();
const rows = new Map();
const sizes = new Map();
const tiers = new Map();
let total = 0;
let open;

const maintenanceOf = (name, value) => {
  const tier = tiers.get(name)?.find(({risk_limit}) => value <= Number(risk_limit));
  return tier === undefined ? 0 : value * (Number(tier.maintenance_rate) + 0.00075) - Number(tier.deduction);
};

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const mark = marks.get(row.contract) ?? Number(row.mark_price);
    const coins = Number(row.size) * (sizes.get(row.contract) ?? 0);
    const value = Math.abs(coins * mark);
    const isolated = Number(row.leverage) > 0;
    return {
      symbol: row.contract,
      size: String(coins),
      value,
      entry: Number(row.entry_price),
      mark,
      profit: coins * (mark - Number(row.entry_price)),
      liquidation: Number(row.liq_price),
      margin: isolated ? `${Number(row.margin).toFixed(2)} (isolated)` : 'cross',
      maintenance: maintenanceOf(row.contract, value),
    };
  });
  const profit = drawn.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(drawn);
  trade.account({
    equity: total + profit,
    profit,
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

const on = {
  'futures.tickers': ([{contract, mark_price, index_price, funding_rate}]) => {
    marks.set(contract, Number(mark_price));
    if (contract === SHOWN) {
      open ??= Number(mark_price);
      trade.ticker({
        mark: Number(mark_price),
        index: Number(index_price),
        funding: Number(funding_rate),
        open,
      });
      draw();
    }
  },
  'futures.order_book': ({asks, bids}) => {
    const numbers = (levels) => levels.map(({p, s}) => [Number(p), s]);
    trade.depth('bids', numbers(bids));
    trade.depth('asks', numbers(asks));
  },
  'futures.positions': (changed) => {
    for (const row of changed) {
      if (row.size === 0) rows.delete(row.contract);
      else rows.set(row.contract, {...rows.get(row.contract), ...row});
      trade.news(`${row.contract}: position is now ${row.size}`);
    }
    draw();
  },
  'futures.balances': (changed) => {
    total = changed.at(-1).balance;
    draw();
  },
};

function listen() {
  const socket = new WebSocket(SOCKET);
  const auth = {
    method: 'uc',
    ck: {jwt: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbg', device_type: 0},
    futures_voucher_mode: 0,
  };
  let id = 4;
  const subscribe = (channel, payload, more = {}) =>
    socket.send(
      JSON.stringify({
        ...more,
        channel,
        event: 'subscribe',
        payload,
        id: id++,
        time: Math.floor(Date.now() / 1000),
      }),
    );
  socket.onopen = () => {
    trade.link('online');
    subscribe('futures.positions', [UID, '!all'], {auth});
    subscribe('futures.balances', [UID], {auth});
    subscribe('futures.tickers', MARKETS);
    subscribe('futures.order_book', [SHOWN]);
    socket.send(JSON.stringify({channel: 'futures.ping', id: 21, time: Date.now()}));
  };
  socket.onmessage = ({data}) => {
    try {
      const {channel, event, result} = JSON.parse(data);
      if (event === 'update') on[channel]?.(result);
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
  const [[account], held] = await Promise.all([
    call('accounts'),
    call('positions'),
    call('orders?contract=&status=open'),
    ...MARKETS.map(async (name) =>
      sizes.set(name, Number((await call(`contracts/${name}`)).quanto_multiplier)),
    ),
    ...MARKETS.map(async (name) => tiers.set(name, await call(`risk_limit_tiers?contract=${name}`))),
  ]);
  total = Number(account.total);
  for (const row of held) if (row.size !== 0) rows.set(row.contract, row);
  draw();
  listen();
}
begin();
