import type {Glance} from '../messages.ts';
import type {Tongue} from './tongue.ts';

/** With its reasons in that language, for whoever cannot say them himself: the pill weighs on every page. */
export function worded(glance: Glance | null, {reason}: Tongue): Glance | null {
  if (glance === null || reason === undefined) return glance;
  const {accuracy, reasons} = glance;
  return {...glance, accuracy: figureIn(accuracy, reason), reasons: reasons.map(reason)};
}

function figureIn(figure: Glance['accuracy'], reason: (english: string) => string): Glance['accuracy'] {
  switch (figure.kind) {
    case 'exact':
      return figure;
    case 'estimated':
      return {...figure, because: figure.because.map(reason)};
    case 'none':
      return {...figure, because: reason(figure.because)};
    case 'missing':
      return {...figure, needs: figure.needs.map(reason)};
  }
}
