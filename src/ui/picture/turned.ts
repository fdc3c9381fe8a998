import type {Lift} from '../../study.ts';
import type {PoolPicture} from './pools.ts';

/** What the trader has turned in one pool's study. */
export type Turned = {
  readonly lift: Lift;
  /** Percent of a common move to survive, signed. */
  readonly survive: string;
};

const FIRST_MOVE = '-20';

/** Where the controls stand before anybody turned them: at what the engine proposes. */
export const firstTurn = ({health}: PoolPicture): Turned => ({
  lift: {by: 'target', accuracy: wholePercent(health.remedies.target)},
  survive: FIRST_MOVE,
});

/** A control's position, in whole percent: it asks, and shows nothing that was worked out. */
const wholePercent = (fraction: string): string => String(Math.ceil(Number(fraction) * 100));

/** Ends of the target's slider: from the waterline to well above both the proposal and where the pool stands. */
export function targetRange({health}: PoolPicture): {readonly least: number; readonly most: number} {
  const least = Math.ceil(Number(health.waterline) * 100) + 1;
  const standing = 'value' in health.accuracy ? Number(health.accuracy.value) : 0;
  return {least, most: Math.min(5000, Math.max(500, Math.ceil((standing * 2) / 100) * 100))};
}

/** Where the thumb stands for an accuracy in percent. */
export const thumbAt = (accuracy: string | null, {least, most}: ReturnType<typeof targetRange>): number =>
  accuracy === null ? least : Math.min(most, Math.max(least, Math.round(Number(accuracy))));
