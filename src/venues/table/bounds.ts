/** Bounds of one reading of a page's table: kept by the reader, required of its frames. */
export const MOST = {rows: 200, columns: 30, characters: 160} as const;
