import type {AuditLineJson} from './pools.ts';

/** Which line says most when there is room for one: one that disagrees, then the ratio, then the sums. */
const RANK = [
  'ratio',
  'maintenanceMargin',
  'equity',
  'liquidationPrice',
] as const satisfies readonly AuditLineJson['figure'][];

export function mostTelling(lines: readonly AuditLineJson[]): AuditLineJson | undefined {
  const rank = (line: AuditLineJson): number => (line.agrees ? RANK.length : 0) + RANK.indexOf(line.figure);
  return lines.toSorted((a, b) => rank(a) - rank(b))[0];
}
