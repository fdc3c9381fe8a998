// The page's own client: one socket for prices, order book and account. Numbers are drawn with floats, as front ends
// do; nothing here is used to check anything.
const SOCKET = 'wss://indexer.dydx.trade/v4/ws';
const ADDRESS = 'dydx155va0m7wz5n8zcqscn9afswwt04n4usj46wvp5';
const SHOWN = 'BTC-USD';
const WANTED = [
  {channel: 'v4_markets', batched: true},
  {channel: 'v4_parent_subaccounts', id: `${ADDRESS}/0`, batched: true},
  {channel: 'v4_orderbook', id: SHOWN, batched: true},
];

let markets = {};
let children = new Map();
let open;

const signed = ({side, size}) => (side === 'SHORT' ? -1 : 1) * Math.abs(Number(size));

function rowOf(number, {market, side, size, entryPrice}) {
  const {oraclePrice, maintenanceMarginFraction} = markets[market] ?? {};
  const amount = signed({side, size});
  const mark = Number(oraclePrice);
  const value = Math.abs(amount * mark);
  return {
    symbol: market,
    size: String(amount),
    value,
    entry: Number(entryPrice),
    mark,
    profit: amount * (mark - Number(entryPrice)),
    liquidation: null,
    margin: number === 0 ? 'cross' : 'isolated',
    maintenance: value * Number(maintenanceMarginFraction),
    signedValue: amount * mark,
  };
}

function draw() {
  const rows = [...children].flatMap(([number, {positions}]) =>
    [...positions.values()].map((position) => rowOf(number, position)),
  );
  const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);
  trade.positions(rows);
  trade.account({
    equity: sum([...children.values()], ({usdc}) => usdc) + sum(rows, ({signedValue}) => signedValue),
    profit: sum(rows, ({profit}) => profit),
    maintenance: sum(rows, ({maintenance}) => maintenance),
  });
  const {oraclePrice, nextFundingRate} = markets[SHOWN] ?? {};
  if (oraclePrice === undefined) return;
  open ??= Number(oraclePrice);
  trade.ticker({
    mark: Number(oraclePrice),
    index: Number(oraclePrice),
    funding: Number(nextFundingRate),
    open,
  });
}

const whole = {
  v4_markets: (contents) => {
    markets = contents.markets;
  },
  v4_parent_subaccounts: ({subaccount}) => {
    children = new Map(
      subaccount.childSubaccounts.map(({subaccountNumber, openPerpetualPositions, assetPositions}) => [
        subaccountNumber,
        {
          usdc: signed(assetPositions.USDC),
          positions: new Map(Object.entries(openPerpetualPositions)),
        },
      ]),
    );
  },
  v4_orderbook: (contents) => depth(contents),
};

function depth({bids, asks}) {
  const numbers = (levels) => levels.map(({price, size}) => [Number(price), Number(size)]);
  trade.depth('bids', numbers(bids));
  trade.depth('asks', numbers(asks));
}

const change = {
  v4_markets: ({oraclePrices = {}}) => {
    for (const [name, {oraclePrice}] of Object.entries(oraclePrices)) {
      markets[name] = {...markets[name], oraclePrice};
    }
  },
  v4_parent_subaccounts: ({perpetualPositions = [], assetPositions = []}) => {
    const childOf = ({subaccountNumber}) => {
      const child = children.get(subaccountNumber) ?? {usdc: 0, positions: new Map()};
      children.set(subaccountNumber, child);
      return child;
    };
    for (const position of perpetualPositions) {
      if (position.status === 'OPEN') childOf(position).positions.set(position.market, position);
      else {
        childOf(position).positions.delete(position.market);
        trade.news(`${position.market} is closed`);
      }
    }
    for (const asset of assetPositions) childOf(asset).usdc = signed(asset);
  },
  v4_orderbook: (contents) => depth(contents),
};

function connect() {
  const socket = new WebSocket(SOCKET);
  let beat;
  socket.onopen = () => {
    trade.link('online');
    for (const topic of WANTED) socket.send(JSON.stringify({type: 'subscribe', ...topic}));
    beat = setInterval(() => socket.send(JSON.stringify({type: 'ping'})), 20_000);
  };
  socket.onmessage = ({data}) => {
    try {
      const {type, channel, contents} = JSON.parse(data);
      if (type === 'subscribed') whole[channel]?.(contents);
      if (type === 'channel_batch_data') for (const each of contents) change[channel]?.(each);
      if (channel !== undefined) draw();
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    clearInterval(beat);
    setTimeout(connect, 500);
  };
}
connect();
