import type uPlot from 'uplot';
import type {CallMark, Point} from '../../history/record.ts';
import type {Band} from './trace.ts';

/** The page's own colours as the canvas needs them: what `light-dark()` has come out as. */
export function colourOf(token: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}

const TOKEN = {
  safe: 'safe-fill',
  watch: 'watch-fill',
  warning: 'warning-fill',
  'margin-call': 'call-fill',
  liquidation: 'call-fill',
  unknown: 'stale-fill',
} as const;

const WASH = 0.16;
const STRIP_PX = 5;

/** Grade bands behind the line; the waterline itself is drawn through. */
export function paintBands(chart: uPlot, bands: readonly Band[]): void {
  const {ctx, bbox} = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  let floor = bbox.top + bbox.height;
  for (const {grade, below} of bands) {
    const ceiling = chart.valToPos(below, 'y', true);
    ctx.globalAlpha = grade === 'liquidation' ? 2 * WASH : WASH;
    ctx.fillStyle = colourOf(TOKEN[grade]);
    ctx.fillRect(bbox.left, ceiling, bbox.width, floor - ceiling);
    floor = Math.min(floor, ceiling);
    if (grade !== 'liquidation') continue;
    ctx.globalAlpha = 1;
    ctx.fillRect(bbox.left, ceiling - devicePixelRatio, bbox.width, 2 * devicePixelRatio);
  }
  ctx.restore();
}

/** Along the lower edge the grade of every point: also where the line has nothing to show. */
export function paintGrades(chart: uPlot, points: readonly (Point | null)[]): void {
  const {ctx, bbox} = chart;
  const height = STRIP_PX * devicePixelRatio;
  const [times] = chart.data;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const [index, point] of points.entries()) {
    const from = times[index];
    const to = times[index + 1];
    if (point === null || from === undefined) continue;
    const start = Math.max(bbox.left, chart.valToPos(from, 'x', true));
    const end = to === undefined ? start + height : chart.valToPos(Math.min(to, from + 60), 'x', true);
    if (end < bbox.left || start > bbox.left + bbox.width) continue;
    ctx.fillStyle = gradeColour(point.grade);
    ctx.fillRect(start, bbox.top + bbox.height - height, Math.max(1, end - start), height);
  }
  ctx.restore();
}

const known = new Map<string, string>();
const gradeColour = (grade: Point['grade']): string => {
  const colour = known.get(grade) ?? colourOf(TOKEN[grade]);
  known.set(grade, colour);
  return colour;
};

/** The theme has changed. */
export const forgetColours = (): void => known.clear();

/** A flag on a staff at each margin call. */
export function paintCalls(chart: uPlot, calls: readonly CallMark[]): void {
  const {ctx, bbox} = chart;
  const size = 8 * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colourOf('call-fill');
  for (const {at} of calls) {
    const x = chart.valToPos(at / 1000, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.fillRect(x - devicePixelRatio / 2, bbox.top, devicePixelRatio, bbox.height);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x + size, bbox.top + size / 2);
    ctx.lineTo(x, bbox.top + size);
    ctx.fill();
  }
  ctx.restore();
}
