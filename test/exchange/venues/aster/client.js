// The page's own client: account and tiers once by request, then changes by the user's stream, prices by the market's.
// Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const API = 'https://fapi.asterdex.com/fapi/v3';
const STREAM = 'wss://fstream.asterdex.com';
const MARKETS = ['btcusdt', 'ethusdt', 'solusdt'];
const SHOWN = 'BTCUSDT';
const page = import('/assets/usdm.js');

/** Signed in the query, as the real ones are. */
const call = (name) =>
  fetch(`${API}/${name}?nonce=${Date.now()}000&signature=0x5e1f0c4a`).then((answer) => answer.json());

async function begin() {
  const [held, balances, brackets, {listenKey}] = await Promise.all([
    call('positionRisk'),
    call('balance'),
    call('leverageBracket'),
    call('listenKey'),
    call('multiAssetsMargin'),
  ]);
  const tier = (row) => ({from: row.notionalFloor, rate: row.maintMarginRatio, deduction: row.cum});
  const position = (row) => ({
    symbol: row.symbol,
    amount: Number(row.positionAmt),
    entry: Number(row.entryPrice),
    mark: Number(row.markPrice),
    liquidation: Number(row.liquidationPrice),
    // The margin has the profit in it.
    isolated: row.marginType === 'isolated' ? row.isolatedMargin - row.unRealizedProfit : 0,
  });
  const marks = MARKETS.map((symbol) => `${symbol}@markPrice`).join('/');
  const {follow} = await page;
  follow({
    shown: SHOWN,
    tiers: new Map(brackets.map(({symbol, brackets: rows}) => [symbol, rows.map(tier)])),
    wallet: Number(balances.find(({asset}) => asset === 'USDT')?.crossWalletBalance ?? 0),
    held: held.filter(({positionAmt}) => Number(positionAmt) !== 0).map(position),
    streams: [
      `${STREAM}/ws/${listenKey}`,
      `${STREAM}/stream?streams=${marks}/${SHOWN.toLowerCase()}@depth20`,
    ],
  });
}
begin();
