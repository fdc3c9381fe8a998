/** Entries put over those of the same name; what is new beyond `most` is left out, so that a state stays bounded. */
export function merged<T>(
  known: Readonly<Record<string, T>>,
  entries: Iterable<readonly [string, T]>,
  most: number,
): Readonly<Record<string, T>> {
  const next = new Map(Object.entries(known));
  for (const [name, entry] of entries) if (next.size < most || next.has(name)) next.set(name, entry);
  return Object.fromEntries(next);
}
