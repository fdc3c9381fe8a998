import type {MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {Moment} from './cross-check.ts';
import {collateralOf} from './ledger.ts';
import {modeOf} from './modes.ts';
import {cashCollateral, crossPoolOf} from './pools.ts';
import {costOf, type Judged, judge, maintenanceOf, type Placed, placeCross, worthOf} from './positions.ts';
import type {Dex, State, User} from './state.ts';
import {tokenName} from './token-name.ts';

/** A standard account: every dex has its own cash, and the spot balance secures nothing. */

const MODE_NEEDS = ['the account mode', 'the spot balance'];

/**
 * A clearinghouse frame gives no hint of the mode, but in any other mode than standard the venue's own liquidation
 * prices do not follow from it. So: one of them met and none missed proves the mode.
 */
function provesStandard(judged: readonly Judged[]): boolean {
  return (
    judged.some(({held, confirmed}) => confirmed === true && typeof held.liquidation === 'string') &&
    judged.every(({confirmed}) => confirmed !== false)
  );
}

/** Cash + size × mark of every cross position; what they cost is in the cash already. */
function momentOf(dex: Dex, placed: readonly Placed[]): Moment {
  return {
    equity: worthOf(placed).plus(dex.crossRawUsd),
    maintenance: dex.crossMaintenance === null ? maintenanceOf(placed) : new Decimal(dex.crossMaintenance),
  };
}

function reportedOf(dex: Dex) {
  return {
    ...(dex.crossValue === null ? {} : {equity: new Decimal(dex.crossValue)}),
    ...(dex.crossMaintenance === null ? {} : {maintenanceMargin: new Decimal(dex.crossMaintenance)}),
    ...(dex.crossMarginUsed === null ? {} : {initialMargin: new Decimal(dex.crossMarginUsed)}),
  };
}

/** Null: in a mode that is not known, a dex without cross positions tells nothing. */
export function standardPool(state: State, user: User, name: string, asOf: number): MarginPool | null {
  const dex = own(user.dexes, name);
  if (!dex) return null;
  const placed = placeCross(state, [[name, dex]]);
  const isUnknown = modeOf(user) === 'unknown';
  if (isUnknown && placed.length === 0) return null;
  const moment = momentOf(dex, placed);
  const judged = judge(placed, moment);
  const unit = tokenName(user, collateralOf(state, name));
  return crossPoolOf({
    id: name === '' ? `cross:${unit}` : `cross:${name}`,
    kind: 'cross',
    unit,
    asOf,
    user,
    dexes: [dex],
    placed: judged,
    collateral: [cashCollateral(unit, costOf(placed).plus(dex.crossRawUsd))],
    moment,
    doubts:
      user.mode?.name === 'dexAbstraction'
        ? ['DEX abstraction moves collateral between the dexes, which these frames do not show.']
        : [],
    needs: isUnknown && !provesStandard(judged) ? MODE_NEEDS : [],
    reported: reportedOf(dex),
  });
}
