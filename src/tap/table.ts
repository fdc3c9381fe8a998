import type {Wanted} from '../venues/venue.ts';
import {claimEnd} from './address.ts';
import type {Heads} from './decide.ts';
import {slice} from './natives.ts';

/**
 * A row of the venue's table as the content script hands it over, one for one: see `Wanted`, of which `in` and `out`
 * keep the heads. What concerns the content script alone stays there. Every member is given, so that a page cannot
 * answer for an absent one through `Object.prototype`.
 */
export type Row = {
  readonly via: Wanted['via'];
  readonly host: string;
  readonly path: string;
  readonly in: Heads;
  readonly out: Heads;
  readonly asks: readonly string[] | null;
};

let rows: readonly Row[] = [];

export const useTable = (table: string): void => {
  rows = JSON.parse(table);
};

/** Has the venue any row for this kind of traffic? Only then is it hooked at all. Asked before the page runs. */
export const wants = (via: Wanted['via']): boolean => rows.some((row) => row.via === via);

export type Claim = {readonly at: number; readonly row: Row; readonly url: string};

/** The first row that claims an address for one kind of traffic, with the claimed part of the address. */
export const claim = (
  via: Wanted['via'],
  address: string,
  suits: (row: Row) => boolean = () => true,
): Claim | undefined => {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const end = row?.via === via && claimEnd(address, row.host, row.path);
    if (end && suits(row)) return {at, row, url: slice(address, 0, end)};
  }
  return undefined;
};
