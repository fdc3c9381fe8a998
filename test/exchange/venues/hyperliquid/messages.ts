import {Decimal, wire} from '../../crossing.ts';
import type {Entry, Happening, HyperliquidBook} from './book.ts';
import {MARKETS} from './market.ts';

/** The customer. */
export const USER = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';

/** Hourly, as a fraction. */
export const FUNDING = '0.0000125';

const usd = (value: Decimal) => withPoint(wire(value, 10));
/** The venue writes whole numbers with a point: `0.0`. */
const withPoint = (digits: string) => (digits.includes('.') ? digits : `${digits}.0`);

const sum = (values: readonly Decimal[]) =>
  values.reduce((total, value) => total.plus(value), new Decimal(0));

export const meta = () => ({
  universe: MARKETS.map(({name, szDecimals, maxLeverage, marginTableId}) => ({
    szDecimals,
    name,
    maxLeverage,
    marginTableId,
  })),
  marginTables: MARKETS.filter(({marginTableId}) => marginTableId >= 50).map(
    ({marginTableId, maxLeverage, tiers}) => [
      marginTableId,
      {description: `tiered ${maxLeverage}x`, marginTiers: tiers},
    ],
  ),
  collateralToken: 0,
});

const position = (book: HyperliquidBook, entry: Entry) => {
  const value = book.notional(entry);
  const used = entry.rawUsd === undefined ? value.div(entry.leverage) : book.value(entry);
  const profit = entry.szi.times(book.mark(entry.coin).minus(entry.entryPx));
  const liquidationPx = book.liquidationPx(entry);
  return {
    type: 'oneWay',
    position: {
      coin: entry.coin,
      szi: withPoint(entry.szi.toFixed()),
      leverage:
        entry.rawUsd === undefined
          ? {type: 'cross', value: entry.leverage}
          : {type: 'isolated', value: entry.leverage, rawUsd: usd(entry.rawUsd)},
      entryPx: withPoint(wire(entry.entryPx, 10)),
      positionValue: usd(value),
      unrealizedPnl: usd(profit),
      returnOnEquity: withPoint(
        wire(profit.div(entry.szi.times(entry.entryPx).abs().div(entry.leverage)), 10),
      ),
      liquidationPx: liquidationPx === null ? null : withPoint(wire(liquidationPx, 10)),
      marginUsed: usd(used),
      maxLeverage: MARKETS.find(({name}) => name === entry.coin)?.maxLeverage ?? 0,
      cumFunding: {allTime: '0.0', sinceOpen: '0.0', sinceChange: '0.0'},
    },
  };
};

const summary = (value: Decimal, notional: Decimal, rawUsd: Decimal, used: Decimal) => ({
  accountValue: usd(value),
  totalNtlPos: usd(notional),
  totalRawUsd: usd(rawUsd),
  totalMarginUsed: usd(used),
});

export function clearinghouseState(book: HyperliquidBook) {
  const isolated = book.entries.filter(({rawUsd}) => rawUsd !== undefined);
  const notional = (entries: readonly Entry[]) => sum(entries.map((entry) => book.notional(entry)));
  const crossUsed = sum(book.cross.map((entry) => book.notional(entry).div(entry.leverage)));
  const isolatedUsed = sum(isolated.map((entry) => book.value(entry)));
  // Unified: the perpetuals' own books hold the margin in use only; the rest lies in the spot balance.
  const value = book.mode === 'unified' ? crossUsed : book.value('cross');
  const rawUsd = book.rawUsd.minus(book.value('cross').minus(value));
  return {
    marginSummary: summary(
      value.plus(isolatedUsed),
      notional(book.entries),
      rawUsd.plus(sum(isolated.map(({rawUsd}) => rawUsd ?? new Decimal(0)))),
      crossUsed.plus(isolatedUsed),
    ),
    crossMarginSummary: summary(value, notional(book.cross), rawUsd, crossUsed),
    crossMaintenanceMarginUsed: usd(book.required('cross')),
    withdrawable: usd(Decimal.max(0, value.minus(crossUsed))),
    assetPositions: book.entries.map((entry) => position(book, entry)),
    time: Date.now(),
  };
}

