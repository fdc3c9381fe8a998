// The page's own client: one socket for everything; answers are told by what they hold, because the page asks again
// and again. Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const SHOWN = 'BTC-PERP';
const NAMES = [SHOWN, 'ETH-PERP', 'SOL-PERP'];

const marks = new Map();
const subaccounts = new Map();
let open;

function draw() {
  const drawn = [...subaccounts.values()].flatMap(({subaccount_id: id, positions}) =>
    positions.map((row) => {
      const size = Number(row.amount);
      const mark = marks.get(row.instrument_name) ?? Number(row.mark_price);
      const rate = (row.mark_value - row.maintenance_margin) / Math.abs(size * Number(row.mark_price));
      const value = Math.abs(size * mark);
      return {
        symbol: row.instrument_name,
        size: row.amount,
        value,
        entry: Number(row.average_price),
        mark,
        profit: size * (mark - Number(row.average_price)),
        liquidation: Number(row.liquidation_price),
        margin: `subaccount ${id}`,
        maintenance: value * rate,
      };
    }),
  );
  const all = [...subaccounts.values()];
  trade.positions(drawn);
  trade.account({
    equity: all.reduce((sum, each) => sum + Number(each.subaccount_value), 0),
    profit: drawn.reduce((sum, row) => sum + row.profit, 0),
    maintenance: drawn.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

function hearAnswer(result) {
  if (result?.subaccount_value === undefined) return;
  const before = subaccounts.get(result.subaccount_id)?.positions.length ?? 0;
  if (result.positions.length < before) trade.news('A position is gone');
  subaccounts.set(result.subaccount_id, result);
  draw();
}

function hear(channel, content) {
  const [kind, name] = channel.split('.');
  if (kind === 'ticker_slim') {
    const {M, I, f} = content.instrument_ticker;
    marks.set(name, Number(M));
    if (name !== SHOWN) return;
    open ??= Number(M);
    trade.ticker({mark: Number(M), index: Number(I), funding: Number(f), open});
    draw();
  } else if (kind === 'orderbook') {
    const numbers = (levels) => levels.map(([price, size]) => [Number(price), Number(size)]);
    trade.depth('bids', numbers(content.bids));
    trade.depth('asks', numbers(content.asks));
  }
}

function listen() {
  const socket = new WebSocket('wss://api.lyra.finance/ws');
  const waiting = new Map();
  const call = (method, params) =>
    new Promise((answered) => {
      const id = crypto.randomUUID();
      waiting.set(id, answered);
      socket.send(JSON.stringify({jsonrpc: '2.0', id, method, params}));
    });
  socket.onopen = async () => {
    trade.link('online');
    const ids = await call('public/login', {wallet: '0x5e1f', timestamp: '1790000000000', signature: '0x00'});
    for (const id of ids) await call('private/get_subaccount', {subaccount_id: id});
    await call('subscribe', {
      channels: [
        ...ids.map((id) => `${id}.balances`),
        ...NAMES.map((name) => `ticker_slim.${name}.1000`),
        `orderbook.${SHOWN}.10.10`,
      ],
    });
  };
  socket.onmessage = ({data}) => {
    try {
      const message = JSON.parse(data);
      if (message.method === 'subscription') return hear(message.params.channel, message.params.data);
      hearAnswer(message.result);
      waiting.get(message.id)?.(message.result);
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
