import type * as v from 'valibot';
import {merged} from '../merged.ts';
import {type Fault, own, read} from '../reading.ts';
import {type RestAccounts, RestFlex, RestSingle, type SocketBalances, type SocketTotals} from './frames.ts';
import type {Currency, Flex, Single, State, Totals} from './state.ts';

/** More currencies or wallets than an account has. */
const MOST = 1000;

const totalsOf = (told: SocketTotals): Totals => ({
  maintenance: told.maintenance_margin,
  initial: told.initial_margin,
  ...(told.initial_margin_without_orders !== undefined && {
    initialOfPositions: told.initial_margin_without_orders,
  }),
  ...(told.margin_equity !== undefined && {equity: told.margin_equity}),
  ...(told.unrealized_funding !== undefined && {funding: told.unrealized_funding}),
  ...(told.total_unrealized !== undefined && {unrealised: told.total_unrealized}),
  ...(told.total_unrealized_as_margin !== undefined && {unrealisedAsMargin: told.total_unrealized_as_margin}),
});

type Currencies = Flex['currencies'];

function withFlex(state: State, told: Omit<Flex, 'changedAt'>): State {
  const known = state.flex;
  const quantities = ({currencies}: {currencies: Currencies}) =>
    Object.entries(currencies).map(([name, {quantity}]) => `${name} ${quantity}`);
  const same = known && quantities(known).join() === quantities(told).join();
  return {...state, flex: {...told, changedAt: same ? known.changedAt : told.at}, heardAt: told.at};
}

/** What is not in a message has not changed; a currency or a pair replaces itself. */
function socketFlex(
  state: State,
  told: NonNullable<SocketBalances['flex_futures']>,
  whole: boolean,
  at: number,
) {
  const known = state.flex;
  const cross = told.cross && totalsOf(told.cross);
  const totals = cross ?? known?.totals;
  if (totals === undefined) return state;
  const rows = Object.entries(told.currencies ?? {}).map(([name, row]): [string, Currency] => [
    name,
    {
      quantity: row.quantity,
      value: row.value,
      ...(row.collateral_value !== undefined && {collateral: row.collateral_value}),
      ...(row.haircut !== undefined && {haircut: row.haircut}),
      ...(row.conversion_spread !== undefined && {spread: row.conversion_spread}),
    },
  ]);
  const isolated = Object.entries(told.isolated ?? {}).map(([name, row]): [string, Totals] => [
    name,
    totalsOf(row),
  ]);
  return withFlex(state, {
    currencies: merged(whole ? {} : (known?.currencies ?? {}), rows, MOST),
    totals,
    ofCross: cross !== undefined || known?.ofCross === true,
    isolated: merged(whole ? {} : (known?.isolated ?? {}), isolated, MOST),
    at,
  });
}

export function socketBalances(state: State, told: SocketBalances, feed: string, at: number): State {
  const whole = feed.endsWith('_snapshot');
  const base = told.flex_futures ? socketFlex(state, told.flex_futures, whole, at) : state;
  const wallets = Object.values(told.futures ?? {}).map((row): [string, Single] => [
    row.pair.replace('/', '').toUpperCase(),
    {
      unit: row.unit,
      balance: row.balance,
      totals: {
        maintenance: row.maintenance_margin,
        initial: row.initial_margin,
        ...(row.portfolio_value !== undefined && {equity: row.portfolio_value}),
        ...(row.unrealized_funding !== undefined && {funding: row.unrealized_funding}),
      },
      at,
    },
  ]);
  return {...base, single: merged(whole ? {} : base.single, wallets, MOST), heardAt: at};
}

function restFlex(state: State, told: RestFlex, at: number): State {
  const rows = Object.entries(told.currencies).map(
    ([name, {quantity, value, collateral}]): [string, Currency] => {
      const {haircut, spread} = own(state.flex?.currencies ?? {}, name) ?? {};
      return [
        name,
        {
          quantity,
          value,
          ...(collateral !== undefined && {collateral}),
          ...(haircut !== undefined && {haircut}),
          ...(spread !== undefined && {spread}),
        },
      ];
    },
  );
  const totals: Totals = {
    maintenance: told.maintenanceMargin,
    initial: told.initialMarginWithOrders ?? told.initialMargin,
    ...(told.initialMarginWithOrders !== undefined && {initialOfPositions: told.initialMargin}),
    ...(told.marginEquity !== undefined && {equity: told.marginEquity}),
    ...(told.unrealizedFunding !== undefined && {funding: told.unrealizedFunding}),
    ...(told.totalUnrealized !== undefined && {unrealised: told.totalUnrealized}),
    ...(told.totalUnrealizedAsMargin !== undefined && {unrealisedAsMargin: told.totalUnrealizedAsMargin}),
  };
  const isolated = state.flex?.isolated ?? {};
  return withFlex(state, {currencies: Object.fromEntries(rows), totals, ofCross: false, isolated, at});
}

const singleOf = (
  {currency, balances, auxiliary, marginRequirements}: v.InferOutput<typeof RestSingle>,
  at: number,
): Single => ({
  unit: currency.toUpperCase(),
  balance: own(balances, currency) ?? '0',
  totals: {
    maintenance: marginRequirements.mm,
    initial: marginRequirements.im,
    ...(auxiliary.pv !== undefined && {equity: auxiliary.pv}),
    ...(auxiliary.funding !== undefined && {funding: auxiliary.funding}),
  },
  ...(marginRequirements.lt !== undefined && {threshold: marginRequirements.lt}),
  at,
});

/** Wallets by name: `flex`, `fi_xbtusd`, `cash`. */
export function restAccounts(
  state: State,
  {accounts}: v.InferOutput<typeof RestAccounts>,
  at: number,
): State | {readonly fault: Fault} {
  let next: State = {...state, heardAt: at};
  const single: Record<string, Single> = {};
  for (const [name, wallet] of Object.entries(accounts).slice(0, 500)) {
    if (wallet.type === 'multiCollateralMarginAccount') {
      const flex = read(RestFlex, wallet, `accounts.${name}`);
      if ('fault' in flex) return flex;
      next = restFlex(next, flex.value, at);
    }
    const pair = /^fi_([a-z0-9]{1,40})$/i.exec(name)?.[1]?.toUpperCase();
    if (wallet.type !== 'marginAccount' || pair === undefined) continue;
    const row = read(RestSingle, wallet, `accounts.${name}`);
    if ('fault' in row) return row;
    single[pair] = singleOf(row.value, at);
  }
  return {...next, single};
}
