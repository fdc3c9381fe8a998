import type {Decimal} from './decimal.ts';
import type {Row} from './row.ts';

/**
 * Sums of rows as a balanced tree of fixed shape. Changing one row redoes the sums on its way to the root only, and
 * gives the same digits as summing anew, because the same numbers are added in the same order (a running total that
 * subtracts the old row and adds the new one would not, once a division has been rounded).
 */
export type SumTree = Row | Branch;

export type Branch = {
  readonly counted: Decimal | null;
  readonly required: Decimal | null;
  readonly left: SumTree;
  readonly right: SumTree;
  readonly leaves: number;
};

const isBranch = (tree: SumTree): tree is Branch => 'left' in tree;

const leavesOf = (tree: SumTree): number => (isBranch(tree) ? tree.leaves : 1);

const join = (left: SumTree, right: SumTree): Branch => ({
  counted: add(left.counted, right.counted),
  required: add(left.required, right.required),
  left,
  right,
  leaves: leavesOf(left) + leavesOf(right),
});

const add = (one: Decimal | null, other: Decimal | null): Decimal | null =>
  one === null || other === null ? null : one.plus(other);

/** The tree over `rows`, at least one. */
export const sumTree = (rows: readonly Row[]): SumTree => build(rows, 0, rows.length);

const build = (rows: readonly Row[], from: number, to: number): SumTree => {
  const only = rows[from];
  if (only === undefined) throw new RangeError('a tree needs a row');
  if (to - from === 1) return only;
  const middle = (from + to) >> 1;
  return join(build(rows, from, middle), build(rows, middle, to));
};

/** The tree with its leaf `index` replaced; all else is shared with the old one. */
export const replaced = (tree: SumTree, index: number, row: Row): SumTree => {
  if (!isBranch(tree)) return row;
  const before = leavesOf(tree.left);
  return index < before
    ? join(replaced(tree.left, index, row), tree.right)
    : join(tree.left, replaced(tree.right, index - before, row));
};

export const leafAt = (tree: SumTree, index: number): Row => {
  if (!isBranch(tree)) return tree;
  const before = leavesOf(tree.left);
  return index < before ? leafAt(tree.left, index) : leafAt(tree.right, index - before);
};

/** All rows in order. */
export const leaves = (tree: SumTree, into: Row[] = []): Row[] => {
  if (isBranch(tree)) {
    leaves(tree.left, into);
    leaves(tree.right, into);
  } else into.push(tree);
  return into;
};
