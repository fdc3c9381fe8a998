/** Days that the charts can show. */
export const RANGES = [1, 7, 30, 90] as const;
export type Range = (typeof RANGES)[number];
