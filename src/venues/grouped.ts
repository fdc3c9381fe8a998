/** Rows by a name, in their order; a row without one is left out. */
export function grouped<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string | undefined,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

/** More tiers than any contract has: of a longer table nothing is kept, so that the state stays bounded. */
export const MOST_TIERS = 500;
