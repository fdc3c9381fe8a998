import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {WalletCoin, WalletRow} from './frames.ts';
import type {AccountState, Coin, Totals, Wallet} from './state.ts';

/** More coins than Bybit lists. */
const COINS = 2000;

function coinOf(row: WalletCoin, at: number): Coin {
  const isOff = row.collateralSwitch === false || row.marginCollateral === false;
  return {
    balance: row.walletBalance,
    ...(!isZero(row.spotBorrow) && {borrowed: row.spotBorrow ?? '0'}),
    ...(row.equity !== undefined && {equity: row.equity}),
    ...(row.usdValue !== undefined && {worth: row.usdValue}),
    ...(row.unrealisedPnl !== undefined && {profit: row.unrealisedPnl}),
    ...(row.totalPositionMM !== undefined && {maintenance: row.totalPositionMM}),
    ...(row.totalOrderIM !== undefined && {orderMargin: row.totalOrderIM}),
    ...(isOff && {off: true as const}),
    at,
  };
}

/** Sums of cut digits. */
const CUT = new Decimal('1e-6');

/**
 * available = margin balance (portfolio: equity) − haircut − initial margin, as long as something is available. Without
 * a haircut that is the margin balance, in all its digits.
 */
function baseOf({
  totalAvailableBalance: available,
  totalInitialMargin: held,
  ...row
}: WalletRow): string | undefined {
  const whole = row.totalMarginBalance;
  if (available === undefined || held === undefined || isZero(available)) return whole;
  const base = new Decimal(available).plus(held);
  return whole !== undefined && base.minus(whole).abs().lte(CUT) ? whole : base.toFixed();
}

export function totalsOf(row: WalletRow): Totals {
  const base = baseOf(row);
  const profit = row.totalPerpUPL ?? row.totalPerpUpl;
  return {
    ...(base !== undefined && {base}),
    ...(profit !== undefined && {profit}),
    ...(row.totalMaintenanceMargin !== undefined && {maintenance: row.totalMaintenanceMargin}),
    ...(row.totalInitialMargin !== undefined && {initial: row.totalInitialMargin}),
    ...(row.accountMMRate !== undefined && {rated: true as const}),
  };
}

type Told = {readonly at: number; readonly time: number; readonly scope: 'all' | 'part'};

/** A whole answer replaces the coins, an event or a part merges them by name; totals are always the account's. */
export function takeWallet(account: AccountState, row: WalletRow, told: Told): AccountState {
  const known = account.wallet;
  if (known !== undefined && told.time < known.time) return account;
  const coins = row.coin.map((coin): [string, Coin] => [coin.coin, coinOf(coin, told.at)]);
  return withWallet(account, coins, told, totalsOf(row));
}

/** The web's list has balances only: what else is known of an unchanged coin stays. */
export function takeWebCoins(
  account: AccountState,
  rows: readonly {readonly coin: string; readonly wb: string}[],
  told: Told,
): AccountState {
  const coins = rows.map(({coin, wb}): [string, Coin] => {
    const known = own(account.wallet?.coins ?? {}, coin);
    return [coin, known?.balance === wb ? known : {balance: wb, at: told.at}];
  });
  const isSame = coins.every(
    ([coin, {balance}]) => own(account.wallet?.coins ?? {}, coin)?.balance === balance,
  );
  return withWallet(account, coins, told, isSame ? account.wallet?.totals : undefined);
}

function withWallet(
  account: AccountState,
  coins: readonly (readonly [string, Coin])[],
  {at, time, scope}: Told,
  totals: Totals | undefined,
): AccountState {
  const merged = new Map(scope === 'part' ? Object.entries(account.wallet?.coins ?? {}) : []);
  for (const [name, coin] of coins) if (merged.size < COINS || merged.has(name)) merged.set(name, coin);
  const wallet: Wallet = {coins: Object.fromEntries(merged), time, at, ...(totals && {totals})};
  return {...account, wallet, heardAt: at};
}
