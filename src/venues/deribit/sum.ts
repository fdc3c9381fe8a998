import {Decimal} from '../../engine/decimal.ts';

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);

export const sumOf = (amounts: readonly Decimal[]) => amounts.reduce((sum, each) => sum.plus(each), ZERO);
