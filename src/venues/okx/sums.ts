import {Decimal} from '../../engine/decimal.ts';
import type {Currency} from './state.ts';

const ZERO = new Decimal(0);

export const sumOf = (amounts: readonly Decimal[]) => amounts.reduce((sum, each) => sum.plus(each), ZERO);
/** What does not apply in a mode is nothing. */
export const or0 = (text: string | undefined) => new Decimal(text ?? 0);

/** Cross profit when the currency was told. */
export const crossProfit = ({upl, isoUpl}: Currency) => or0(upl).minus(or0(isoUpl));

/** Cash less interest that is due: what the positions' profit comes on top of. */
export const cashOf = ({cashBal, interest}: Currency) => new Decimal(cashBal).minus(or0(interest));
