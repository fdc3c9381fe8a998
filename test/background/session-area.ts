/** Session storage as both browsers have it: 10 MB, and a refusal beyond. */
export function sessionArea(quota = 10_000_000) {
  const kept = new Map<string, unknown>();
  let writes = 0;
  return {
    kept,
    get writes() {
      return writes;
    },
    get: async () => structuredClone(Object.fromEntries(kept)),
    set: async (items: Record<string, unknown>) => {
      writes += 1;
      const next = new Map([...kept, ...Object.entries(structuredClone(items))]);
      if (JSON.stringify([...next]).length > quota) throw new Error('Session storage quota bytes exceeded');
      for (const [key, value] of next) kept.set(key, value);
    },
    remove: async (keys: string | string[]) => {
      for (const key of [keys].flat()) kept.delete(key);
    },
  };
}
