import type {Figure} from '../../engine/figure.ts';
import type {AsJson} from '../../engine/json.ts';
import {type MessageKey, t} from './message.ts';
import {said} from './reason.ts';

export type FigureJson = AsJson<Figure>;

export type FigureText = {
  /** What stands on the screen: `≈ 48,112.4`, `—`, `?`. */
  readonly shown: string;
  /** Why it is no plain number; empty for an exact one. */
  readonly why: string;
};

/** The one place that decides how exact, estimated, none and missing look. */
export function figureText(figure: FigureJson, format: (value: string) => string): FigureText {
  return {shown: shownOf(figure, format), why: whyOf(figure)};
}

function shownOf(figure: FigureJson, format: (value: string) => string): string {
  switch (figure.kind) {
    case 'exact':
      return format(figure.value);
    case 'estimated':
      return `≈ ${format(figure.value)}`;
    case 'none':
      return '—';
    case 'missing':
      return '?';
  }
}

/** Reasons in English, as they came, and the sentence that they belong into. */
export type Doubts = {readonly key: MessageKey; readonly texts: readonly string[]};

/** Null: an exact figure. */
export function doubtsOf(figure: FigureJson): Doubts | null {
  switch (figure.kind) {
    case 'exact':
      return null;
    case 'estimated':
      return {key: 'estimated', texts: figure.because};
    case 'none':
      return {key: 'none', texts: [figure.because]};
    case 'missing':
      return {key: 'missing', texts: figure.needs};
  }
}

function whyOf(figure: FigureJson): string {
  const doubts = doubtsOf(figure);
  return doubts === null ? '' : t(doubts.key, doubts.texts.map((english) => said(english).text).join('; '));
}

/** The full decimal string, where there is one. */
export function digitsOf(figure: FigureJson): string | null {
  return figure.kind === 'exact' || figure.kind === 'estimated' ? figure.value : null;
}

/** A number that the venue may not have sent yet. */
export function orMissing(value: string | undefined, needs: string): FigureJson {
  return value === undefined ? {kind: 'missing', needs: [needs]} : {kind: 'exact', value};
}
