import {fitting} from '../reading.ts';
import {takeChanges, takeContexts, takeIndexed} from './contexts.ts';
import {
  AllDexsClearinghouseEvent,
  address,
  ClearinghouseEvent,
  SpotStateEvent,
  WebData2,
  WebData3,
} from './frames.ts';
import {
  ActiveAssetContext,
  AllDexsAssetContexts,
  Deflated,
  DexAssetContexts,
  FastAssetContexts,
  SubscriptionResponse,
  UserEvent,
  UserFundings,
} from './frames-market.ts';
import {inflateText} from './inflate.ts';
import {type Reader, reader} from './readers.ts';
import {dexOfState, takeAllDexes, takeDex, takeEvent, takeMode, takeSpot} from './snapshots.ts';
import type {State} from './state.ts';

/** What each WebSocket channel does to the state, by the channel's name. */

const clearinghouseState = reader(ClearinghouseEvent, (state, event, {at}) =>
  takeDex(state, event.user, event.dex, event.clearinghouseState, at),
);

const allDexsClearinghouseState = reader(AllDexsClearinghouseEvent, (state, event, {at}) =>
  takeAllDexes(state, event.user, event.clearinghouseStates, at),
);

const spotState = reader(SpotStateEvent, (state, event, {at}) =>
  takeSpot(state, event.user, event.spotState, at),
);

export const webData2 = reader(WebData2, (state, event, {at}) => {
  const withSpot = event.spotState ? takeSpot(state, event.user, event.spotState, at) : state;
  return takeDex(withSpot, event.user, '', event.clearinghouseState, at) ?? withSpot;
});

const webData3 = reader(WebData3, (state, {userState, perpDexStates}, {at}) => {
  const {user, abstraction} = userState;
  const withMode = abstraction ? takeMode(state, user, abstraction, at) : state;
  const taken = (perpDexStates ?? []).reduce((next: State, {clearinghouseState: wire}, index) => {
    const dex = wire && dexOfState(state, wire, index);
    return wire && dex !== undefined ? (takeDex(next, user, dex, wire, at) ?? next) : next;
  }, withMode);
  return taken === state ? undefined : taken;
});

const allDexsAssetCtxs = reader(AllDexsAssetContexts, (state, {ctxs}, {at}) => {
  const taken = ctxs.reduce(
    (next: State, [dex, contexts]) => takeIndexed(next, dex, contexts, at) ?? next,
    state,
  );
  return taken === state ? undefined : taken;
});

const assetCtxs = reader(DexAssetContexts, (state, {dex, ctxs}, {at}) => takeIndexed(state, dex, ctxs, at));

const activeAssetCtx = reader(ActiveAssetContext, (state, {coin, ctx}, {at}) =>
  takeContexts(state, [[coin, ctx]], at),
);

const changes = reader(FastAssetContexts, (state, changed, {at}) => takeChanges(state, changed, at));

/** The one compressed channel. */
const fastAssetCtxs: Reader = (state, value, occasion, path) => {
  const packed = fitting(Deflated, value);
  if (packed === undefined) return {fault: {where: path, what: 'expected base64 text'}};
  let unpacked: unknown;
  try {
    unpacked = JSON.parse(inflateText(packed));
  } catch {
    return {fault: {where: path, what: 'expected JSON in a base64 raw DEFLATE stream'}};
  }
  return changes(state, unpacked, occasion, path);
};

const userFundings = reader(UserFundings, (state, {user, isSnapshot, fundings}, {at}) =>
  isSnapshot || fundings.length === 0 ? undefined : takeEvent(state, user, 'funding payment', at),
);

/** The event does not name its account, but the venue confirmed whose events were asked for. */
const user = reader(UserEvent, (state, event, {at}) => {
  const what = event.liquidation
    ? 'liquidation'
    : event.fills?.length
      ? 'fill'
      : event.funding
        ? 'funding payment'
        : undefined;
  const whose = event.liquidation?.liquidated_user ?? state.eventsOf;
  return what && whose ? takeEvent(state, whose, what, at) : undefined;
});

const subscriptionResponse = reader(SubscriptionResponse, (state, {subscription}) => {
  if (subscription?.type !== 'userEvents') return undefined;
  const whose = fitting(address, subscription.user);
  return whose === undefined ? undefined : {...state, eventsOf: whose};
});

/** Names that a page could send are looked up in a map, never in an object. */
export const channels: ReadonlyMap<string, Reader> = new Map([
  ['clearinghouseState', clearinghouseState],
  ['allDexsClearinghouseState', allDexsClearinghouseState],
  ['spotState', spotState],
  ['webData2', webData2],
  ['webData3', webData3],
  ['allDexsAssetCtxs', allDexsAssetCtxs],
  ['assetCtxs', assetCtxs],
  ['activeAssetCtx', activeAssetCtx],
  ['fastAssetCtxs', fastAssetCtxs],
  ['userFundings', userFundings],
  ['user', user],
  ['subscriptionResponse', subscriptionResponse],
]);
