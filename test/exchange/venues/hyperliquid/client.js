// The page's own client: what a front end of this venue does, with its public API. Numbers are drawn with floats,
// as front ends do; nothing here is used to check anything.
const USER = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';
const API = 'api-ui.hyperliquid.xyz';
const COIN = 'BTC';
const WANTED = [
  {type: 'webData3', user: USER},
  {type: 'allDexsClearinghouseState', user: USER},
  {type: 'spotState', user: USER},
  {type: 'allDexsAssetCtxs'},
  {type: 'activeAssetCtx', coin: COIN},
  {type: 'l2Book', coin: COIN},
  {type: 'trades', coin: COIN},
  {type: 'userEvents', user: USER},
  {type: 'userFundings', user: USER},
];

const ask = (body) =>
  fetch(`https://${API}/info`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
  }).then((answer) => answer.json());

let universe = [];
let marks = new Map();
let state;
let open;
let heartbeat;

function draw() {
  if (state === undefined) return;
  const rows = state.assetPositions.map(({position}) => ({
    symbol: position.coin,
    size: position.szi,
    value: Number(position.positionValue),
    entry: Number(position.entryPx),
    mark: marks.get(position.coin) ?? Number(position.positionValue) / Math.abs(position.szi),
    profit: Number(position.unrealizedPnl),
    liquidation: position.liquidationPx === null ? null : Number(position.liquidationPx),
    margin: `${Number(position.marginUsed).toFixed(2)} (${position.leverage.type})`,
  }));
  trade.positions(rows);
  trade.account({
    equity: Number(state.marginSummary.accountValue),
    profit: rows.reduce((sum, {profit}) => sum + profit, 0),
    maintenance: Number(state.crossMaintenanceMarginUsed),
  });
}

const on = {
  allDexsAssetCtxs: ({ctxs}) => {
    const own = ctxs.find(([dex]) => dex === '')?.[1] ?? [];
    marks = new Map(own.map((ctx, index) => [universe[index]?.name, Number(ctx.markPx)]));
    draw();
  },
  activeAssetCtx: ({ctx}) => {
    open ??= Number(ctx.prevDayPx);
    trade.ticker({mark: Number(ctx.markPx), index: Number(ctx.oraclePx), funding: Number(ctx.funding), open});
  },
  allDexsClearinghouseState: ({clearinghouseStates}) => {
    state = clearinghouseStates.find(([dex]) => dex === '')?.[1];
    draw();
  },
  l2Book: ({levels: [bids, asks]}) => {
    trade.depth(
      'bids',
      bids.map(({px, sz}) => [Number(px), Number(sz)]),
    );
    trade.depth(
      'asks',
      asks.map(({px, sz}) => [Number(px), Number(sz)]),
    );
  },
  user: ({fills = []}) => {
    for (const {dir, coin, px, sz, liquidation} of fills) {
      trade.news(`${liquidation ? 'Liquidated: ' : ''}${dir} ${sz} ${coin} at ${px}`);
    }
  },
  userFundings: ({fundings = [], isSnapshot}) => {
    if (isSnapshot) return;
    for (const {coin, usdc} of fundings) trade.news(`Funding ${coin}: ${usdc} USDC`);
  },
};

function connect() {
  const socket = new WebSocket(`wss://${API}/ws`);
  socket.onopen = () => {
    trade.link('online');
    for (const subscription of WANTED) socket.send(JSON.stringify({method: 'subscribe', subscription}));
    heartbeat = setInterval(() => socket.send(JSON.stringify({method: 'ping'})), 20_000);
  };
  socket.onmessage = ({data}) => {
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    try {
      on[message.channel]?.(message.data);
    } catch (error) {
      console.warn('unreadable', message.channel, error);
    }
  };
  socket.onclose = () => {
    trade.link('reconnecting');
    clearInterval(heartbeat);
    setTimeout(connect, 500);
  };
}

async function begin() {
  const [{universe: listed}] = await Promise.all([
    ask({type: 'meta'}),
    ask({type: 'userAbstraction', user: USER}),
    ask({type: 'spotMeta'}),
    ask({type: 'frontendOpenOrders', user: USER}),
  ]);
  universe = listed;
  connect();
}
begin();
