import * as v from 'valibot';
import type {MarginAccount} from './engine/account.ts';
import type {AccountHealth, Grade} from './engine/health.ts';
import type {AsJson} from './engine/json.ts';
import {type Study, StudyAsk} from './study.ts';
import type {Defect} from './venues/frame.ts';

/** Names of the long-lived ports. A content script opens `frames`; popup, panel and history open `view`. */
export const PORT = {frames: 'frames', view: 'view'} as const;

/** Limits that both ends keep: content does not send more, background does not accept more. */
export const LIMIT = {
  /** Characters of one frame's text. A longer one is dropped and counted as oversize. */
  frameCharacters: 4_000_000,
  /** Frames in one message. */
  framesPerMessage: 500,
  urlCharacters: 2_000,
} as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A frame on its way to the background, which adds the page's address from the browser's own word for the sender. */
export const WireFrame = v.strictObject({
  at: v.pipe(v.number(), v.finite()),
  via: v.picklist(['websocket', 'fetch', 'xhr', 'worker', 'dom']),
  url: v.pipe(v.string(), v.maxLength(LIMIT.urlCharacters)),
  direction: v.picklist(['in', 'out']),
  body: v.pipe(v.string(), v.maxLength(LIMIT.frameCharacters)),
  encoding: v.exactOptional(v.literal('base64')),
});
export type WireFrame = v.InferOutput<typeof WireFrame>;

/** What the tap and the content script did since the last message, for the popup's diagnosis. */
export const Tally = v.strictObject({
  /** Wanted frames that the tap handed on. */
  wanted: count,
  /** Frames of wanted sockets and addresses that no head matched. */
  unwanted: count,
  oversize: count,
  /** Superseded by a newer frame of the same stream before they were sent. */
  replaced: count,
  /** Our own exceptions, swallowed for the page's sake. */
  failures: count,
  /** Transports on the page that Plimsoll cannot see into, by name: `WebTransport`. */
  unseen: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(10)),
});
export type Tally = v.InferOutput<typeof Tally>;

/** content → background. */
export const FromContent = v.variant('kind', [
  /** First on every port. `late`: the page was already running when the tap came, so its sockets are not seen. */
  v.strictObject({kind: v.literal('hello'), late: v.boolean(), tapped: v.boolean()}),
  v.strictObject({
    kind: v.literal('frames'),
    frames: v.pipe(v.array(WireFrame), v.maxLength(LIMIT.framesPerMessage)),
    tally: Tally,
  }),
]);
export type FromContent = v.InferOutput<typeof FromContent>;

/** background → content. Only what concerns the venue of that very page is ever sent there. */
export type ToContent =
  /** The worker is new and knows nothing of this page: send the last snapshot of each stream again. */
  | {readonly kind: 'replay'}
  /** `tags`: see `DistanceTag`; absent: nothing live to tell. */
  | {readonly kind: 'pill'; readonly glance: Glance | null; readonly tags?: readonly DistanceTag[]};

/** popup, panel → background. */
export const FromView = v.variant('kind', [
  /** Be sent a `View` now and whenever it changes; with a `tab`, of the exchange alone that this tab shows, if it shows one. */
  v.strictObject({kind: v.literal('watch'), tab: v.exactOptional(v.pipe(v.number(), v.integer()))}),
  /** `hidden`: what is made of the messages, with all amounts multiplied by one secret factor, instead of the messages. */
  v.strictObject({kind: v.literal('save-capture'), amounts: v.exactOptional(v.literal('hidden'))}),
  /** No call of what is known for so many minutes; 0 ends a snooze. */
  v.strictObject({
    kind: v.literal('snooze'),
    minutes: v.pipe(v.number(), v.minValue(0), v.maxValue(1440)),
  }),
  StudyAsk,
]);
export type FromView = v.InferOutput<typeof FromView>;

/** background → popup, panel. */
export type ToView =
  | {readonly kind: 'view'; readonly view: View}
  | {readonly kind: 'capture'; readonly text: string}
  /** Null: the pool is gone, or a fault of ours. */
  | {readonly kind: 'study'; readonly study: Study | null};

/** The half-second answer: what badge, icon, tooltip and on-page pill show. All texts are made by `ui/text`-free rules of the background. */
export type Glance = {
  readonly state: 'live' | 'stale' | 'unknown' | 'defect';
  readonly grade: Grade;
  /** The account's book, as in `MarginAccount`: with `account` and `pool` it names a pool of the view. Of a defect without an account: the venue. */
  readonly venue: string;
  readonly venueName: string;
  readonly account: string;
  readonly pool: string;
  /** Percent, as the engine's figure. */
  readonly accuracy: AsJson<AccountHealth>['pools'][number]['accuracy'];
  /** Fraction, as in the pool. */
  readonly waterline: string;
  /** The position or the uniform move that is nearest to the line. */
  readonly nearest: {
    readonly symbol: string | null;
    readonly side: 'down' | 'up';
    readonly distance: AsJson<AccountHealth>['pools'][number]['uniform']['down'];
    readonly liquidationPrice: AsJson<AccountHealth>['pools'][number]['uniform']['down'] | null;
  } | null;
  /** The pool's next level below its accuracy, a fraction like the waterline; absent: none, or the accuracy is not known. */
  readonly level?: string;
  /** Of the frame the figure rests on, ms since 1970. */
  readonly at: number;
  readonly reasons: readonly string[];
};

/** A position of the page's own account, and how far it is to its liquidation: for its row of the page's own table. */
export type DistanceTag = {
  readonly symbol: string;
  readonly underlying: string;
  readonly side: 'long' | 'short';
  /** Percent, as the position's; `missing`: there is none, or it is not live. */
  readonly distance: AsJson<AccountHealth>['pools'][number]['positions'][number]['distance'];
};

export type AccountView = {
  readonly venueName: string;
  readonly account: AsJson<MarginAccount>;
  readonly health: AsJson<AccountHealth>;
  /** False when the browser tab that showed it is gone: the figures can only age. */
  readonly open: boolean;
};

/** One open tab on a supported page. */
export type PageView = {
  readonly venue: string;
  readonly venueName: string;
  readonly tab: number;
  /** `late`: reload the tab. `quiet`: no account frame yet. `no-access`: the browser withholds the site from us. */
  readonly state: 'seeing' | 'quiet' | 'late' | 'no-access';
  readonly tally: Tally;
  readonly frames: {readonly used: number; readonly ignored: number; readonly malformed: number};
  /** The newest few, newest first. */
  readonly defects: readonly Defect[];
};

/** All that popup and panel draw from. */
export type View = {
  readonly now: number;
  /** Worst pool of all accounts; null: no position anywhere. */
  readonly glance: Glance | null;
  /** Worst first. */
  readonly accounts: readonly AccountView[];
  readonly pages: readonly PageView[];
  /** Margin calls of what is known are held until then, ms since 1970; 0 or absent: they are not. */
  readonly snoozedUntil?: number;
};

/** The key in session storage under which the background leaves a `KeptView` as JSON text. */
export const KEPT_VIEW = 'view';

/** A view for a popup that opens before the background is awake. Only the background writes it. */
export type KeptView = {
  /** Of the extension: the shape is another version's own affair. */
  readonly version: string;
  /** From then on some figure of it is stale that is live here, ms since 1970; null: never. */
  readonly until: number | null;
  readonly view: View;
};
