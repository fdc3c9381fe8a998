import {loadLine, WATER, waterHeight} from '../load-line.ts';
import type {Glance} from '../messages.ts';

/** The toolbar sizes: one device pixel a point, and two. */
export const ICON_SIZES = [16, 32] as const;

/** What the icon shows. Two glances with equal depth look alike and are not drawn again. */
export type Depth = {
  /** Share of the ring's height, in steps no eye tells apart at 32 px: ½ is the bar. */
  readonly height: number;
  readonly water: string;
  readonly ring: string;
};

const INK = '#14202b';
const PAPER = '#ffffff';
/** Steps of half a pixel at the larger size. */
const STEPS = 2 * 32;

/** The ring stands in water as deep as requirement ÷ equity says; dry without a position or a figure. */
export function depthOf(glance: Glance | null): Depth {
  if (glance === null || !('value' in glance.accuracy)) return {height: 0, water: WATER.unknown, ring: INK};
  const height = Math.round(waterHeight(glance.accuracy.value, glance.waterline) * STEPS) / STEPS;
  return glance.state === 'live'
    ? {height, water: WATER[glance.grade], ring: INK}
    : {height, water: WATER.stale, ring: WATER.stale};
}

/** Draws the mark on paper of its own with a pale rim, so that it stands out from light and dark toolbars alike. */
export function drawIcon(size: number, {height, water, ring}: Depth): ImageData | null {
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (context === null) return null;
  const mark = loadLine(size, height);
  const disc = new Path2D();
  disc.arc(mark.centre, mark.centre, mark.radius, 0, 2 * Math.PI);
  const bar = new Path2D(mark.bar);
  context.lineCap = 'round';
  context.strokeStyle = PAPER;
  context.lineWidth = mark.stroke * 2;
  context.stroke(disc);
  context.stroke(bar);
  context.fillStyle = PAPER;
  context.fill(disc);
  if (mark.water !== '') {
    context.fillStyle = water;
    context.fill(new Path2D(mark.water));
  }
  context.strokeStyle = ring;
  context.lineWidth = mark.stroke;
  context.stroke(disc);
  context.stroke(bar);
  return context.getImageData(0, 0, size, size);
}