/**
 * Standard: nothing of the spot balance secures anything. Unified: the token's whole worth, profits included, with what
 * remains above maintenance, by token number.
 */
export function spotState(book: HyperliquidBook) {
  const usdc = {coin: 'USDC', token: 0, entryNtl: '0.0'};
  if (book.mode === 'standard') return {balances: [{...usdc, total: '0.0', hold: '0.0'}]};
  const isolated = sum(book.entries.filter(({rawUsd}) => rawUsd).map((entry) => book.value(entry)));
  const held = sum(book.cross.map((entry) => book.notional(entry).div(entry.leverage)));
  const cross = book.value('cross');
  return {
    balances: [{...usdc, total: usd(cross.plus(isolated)), hold: usd(held.plus(isolated))}],
    tokenToAvailableAfterMaintenance: [[0, usd(cross.minus(book.required('cross')))]],
  };
}

export const abstraction = ({mode}: HyperliquidBook) => (mode === 'unified' ? 'unifiedAccount' : 'disabled');

/** On channel `user` or `userFundings`: what happened to the customer. */
export function event(happening: Happening): {readonly channel: string; readonly data: unknown} {
  const time = Date.now();
  const {coin, size} = happening;
  if (happening.kind === 'funding') {
    const paid = withPoint(happening.paid.neg().toFixed());
    const fundings = [{time, coin, usdc: paid, szi: withPoint(size.toFixed()), fundingRate: happening.rate}];
    return {channel: 'userFundings', data: {user: USER, fundings}};
  }
  const px = withPoint(wire(happening.price, 6));
  const [side, dir] = size.gt(0) ? ['B', 'Buy'] : ['A', 'Sell'];
  const fill = {
    coin,
    px,
    sz: size.abs().toFixed(),
    side,
    dir,
    time,
    closedPnl: '0.0',
    crossed: true,
    feeToken: 'USDC',
  };
  const liquidation = {liquidatedUser: USER, markPx: px, method: 'market'};
  return {channel: 'user', data: {fills: [happening.forced === 'yes' ? {...fill, liquidation} : fill]}};
}

export function assetCtx(book: HyperliquidBook, coin: string) {
  const mark = withPoint(wire(book.mark(coin), 10));
  return {
    funding: FUNDING,
    openInterest: '27353.17682',
    prevDayPx: mark,
    dayNtlVlm: '1516669192.1953897476',
    premium: '0.0',
    oraclePx: mark,
    markPx: mark,
    midPx: mark,
    impactPxs: [mark, mark],
    dayBaseVlm: '19707.77457',
  };
}

export const assetCtxs = (book: HyperliquidBook) => MARKETS.map(({name}) => assetCtx(book, name));

/** Account mode and server time: what the page asks for first. */
export const webData3 = (book: HyperliquidBook) => ({
  userState: {
    agentAddress: null,
    agentValidUntil: null,
    cumLedger: '25000.0',
    serverTime: Date.now(),
    isVault: false,
    user: USER,
    abstraction: abstraction(book),
  },
  perpDexStates: [{totalVaultEquity: '0.0', perpsAtOpenInterestCap: [], leadingVaults: []}],
});

/** Order book and trades: nothing of the account, most of the traffic. */
export function l2Book(book: HyperliquidBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => ({
    px: withPoint(
      mark
        .times(1 + step / 10_000)
        .toSignificantDigits(5)
        .toFixed(),
    ),
    sz: (1.5 + Math.abs(step) / 3).toFixed(2),
    n: 3 + Math.abs(step),
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {coin, time: Date.now(), levels: [steps.map((step) => level(-step)), steps.map(level)]};
}
