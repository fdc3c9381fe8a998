import type {Grade} from '../../engine/health.ts';
import {type MessageKey, t} from './message.ts';

const WORD = {
  safe: 'grade_safe',
  watch: 'grade_watch',
  warning: 'grade_warning',
  'margin-call': 'grade_margin_call',
  liquidation: 'grade_liquidation',
  unknown: 'grade_unknown',
} as const satisfies Record<Grade, MessageKey>;

export function gradeWord(grade: Grade): string {
  return t(WORD[grade]);
}

/** Grades of which a trader must hear at once. */
export function isCall(grade: Grade): boolean {
  return grade === 'margin-call' || grade === 'liquidation';
}
