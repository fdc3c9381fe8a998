// The page's own client: everything once by request, then what its worker posts. Numbers are drawn with floats, as front
// ends do; nothing here is used to check anything.
const SHOWN = 'XBTUSDTM';

const call = (path) =>
  fetch(`/_api_kumex/${path}?c=6f1b2d0c9a8e4f7d&lang=en_US`)
    .then((answer) => answer.json())
    .then(({data}) => data);

const marks = new Map();
const positions = new Map();
let contracts = new Map();
let wallet = {walletBalance: 0};
let open;

const rateOf = (position) => {
  if (position.aggRate) return position.aggRate;
  const {m, mmrLevConstant, mmrLimit, takerFeeRate, multiplier} = contracts.get(position.symbol);
  const size = Math.abs(position.currentQty * multiplier);
  return Math.min(mmrLimit, (1 + size / m) / (2 * mmrLevConstant)) + takerFeeRate;
};

function draw() {
  const rows = [...positions.values()].map((position) => {
    const mark = marks.get(position.symbol) ?? position.markPrice;
    const quantity = position.currentQty * contracts.get(position.symbol).multiplier;
    return {
      symbol: position.symbol,
      size: String(quantity),
      value: Math.abs(quantity * mark),
      entry: position.avgEntryPrice,
      mark,
      profit: quantity * mark - position.posCost,
      liquidation: position.liquidationPrice,
      margin: position.posMargin ? `${position.posMargin.toFixed(2)} (isolated)` : 'cross',
      maintenance: Math.abs(quantity * mark) * rateOf(position),
    };
  });
  const profit = rows.reduce((sum, row) => sum + row.profit, 0);
  trade.positions(rows);
  trade.account({
    equity: Number(wallet.walletBalance) + profit,
    profit,
    maintenance: rows.reduce((sum, row) => sum + row.maintenance, 0),
  });
}

const on = {
  futures_markIndexPrice: (messages) => {
    for (const {topic, data} of messages) {
      const symbol = topic.split(':')[1];
      marks.set(symbol, data.markPrice);
      if (symbol !== SHOWN) continue;
      open ??= data.markPrice;
      trade.ticker({mark: data.markPrice, index: data.indexPrice, funding: 0.0001, open});
      draw();
    }
  },
  futures_level2: ([{data}]) => {
    trade.depth('bids', data.bids);
    trade.depth('asks', data.asks);
  },
  futures_position: (messages) => {
    for (const {data} of messages) {
      const before = positions.get(data.symbol);
      if (data.currentQty === 0) positions.delete(data.symbol);
      else positions.set(data.symbol, {...before, ...data});
      if (before?.currentQty !== data.currentQty)
        trade.news(`${data.symbol}: position is now ${data.currentQty}`);
    }
    draw();
  },
  futures_wallet: ({walletList}) => {
    wallet = walletList.find(({currency}) => currency === 'USDT') ?? wallet;
    draw();
  },
};

async function begin() {
  const [listed, groups, , held] = await Promise.all([
    call('kumex-contract/contracts/active'),
    call('web-front/account/total-equity-l3-new'),
    call('futures-trade-proxy/activeOrderStatistics'),
    call('web-front/positions'),
  ]);
  contracts = new Map(listed.map((contract) => [contract.symbol, contract]));
  const wallets = Object.values(groups).flatMap(({items}) => items);
  wallet = wallets.find(({currency}) => currency === 'USDT') ?? wallet;
  for (const row of held) positions.set(row.symbol, row);
  draw();
  const worker = new Worker('/ws.worker.js');
  worker.onmessage = ({data}) => {
    try {
      const {method, type, status, data: content} = JSON.parse(data);
      if (method === 'connectSub') trade.link(status === 'connect' ? 'online' : 'reconnecting');
      on[type]?.(content);
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  worker.postMessage(JSON.stringify({wallets}));
}
begin();
