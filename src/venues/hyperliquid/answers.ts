import {fitting} from '../reading.ts';
import {webData2} from './channels.ts';
import {dexOfMeta, takeIndexed, takeMeta} from './contexts.ts';
import {AccountMode, address, ClearinghouseState, SpotState, SubAccounts} from './frames.ts';
import {AllPerpMetas, Meta, MetaAndContexts, PerpDexs, Question} from './frames-market.ts';
import {type Occasion, type Reader, reader} from './readers.ts';
import {dexOfState, takeAllDexes, takeDex, takeMode, takeSpot} from './snapshots.ts';
import {type Asked, MOST, type State, UNKNOWN_USER} from './state.ts';

/** The answers of `/info`, which do not repeat their question, and what is kept of the questions. */

/** An answer whose question was not seen belongs to an account of its own: whose it is cannot be guessed. */
const userOf = ({asked}: Occasion): string => asked?.user ?? UNKNOWN_USER;

const clearinghouseState = reader(ClearinghouseState, (state, wire, occasion) => {
  const dex = occasion.asked?.dex ?? dexOfState(state, wire, 0) ?? '';
  return takeDex(state, userOf(occasion), dex, wire, occasion.at);
});

const spotClearinghouseState = reader(SpotState, (state, wire, occasion) =>
  takeSpot(state, userOf(occasion), wire, occasion.at),
);

const userAbstraction = reader(AccountMode, (state, mode, occasion) =>
  takeMode(state, userOf(occasion), mode, occasion.at),
);

const meta = reader(Meta, (state, answer) => takeMeta(state, dexOfMeta(answer), answer));

const metaAndAssetCtxs = reader(MetaAndContexts, (state, [answer, contexts], {at}) => {
  const dex = dexOfMeta(answer);
  const known = takeMeta(state, dex, answer);
  return takeIndexed(known, dex, contexts, at) ?? known;
});

const allPerpMetas = reader(AllPerpMetas, (state, metas) =>
  metas.reduce((next: State, one) => takeMeta(next, dexOfMeta(one), one), state),
);

const perpDexs = reader(PerpDexs, (state, dexes) => ({
  ...state,
  dexNames: dexes.slice(0, MOST.dexes).map((dex) => dex?.name ?? ''),
}));

const subAccounts = reader(SubAccounts, (state, subs, {at}) =>
  subs?.reduce((next: State, {subAccountUser: user, ...sub}) => {
    const withSpot = sub.spotState ? takeSpot(next, user, sub.spotState, at) : next;
    if (sub.dexToClearinghouseState) return takeAllDexes(withSpot, user, sub.dexToClearinghouseState, at);
    return sub.clearinghouseState
      ? (takeDex(withSpot, user, '', sub.clearinghouseState, at) ?? withSpot)
      : withSpot;
  }, state),
);

/** By the type of the question. */
export const answers: ReadonlyMap<string, Reader> = new Map([
  ['clearinghouseState', clearinghouseState],
  ['spotClearinghouseState', spotClearinghouseState],
  ['userAbstraction', userAbstraction],
  ['meta', meta],
  ['metaAndAssetCtxs', metaAndAssetCtxs],
  ['allPerpMetas', allPerpMetas],
  ['perpDexs', perpDexs],
  ['subAccounts', subAccounts],
  ['subAccounts2', subAccounts],
  ['webData2', webData2],
]);

const has = (value: unknown, ...names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => Object.hasOwn(value, name));

const MODES = ['default', 'disabled', 'unifiedAccount', 'portfolioMargin', 'dexAbstraction'];

/** What an answer is, by its looks alone. Null: none of ours. */
export function shapeOf(value: unknown): string | null {
  if (typeof value === 'string') return MODES.includes(value) ? 'userAbstraction' : null;
  if (Array.isArray(value)) return shapeOfList(value);
  if (has(value, 'clearinghouseState', 'user')) return 'webData2';
  if (has(value, 'assetPositions', 'marginSummary')) return 'clearinghouseState';
  if (has(value, 'balances')) return 'spotClearinghouseState';
  return isMeta(value) ? 'meta' : null;
}

/** Spot markets have a universe too, but tokens beside it. */
const isMeta = (value: unknown): boolean => has(value, 'universe') && !has(value, 'tokens');

function shapeOfList(list: readonly unknown[]): string | null {
  const [first, second] = list;
  if (isMeta(first)) return second === undefined || isMeta(second) ? 'allPerpMetas' : 'metaAndAssetCtxs';
  if (has(first, 'subAccountUser')) return 'subAccounts';
  return has(first ?? second, 'name', 'fullName') ? 'perpDexs' : null;
}

/** Does an answer of this shape answer that question? */
export function answersTo(shape: string, question: string): boolean {
  return shape === question || (shape === 'subAccounts' && question === 'subAccounts2');
}

/** A question that was sent: an unanswered one is forgotten after a minute, or when many newer ones came. */
export function ask(state: State, asked: Asked): State {
  const alive = state.asked.filter((one) => Math.abs(asked.at - one.at) < 60_000);
  return {...state, asked: [...alive, asked].slice(-MOST.asked)};
}

export function unask(state: State, asked: Asked | null): State {
  return asked ? {...state, asked: state.asked.filter((one) => one !== asked)} : state;
}

/** Null: this is no question. */
export function askedBy(value: unknown, url: string, id: string | null, at: number): Asked | null {
  const question = fitting(Question, value);
  if (question === undefined) return null;
  const user = fitting(address, question.user);
  const {type, dex} = question;
  return {url, id, type, user: user ?? null, dex: (dex ?? '').slice(0, 20), at};
}
