import type {View} from '../../../src/messages.ts';

/** Of the moment in which something was heard, not of what was heard. */
const MOMENTS = new Set(['at', 'asOf', 'now', 'time', 'heardAt']);

/** The same without members that tell moments, and without the time that is left, which runs. */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, member]) => name !== 'hoursToCall' && !(MOMENTS.has(name) && typeof member === 'number'),
      )
      .map(([name, member]) => [name, timeless(member)]),
  );
}

const byName = (one: {readonly name: string}, other: {readonly name: string}) =>
  one.name < other.name ? -1 : 1;

/** All that a popup says of the accounts, in an order of its own: equal whenever the same frames have been read to the same end. */
export function figuresOf({accounts, glance, pages}: View): unknown {
  return {
    glance: timeless(glance),
    accounts: accounts
      .map(({account, health, open}) => ({
        name: `${account.venue} ${account.account}`,
        open,
        account: timeless(account),
        health: timeless(health),
      }))
      .sort(byName),
    defects: pages.flatMap(({defects}) => defects.map(({what}) => what)),
    malformed: pages.map(({frames}) => frames.malformed).filter((count) => count > 0),
  };
}

/** The first few members in which two differ, as paths with both values. */
export function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (Object.is(one, other)) return [];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return [`${path}: ${JSON.stringify(one)} ≠ ${JSON.stringify(other)}`];
  }
  const members = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...members]
    .flatMap((name) =>
      differences(
        (one as Record<string, unknown>)[name],
        (other as Record<string, unknown>)[name],
        `${path}/${name}`,
      ),
    )
    .slice(0, 12);
}
