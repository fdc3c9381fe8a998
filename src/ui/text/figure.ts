import type {Figure} from '../../engine/figure.ts';
import type {AsJson} from '../../engine/json.ts';
import {t} from './message.ts';

export type FigureJson = AsJson<Figure>;

export type FigureText = {
  /** What stands on the screen: `≈ 48,112.4`, `—`, `?`. */
  readonly shown: string;
  /** Why it is no plain number; empty for an exact one. */
  readonly why: string;
};

/** The one place that decides how exact, estimated, none and missing look. */
export function figureText(figure: FigureJson, format: (value: string) => string): FigureText {
  switch (figure.kind) {
    case 'exact':
      return {shown: format(figure.value), why: ''};
    case 'estimated':
      return {shown: `≈ ${format(figure.value)}`, why: t('estimated', figure.because.join('; '))};
    case 'none':
      return {shown: '—', why: t('none', figure.because)};
    case 'missing':
      return {shown: '?', why: t('missing', figure.needs.join(', '))};
  }
}

/** The full decimal string, where there is one. */
export function digitsOf(figure: FigureJson): string | null {
  return figure.kind === 'exact' || figure.kind === 'estimated' ? figure.value : null;
}

/** A number that the venue may not have sent yet. */
export function orMissing(value: string | undefined, needs: string): FigureJson {
  return value === undefined ? {kind: 'missing', needs: [needs]} : {kind: 'exact', value};
}
