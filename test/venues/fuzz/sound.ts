import assert from 'node:assert/strict';
import {accountToJson, parseAccount} from '../../../src/engine/account-json.ts';
import {assess} from '../../../src/engine/assess.ts';
import {healthToJson} from '../../../src/engine/health-json.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Reduction, Venue} from '../../../src/venues/venue.ts';

/** What the background stores of one document at most, in characters; a larger state would be lost with the worker. */
const MOST_STATE = 3_000_000;

const NO_NUMBER = /"(value|assessed|reported|target)":"-?(NaN|Infinity)/;

/** What no name may have in it that a person reads: what cannot be seen, turns the text round, or passes for a Latin letter. */
const DISGUISE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\p{Script=Cyrillic}\p{Script=Greek}ＢＴＣ]/u;

/** The state is JSON of bounded size, its accounts are in the documented format, every number that leaves is one. */
export function checkSound<State>(venue: Venue<State>, state: State): void {
  const stored = JSON.stringify(state);
  assert.ok(stored.length <= MOST_STATE, `a state of ${stored.length} characters`);
  const accounts = venue.accounts(state);
  assert.deepEqual(venue.accounts(JSON.parse(stored)), accounts, 'what was stored tells something else');
  for (const account of accounts) {
    const ids = account.pools.map(({id}) => id);
    assert.equal(new Set(ids).size, ids.length, `pools of one name: ${ids}`);
    const told = JSON.stringify(accountToJson(account));
    parseAccount(JSON.parse(told), 'fuzz');
    assert.doesNotMatch(told, DISGUISE);
    assert.doesNotMatch(JSON.stringify(healthToJson(assess(account))), NO_NUMBER);
  }
}

/** One reduction, and what the contract says of it. */
export function reduced<State>(venue: Venue<State>, state: State, frame: Frame): Reduction<State> {
  const reduction = venue.reduce(state, frame);
  if (reduction.outcome === 'malformed') {
    assert.equal(reduction.state, state, 'a frame that could not be read changed the state');
    assert.equal(reduction.defects.length, 1);
    const [{what = '', head = ''} = {}] = reduction.defects;
    assert.notEqual(what, '');
    assert.ok(head.length <= 200);
  } else assert.deepEqual(reduction.defects, []);
  return reduction;
}
