/** Frames such as a Hyperliquid page receives, made up to size: shapes from its public documents, numbers at random. */

const seeded = (): (() => number) => {
  let state = 20261122;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};
const random = seeded();
const price = (): string => (random() * 90_000).toFixed(1);
const size = (): string => (random() * 50).toFixed(5);

/** An order book of about so many characters, which nobody wants. */
export function bookFrame(characters: number): string {
  const levels = Array.from({length: Math.round(characters / 100)}, () => ({px: price(), sz: size(), n: 3}));
  const data = {coin: 'BTC', time: 1764000000000, levels: [levels, levels]};
  return JSON.stringify({channel: 'l2Book', data});
}

const position = (coin: string) => ({
  type: 'oneWay',
  position: {
    coin,
    szi: size(),
    leverage: {type: 'cross', value: 20},
    entryPx: price(),
    positionValue: price(),
    unrealizedPnl: price(),
    returnOnEquity: '0.1204',
    liquidationPx: price(),
    marginUsed: price(),
    maxLeverage: 40,
    cumFunding: {allTime: price(), sinceOpen: price(), sinceChange: price()},
  },
});
const market = (at: number) => ({
  name: `COIN${at}`,
  szDecimals: 2,
  maxLeverage: 40,
  marginTableId: 56,
});
const context = () => ({
  funding: '0.0000125',
  openInterest: size(),
  prevDayPx: price(),
  dayNtlVlm: price(),
  premium: '0.00031774',
  oraclePx: price(),
  markPx: price(),
  midPx: price(),
  impactPxs: [price(), price()],
});

const summary = () => ({
  accountValue: price(),
  totalNtlPos: price(),
  totalRawUsd: price(),
  totalMarginUsed: price(),
});

/** About 85,000 characters: twelve positions, among 230 markets, their contexts and 60 open orders. */
export function wholePageFrame(): string {
  const data = {
    clearinghouseState: {
      marginSummary: summary(),
      crossMarginSummary: summary(),
      crossMaintenanceMarginUsed: price(),
      withdrawable: price(),
      assetPositions: Array.from({length: 12}, (_, at) => position(`COIN${at}`)),
      time: 1764000000000,
    },
    leadingVaults: [],
    totalVaultEquity: '0.0',
    openOrders: Array.from({length: 60}, (_, at) => ({
      coin: `COIN${at}`,
      side: 'B',
      limitPx: price(),
      sz: size(),
      oid: 1000 + at,
      timestamp: 1764000000000,
      triggerCondition: 'N/A',
      isTrigger: false,
      isPositionTpsl: false,
      reduceOnly: false,
      orderType: 'Limit',
    })),
    agentAddress: null,
    meta: {universe: Array.from({length: 230}, (_, at) => market(at))},
    assetCtxs: Array.from({length: 230}, context),
    serverTime: 1764000000000,
    isVault: false,
    user: '0x000000000000000000000000000000000000beef',
    twapStates: [],
    spotState: {balances: [{coin: 'USDC', token: 0, total: price(), hold: '0.0', entryNtl: '0.0'}]},
  };
  return JSON.stringify({channel: 'webData2', data});
}
