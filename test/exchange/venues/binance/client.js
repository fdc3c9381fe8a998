// The page's own client: balances and positions once by request, then changes by the user stream, prices by the
// market stream. Numbers are drawn with floats, as front ends do; nothing here is used to check anything.
const STREAM = 'wss://fstream.binance.com';
const MARKETS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const SHOWN = 'BTCUSDT';
const page = import('/assets/usdm.js');

const call = (path, body) =>
  fetch(`/bapi/futures/${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json', clienttype: 'web', csrftoken: 'd41d8cd98f00b204'},
    body: JSON.stringify(body),
  })
    .then((answer) => answer.json())
    .then(({data}) => data);

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
  const tier = (row) => ({
    from: row.bracketNotionalFloor,
    rate: row.bracketMaintenanceMarginRate,
    deduction: row.cumFastMaintenanceAmount,
  });
  const position = (row) => ({
    symbol: row.symbol,
    amount: Number(row.positionAmount),
    entry: Number(row.entryPrice),
    mark: Number(row.markPrice),
    liquidation: Number(row.liquidationPrice),
    isolated: Number(row.isolatedWallet),
  });
  const marks = MARKETS.map((symbol) => `${symbol.toLowerCase()}@markPrice@1s`).join('/');
  const {follow} = await page;
  follow({
    shown: SHOWN,
    tiers: new Map(brackets.map(({symbol, riskBrackets}) => [symbol, riskBrackets.map(tier)])),
    wallet: Number(balances.find(({asset}) => asset === 'USDT')?.crossWalletBalance ?? 0),
    held: held.map(position),
    streams: [
      `${STREAM}/private?listenKey=${listenKey}`,
      `${STREAM}/market/stream?streams=${marks}`,
      `${STREAM}/public/stream?streams=${SHOWN.toLowerCase()}@depth20@500ms`,
    ],
  });
}
begin();
