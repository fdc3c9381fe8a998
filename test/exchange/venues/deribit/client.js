// The page's own client: one socket for everything, answers paired by number.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const SHOWN = 'BTC_USDC-PERPETUAL';
const NAMES = [SHOWN, 'ETH_USDC-PERPETUAL', 'SOL_USDT-PERPETUAL'];

const marks = new Map();
const summaries = new Map();
let rows = new Map();
let open;

function draw() {
  const drawn = [...rows.values()].map((row) => {
    const mark = marks.get(row.instrument_name) ?? row.mark_price;
    const value = Math.abs(row.size * mark);
    return {
      symbol: row.instrument_name,
      size: String(row.size),
      value,
      entry: row.average_price,
      mark,
      profit: row.size * (mark - row.average_price),
      liquidation: row.estimated_liquidation_price,
      margin: row.instrument_name.includes('USDT') ? 'USDT' : 'USDC',
      maintenance: (row.maintenance_margin / Math.abs(row.size * row.mark_price)) * value,
    };
  });
  const of = (member) => [...summaries.values()].reduce((sum, row) => sum + row[member], 0);
  trade.positions(drawn);
  trade.account({
    equity: of('margin_balance'),
    profit: drawn.reduce((sum, row) => sum + row.profit, 0),
    maintenance: of('maintenance_margin'),
  });
}

function hear(channel, data) {
  if (channel.startsWith('ticker.')) {
    marks.set(data.instrument_name, data.mark_price);
    if (data.instrument_name !== SHOWN) return;
    open ??= data.mark_price;
    trade.ticker({mark: data.mark_price, index: data.index_price, funding: data.funding_8h, open});
    draw();
  } else if (channel.startsWith('user.portfolio.')) {
    summaries.set(data.currency, data);
    draw();
  } else if (channel.startsWith('user.changes.')) {
    for (const row of data.positions) {
      if (row.size === 0) {
        if (rows.delete(row.instrument_name)) trade.news('A position is gone');
      } else rows.set(row.instrument_name, row);
    }
    draw();
  } else if (channel.startsWith('book.')) {
    trade.depth(
      'bids',
      data.bids.map(([, price, size]) => [price, size]),
    );
    trade.depth(
      'asks',
      data.asks.map(([, price, size]) => [price, size]),
    );
  }
}

function listen() {
  const socket = new WebSocket('wss://www.deribit.com/ws/api/v2');
  const waiting = new Map();
  let number = 0;
  const call = (method, params) =>
    new Promise((answered) => {
      number += 1;
      waiting.set(number, answered);
      socket.send(JSON.stringify({jsonrpc: '2.0', id: number, method, params}));
    });
  socket.onopen = async () => {
    trade.link('online');
    await call('public/auth', {grant_type: 'refresh_token', refresh_token: '1790000000000.1a.refresh'});
    const listed = call('private/get_positions', {currency: 'any'});
    const account = call('private/get_account_summaries', {extended: true});
    rows = new Map((await listed).map((row) => [row.instrument_name, row]));
    for (const row of (await account).summaries) summaries.set(row.currency, row);
    draw();
    await call('private/subscribe', {channels: ['user.changes.any.any.raw', 'user.portfolio.any']});
    await call('public/subscribe', {
      channels: [...NAMES.map((name) => `ticker.${name}.100ms`), `book.${SHOWN}.none.10.100ms`],
    });
  };
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      if (message.method === 'subscription') hear(message.params.channel, message.params.data);
      else waiting.get(message.id)?.(message.result);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    setTimeout(listen, 500);
  };
}
listen();
