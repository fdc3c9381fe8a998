import {Decimal} from './decimal.ts';

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);
export const TWO = new Decimal(2);
export const HUNDRED = new Decimal(100);
