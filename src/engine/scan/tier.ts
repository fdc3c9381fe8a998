import {stepAt} from './step.ts';
import type {TwinRow, TwinTable} from './twin.ts';

/** A size within this of an edge, relatively, is at it: prices and edges have few digits, doubles have sixteen. */
const AT_EDGE = 1 - 1e-12;

/** Index of the tier that holds a size. */
export const tierAt = ({from}: TwinTable, size: number): number => stepAt(from, size / AT_EDGE);

/** Price factors at which a row comes to the edges of its tiers, from the second tier's on. */
export const tierEdges = ({table, measure, measureDegree}: TwinRow): readonly number[] =>
  table === null || measureDegree === 0 || measure === 0
    ? []
    : table.from.slice(1).map((from) => (measureDegree > 0 ? from / measure : measure / from));
