import {waterHeight} from '../../load-line.ts';
import type {FigureJson} from '../text/figure.ts';

/** How deep a figure stands, as a share of the ring; null when it is not known. No requirement: dry. */
export function depth(accuracy: FigureJson, waterline: string): number | null {
  if (accuracy.kind === 'missing') return null;
  return accuracy.kind === 'none' ? 0 : waterHeight(accuracy.value, waterline);
}

/** A wavy surface around `y` across a picture of `size`, filled downward, to be clipped by the ring. Two waves wide; the mean is the true level. */
export function swell(size: number, y: number, rise: number): string {
  const step = size / 4;
  return `M0 ${y}q${step / 2} ${-rise} ${step} 0t${step} 0t${step} 0t${step} 0V${size}H0Z`;
}
