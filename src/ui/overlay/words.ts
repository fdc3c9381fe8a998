import type {Glance} from '../../messages.ts';
import {age} from '../text/age.ts';
import {figureText} from '../text/figure.ts';
import {gradeWord} from '../text/grade.ts';
import {t} from '../text/message.ts';
import {accuracy, move, price} from '../text/number.ts';

export type PillWords = {
  /** `342.0%` */
  readonly figure: string;
  /** `−20.8% BTC`; with its age when stale. */
  readonly near: string;
  /** Hover: all of it in lines. */
  readonly title: string;
  /** Changes with the grade only. */
  readonly said: string;
};

export function pillWords(glance: Glance, now: number): PillWords {
  const {nearest, state} = glance;
  const standing = figureText(glance.accuracy, accuracy);
  const grade = state === 'stale' ? t('stale') : gradeWord(glance.grade);
  const near = nearest && `${nearestMove(nearest)} ${nearest.symbol ?? t('all')}`;
  const old = state === 'stale' ? age(glance.at, now) : null;
  const lines = [
    `${glance.venueName} · ${grade}`,
    nearest?.liquidationPrice &&
      `${t('liquidation_price')} ${figureText(nearest.liquidationPrice, price).shown}`,
    standing.why,
    ...glance.reasons,
  ];
  return {
    figure: state === 'defect' ? `! ${standing.shown}` : standing.shown,
    near: [old, near].filter(Boolean).join(' · '),
    title: lines.filter(Boolean).join('\n'),
    said: t('announce', glance.venueName, state === 'defect' ? t('unreadable') : grade),
  };
}

const nearestMove = ({distance, side}: NonNullable<Glance['nearest']>): string =>
  figureText(distance, (value) => move(value, side)).shown;
