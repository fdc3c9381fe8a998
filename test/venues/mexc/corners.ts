import {contract, contracts} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const tiered = (riskLimitCustom: readonly object[]) =>
  contracts([
    contract('SOL_USDT', 0.1, {riskLimitType: 'BY_VALUE', riskLimitMode: 'CUSTOM', riskLimitCustom}),
  ]);

export const corners = [
  [tiered([{level: 1, maxVol: 100, mmr: 0.01, imr: 0.02, maxLeverage: 50}])],
  [tiered([{vol: 100, mmr: 0.01}])],
];
