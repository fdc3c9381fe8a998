import type {Collateral, FeedSource, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {crossPositions} from './held.ts';
import {
  collateralOf,
  dexesOf,
  type NamedDex,
  portfolioLedger,
  reportedMaintenance,
  suppliedMark,
  suppliedOf,
  unifiedLedger,
} from './ledger.ts';
import {cashCollateral, crossPoolOf} from './pools.ts';
import {costOf, judge, maintenanceOf, type Placed, placeCross, worthOf} from './positions.ts';
import {settledCash} from './settled-cash.ts';
import {type State, USDC, type User} from './state.ts';
import {tokenName} from './token-name.ts';

/** Unified and portfolio accounts: the spot balance secures the positions of all dexes. */

const SPOT_NEEDS = ['the spot balance'];

/** Balances change with every mark, but are sent less often than the positions. */
const SPOT_LIMIT_MS = 60_000;

function spotSource(user: User): readonly FeedSource[] {
  return user.spot ? [{name: 'spot balance', at: user.spot.at, limitMs: SPOT_LIMIT_MS}] : [];
}

/** Profits at the moment of the frames. */
const gainsOf = (placed: readonly Placed[]) => worthOf(placed).minus(costOf(placed));

/** What is the venue's own, for the audit: what is left after maintenance, with the maintenance added again. */
function reportedOf(user: User, token: number, dexes: readonly NamedDex[]): PoolReported {
  const maintenance = reportedMaintenance(dexes);
  const available = user.spot?.available?.find(([one]) => one === token)?.[1];
  return {
    ...(maintenance ? {maintenanceMargin: maintenance} : {}),
    ...(maintenance && available ? {equity: maintenance.plus(available)} : {}),
  };
}

function unifiedPool(state: State, user: User, token: number, asOf: number): MarginPool {
  const unit = tokenName(user, token);
  const dexes = dexesOf(state, user, token);
  const placed = placeCross(state, dexes);
  const ledger = unifiedLedger(state, user, token);
  const settled = ledger && settledCash(user, ledger);
  const moment = settled && {
    equity: settled.cash.plus(gainsOf(placed)),
    maintenance: reportedMaintenance(dexes) ?? maintenanceOf(placed),
  };
  const homeless = homelessDexes(state, user).map(([name]) => name);
  return crossPoolOf({
    id: `cross:${unit}`,
    kind: 'cross',
    unit,
    asOf,
    user,
    dexes: dexes.map(([, dex]) => dex),
    placed: judge(placed, moment),
    collateral: settled ? [cashCollateral(unit, settled.cash)] : [],
    moment,
    doubts: [
      ...(settled?.doubts ?? []),
      ...homeless.map(
        (name) => `The collateral token of dex ${name} is not known; it may share this balance.`,
      ),
    ],
    needs: settled?.needs ?? SPOT_NEEDS,
    reported: reportedOf(user, token, dexes),
    sources: spotSource(user),
  });
}

/** Dexes with cross positions of which it is not known which balance secures them. */
function homelessDexes(state: State, user: User): readonly NamedDex[] {
  return Object.entries(user.dexes).filter(
    ([name, dex]) => collateralOf(state, name) === null && crossPositions(dex).length > 0,
  );
}

function homelessPool(state: State, user: User, [name, dex]: NamedDex, asOf: number): MarginPool {
  return crossPoolOf({
    id: `cross:${name}`,
    kind: 'cross',
    unit: tokenName(user, null),
    asOf,
    user,
    dexes: [dex],
    placed: judge(placeCross(state, [[name, dex]]), null),
    collateral: [],
    moment: null,
    doubts: [],
    needs: [`the collateral token of dex ${name}`],
  });
}

/** One pool for each collateral token: all dexes that settle in it share the balance. */
export function unifiedPools(state: State, user: User, asOf: number): readonly MarginPool[] {
  const inUse = Object.entries(user.dexes).flatMap(([name, dex]) => {
    const token = collateralOf(state, name);
    return token === null || crossPositions(dex).length === 0 ? [] : [token];
  });
  return [
    ...[...new Set([USDC, ...inUse])].map((token) => unifiedPool(state, user, token, asOf)),
    ...homelessDexes(state, user).map((dex) => homelessPool(state, user, dex, asOf)),
  ];
}

/** Liquidation is at a portfolio margin ratio (requirement ÷ equity) of 0.95. */
const PORTFOLIO_WATERLINE = new Decimal(1).div('0.95');

const PORTFOLIO_RULE =
  "The venue's own price holds supplied tokens still and stops where equity is the requirement; ours moves them and stops at the ratio of 0.95.";

/** The newest price of a supplied token: the perp's mark, one of the three whose median the venue takes. */
function priceOf(state: State, user: User, coin: string): Decimal | null {
  const context = own(state.marks, coin);
  const newest = Math.max(0, ...Object.values(user.dexes).map((dex) => dex.at));
  return context && context.at > newest ? new Decimal(context.price) : suppliedMark(state, user, coin);
}

function suppliedCollateral(state: State, user: User): readonly Collateral[] {
  return suppliedOf(user.spot?.balances ?? []).flatMap(({asset, underlying, amount, weight}) => {
    const price = priceOf(state, user, underlying);
    return price ? [{asset, underlying, amount, weight, price}] : [];
  });
}

function portfolioDoubts(state: State, user: User): readonly string[] {
  const supplied = suppliedOf(user.spot?.balances ?? []);
  const others = Object.entries(user.dexes).filter(
    ([name, dex]) => collateralOf(state, name) !== USDC && dex.positions.length > 0,
  );
  return [
    ...(supplied.length === 0
      ? []
      : [
          'Supplied tokens count at the borrow oracle price and up to borrow caps; the perp mark stands for that price, and the caps are not sent.',
        ]),
    ...others.map(([name]) => `Dex ${name} does not settle in USDC; its amounts are counted at par.`),
  ];
}

/** One pool for all there is: equity = what is left after maintenance in USDC + the maintenance of every dex. */
export function portfolioPool(state: State, user: User, asOf: number): MarginPool {
  const unit = tokenName(user, USDC);
  const dexes = Object.entries(user.dexes);
  const placed = placeCross(state, dexes);
  const ledger = portfolioLedger(state, user);
  const settled = ledger && settledCash(user, ledger);
  const reported = reportedOf(user, USDC, dexes);
  const {equity, maintenanceMargin: maintenance} = reported;
  const moment = settled && equity && maintenance ? {equity, maintenance} : null;
  const ratio = user.spot?.portfolioRatio;
  return crossPoolOf({
    id: 'portfolio',
    kind: 'portfolio',
    unit,
    asOf,
    user,
    dexes: dexes.map(([, dex]) => dex),
    placed: judge(placed, moment),
    collateral: settled ? [cashCollateral(unit, settled.cash), ...suppliedCollateral(state, user)] : [],
    moment,
    doubts: [...(settled?.doubts ?? []), ...portfolioDoubts(state, user)],
    needs: settled?.needs ?? SPOT_NEEDS,
    reported: {
      ...reported,
      ...(ratio && {inverseRatio: new Decimal(ratio)}),
    },
    waterline: PORTFOLIO_WATERLINE,
    rule: PORTFOLIO_RULE,
    levels: [{name: 'liquidation', at: PORTFOLIO_WATERLINE}],
    sources: spotSource(user),
  });
}
