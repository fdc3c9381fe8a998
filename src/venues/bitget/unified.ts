import type {Collateral, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {isolatedPools} from './classic.ts';
import {legsOf, profitOf} from './leg.ts';
import {type PoolTerms, pooled, ratioOf} from './pools.ts';
import type {AccountState, Row, UnifiedAccount, UnifiedCoin} from './state.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
/** A frame of the account and one of the positions that are this near to each other tell of one moment. */
const MOMENT_MS = 2_000;
/** The account tells the worth of its coins at each order and settlement only; after this it is called old. */
const PRICES_LIMIT_MS = 5 * 60_000;
/** Rounding of Bitget's USD figures, which socket pushes show with two decimals. */
const CENTS = new Decimal('0.02');
const NOISE = new Decimal('1e-6');

const STABLE: ReadonlySet<string> = new Set(['USDT', 'USDC']);

const RULE = 'which tier rule and closing fee a unified account follows is not documented';
const RATIO =
  'Bitget does not send its collateral ratios: one for all coins is worked out from its effective equity';
const SUM =
  'not every coin of the unified account was told: its effective equity stands as one sum that no price moves';
const ISOLATED =
  'whether the effective equity of a unified account has isolated positions in it is not documented';
const DEBT = 'what Bitget requires for loans is its total less that of the positions, and stays put here';

/** USD for one coin, of the account's frame. */
function priceOf({equity, usd}: UnifiedCoin): Decimal | undefined {
  if (isZero(equity) || isZero(usd)) return undefined;
  const price = new Decimal(usd).div(equity);
  return price.gt(0) ? price.toSignificantDigits(20) : undefined;
}

/** What the account has of a coin without the profit of its positions. A loan is told inside `equity` only. */
function amountOf({equity, balance, debt}: UnifiedCoin, profit: Decimal): Decimal {
  return balance === undefined || !isZero(debt) ? new Decimal(equity).minus(profit) : new Decimal(balance);
}

const profitIn = (rows: readonly Row[], coin: string): Decimal =>
  rows.filter((row) => row.coin === coin).reduce((sum, row) => sum.plus(row.profit ?? 0), ZERO);

type Held = {readonly collateral: readonly Collateral[]; readonly doubts: readonly string[]};

/** The effective equity as one sum; the coins that positions settle in are there with their prices only. */
function summed({effective, profit, coins}: UnifiedAccount, rows: readonly Row[]): Held {
  const settled = [...new Set(rows.map(({coin}) => coin))].map((asset): Collateral => {
    const coin = own(coins, asset);
    const price = coin && priceOf(coin);
    return {asset, amount: ZERO, weight: ONE, ...(price && {price})};
  });
  const rest = new Decimal(effective).minus(profit ?? 0);
  return {collateral: [{asset: 'USD', amount: rest, price: ONE, weight: ONE}, ...settled], doubts: [SUM]};
}

/** Coins at the account's own prices; what the haircuts take off together is shared by all but the stable ones. */
function held(account: UnifiedAccount, rows: readonly Row[]): Held {
  const coins = Object.entries(account.coins).filter(([, {equity}]) => !isZero(equity));
  const worth = coins.reduce((sum, [, {usd}]) => sum.plus(usd), ZERO);
  const slack = Decimal.max(CENTS, worth.abs().times(NOISE));
  const isPart = worth
    .minus(account.total ?? account.effective)
    .abs()
    .gt(slack);
  const settles = rows.every(({coin}) => own(account.coins, coin) !== undefined);
  if (isPart || !settles) return summed(account, rows);
  const cut = worth.minus(account.effective);
  const risky = coins.filter(([coin, {usd}]) => !STABLE.has(coin) && new Decimal(usd).gt(0));
  const riskyWorth = risky.reduce((sum, [, {usd}]) => sum.plus(usd), ZERO);
  const hasCut = cut.abs().gt(slack);
  const weight = hasCut && riskyWorth.gt(0) ? ONE.minus(cut.div(riskyWorth)) : ONE;
  if (weight.lt(0) || weight.gt(1) || (hasCut && riskyWorth.isZero())) return summed(account, rows);
  const collateral = coins.map(([asset, coin]): Collateral => {
    const price = priceOf(coin);
    const isRisky = risky.some(([name]) => name === asset);
    return {
      asset,
      amount: amountOf(coin, profitIn(rows, asset)),
      ...(price && {price}),
      weight: isRisky ? weight : ONE,
    };
  });
  return {collateral, doubts: hasCut ? [RATIO] : []};
}

function seenDoubts({seen}: AccountState): Pick<PoolTerms, 'needs' | 'doubts'> {
  if (own(seen, 'UTA')) return {needs: [], doubts: []};
  const books = ['USDT', 'USDC', 'COIN'].filter((book) => own(seen, `UTA:${book}`) === undefined);
  if (books.length === 3) return {needs: ['all positions of the account'], doubts: []};
  return {
    needs: [],
    doubts: books.map((book) => `${book} positions of the unified account have not been seen`),
  };
}

/** The account's own figures, and what of them may be held against ours. */
function figuresOf(unified: UnifiedAccount): PoolTerms['reported'] {
  return {
    equity: new Decimal(unified.effective),
    ...(unified.maintenance !== undefined && {maintenanceMargin: new Decimal(unified.maintenance)}),
    ...(unified.initial !== undefined && {initialMargin: new Decimal(unified.initial)}),
    ...ratioOf(unified.ratio),
  };
}

function unifiedPool(
  account: AccountState,
  unified: UnifiedAccount,
  rows: readonly Row[],
  fee: Decimal,
): MarginPool {
  const cross = rows.filter((row) => !row.isolated);
  const {collateral, doubts} = held(unified, cross);
  const seen = seenDoubts(account);
  const legs = legsOf(account, cross, (coin) => collateral.find(({asset}) => asset === coin)?.price ?? ONE);
  const isCurrent = cross.every(({at}) => Math.abs(at - unified.at) <= MOMENT_MS);
  const owes = Object.values(unified.coins).some(({debt}) => !isZero(debt));
  const total = unified.maintenance === undefined ? undefined : new Decimal(unified.maintenance);
  const target = total && {required: total, slack: Decimal.max(CENTS, total.times('1e-4'))};
  const isConfirmed = isCurrent && target !== undefined && profitOf(legs) !== undefined;
  const isMoving = collateral.some(({asset}) => asset !== 'USD' && !STABLE.has(asset));
  const sources = isMoving
    ? [{name: 'prices of the coins held', at: unified.at, limitMs: PRICES_LIMIT_MS}]
    : [];
  return pooled(legs, account.heardAt, {
    id: 'cross:uta',
    kind: 'cross',
    unit: 'USD',
    collateral,
    needs: seen.needs,
    doubts: [
      ...seen.doubts,
      ...doubts,
      ...(cross.length < rows.length ? [ISOLATED] : []),
      ...(owes && !isConfirmed ? ['what Bitget requires for loans is not known'] : []),
    ],
    equityThen: new Decimal(unified.effective),
    target: owes ? undefined : target,
    owed: owes && isConfirmed && total ? {total, doubt: DEBT} : undefined,
    reported: figuresOf(unified),
    isCurrent,
    fees: [fee, ZERO],
    unconfirmed: RULE,
    sources,
  });
}

/** All coins and all cross positions are one pool in USD; an isolated position is its own. */
export function unifiedPools(account: AccountState, fee: Decimal): readonly MarginPool[] {
  const rows = Object.values(account.positions).filter((row) => row.unified);
  const cross = rows.some((row) => !row.isolated);
  const {unified} = account;
  const pools = isolatedPools(account, rows, fee);
  if (unified) return [unifiedPool(account, unified, rows, fee), ...pools];
  if (!cross) return pools;
  const legs = legsOf(
    account,
    rows.filter((row) => !row.isolated),
  );
  const unheard = pooled(legs, account.heardAt, {
    id: 'cross:uta',
    kind: 'cross',
    unit: 'USD',
    collateral: [],
    needs: [...seenDoubts(account).needs, 'balances of the account'],
    doubts: [RULE],
    equityThen: undefined,
    target: undefined,
    reported: {},
    isCurrent: false,
    fees: [fee],
  });
  return [unheard, ...pools];
}
