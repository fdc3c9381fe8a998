import type {MarginAccount, MarginPool} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import type {Figure} from '../../src/engine/figure.ts';
import type {PoolHealth} from '../../src/engine/health.ts';
import type {Frame} from '../../src/venues/frame.ts';
import type {Venue} from '../../src/venues/venue.ts';

type Reading<State> = Pick<Venue<State>, 'initial' | 'reduce' | 'accounts'>;

/** What a venue's tests ask of it, frames in. Throws where a test expects something that is not there. */
export function readerOf<State>({initial, reduce, accounts}: Reading<State>) {
  const play = (frames: readonly Frame[], from: State = initial): State => {
    let state = from;
    for (const each of frames) {
      const reduction = reduce(state, each);
      if (reduction.outcome === 'malformed') throw new Error(JSON.stringify(reduction.defects));
      state = reduction.state;
    }
    return state;
  };
  const accountOf = (state: State): MarginAccount => {
    const [first] = accounts(state);
    if (first === undefined) throw new Error('no account');
    return first;
  };
  const poolIn = <Pool extends {readonly id: string}>(pools: readonly Pool[], id: string): Pool => {
    const found = pools.find((pool) => pool.id === id);
    if (found === undefined) throw new Error(`no pool ${id}`);
    return found;
  };
  return {
    play,
    accountOf,
    modelOf: (frames: readonly Frame[], id = 'cross'): MarginPool =>
      poolIn(accountOf(play(frames)).pools, id),
    poolOf: (frames: readonly Frame[], id = 'cross'): PoolHealth =>
      poolIn(assess(accountOf(play(frames))).pools, id),
  };
}

/** `exact 12.5`, `estimated 3`, `missing a, b`, `none`: what a person would be shown. */
export function shown(figure: Figure | undefined, places = 6): string {
  if (figure === undefined) return 'absent';
  if (figure.kind === 'missing') return `missing ${figure.needs.join(', ')}`;
  if (figure.kind === 'none') return 'none';
  return `${figure.kind} ${figure.value.toDecimalPlaces(places).toFixed()}`;
}
