import {t} from '../text/message.ts';
import {price, size} from '../text/number.ts';
import {timeOfDay} from '../text/time.ts';
import recorded from './moments.json' with {type: 'json'};

/** Something to point at in the day. */
export type Moment = {
  /** ms since the recording began. */
  readonly at: number;
  /** Where to begin if one wants to see it happen. */
  readonly from: number;
  readonly kind: string;
  readonly text: string;
};

type Written = {
  readonly at: number;
  readonly kind: string;
  readonly coin?: string;
  readonly size?: string;
  readonly price?: string;
  readonly pool?: string;
};

/** What is gone cannot be seen going. */
const BEFORE_A_FALL_MS = 2000;

/** In the chosen language. */
export function moments(): readonly Moment[] {
  return recorded.moments.map((written: Written) => ({
    at: written.at,
    from: written.kind === 'liquidation' ? written.at - BEFORE_A_FALL_MS : written.at,
    kind: written.kind,
    text: textOf(written),
  }));
}

function textOf({kind, coin = '', size: held = '', price: paid = '', pool}: Written): string {
  switch (kind) {
    case 'begins':
      return t('demo_begins');
    case 'funding':
      return t('demo_funding');
    case 'fill':
      return t('demo_fill', `${size(held)} ${coin}`, price(paid));
    case 'margin_call':
      return t('demo_margin_call', pool === 'isolated' ? `${t('isolated')} ${coin}` : t('cross'));
    case 'liquidation':
      return t('demo_liquidation', `${size(held)} ${coin}`, price(paid));
    default:
      throw new Error(`no words for ${kind}`);
  }
}

/** The same moment by the clock on the wall of the day that was played, ms since 1970. */
export const onTheWall = (at: number): number =>
  new Date(2026, 10, 21).getTime() + at * 60 * recorded.minutesASecond;

/** `18:24`, by the day that was played, as the tooltip beside it writes its times. */
export const clockAt = (at: number): string => timeOfDay(onTheWall(at));
