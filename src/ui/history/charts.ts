import uPlot from 'uplot';
import type {CallMark, PoolEntry} from '../../history/record.ts';
import {accuracy, amount, distance} from '../text/number.ts';
import {day, timeOfDay} from '../text/time.ts';
import {colourOf, forgetColours, paintBands, paintCalls, paintGrades} from './paint.ts';
import {bandsOf, type Line, lineOf, notBelow, type Trace} from './trace.ts';

/** What the charts show, and how wide. */
export type Drawing = {
  readonly pool: PoolEntry;
  readonly trace: Trace;
  readonly calls: readonly CallMark[];
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** A place in the trace under the pointer; null: it has left. */
  readonly pointed: (index: number | null) => void;
};

/** Lowest accuracy that is drawn in its place, in percent; deeper is under water anyway. */
const FLOOR = 10;
const HEIGHT = {accuracy: 280, equity: 160, distance: 130} as const;
const DAY_S = 86_400;
const AXIS_PX = 76;

type Row = {readonly line: Line; readonly token: string};

const series = ({token}: Row): uPlot.Series[] => {
  const stroke = colourOf(token);
  const common = {stroke, width: 2, points: {show: false}, spanGaps: false};
  return [common, {...common, dash: [4, 4]}];
};

type Kind = keyof typeof HEIGHT;

function options(
  kind: Kind,
  rows: readonly Row[],
  drawing: Drawing,
  extra: Partial<uPlot.Options>,
): uPlot.Options {
  const {pool, from, to, width, pointed} = drawing;
  const ink = colourOf('mute');
  const axis = {stroke: ink, grid: {stroke: colourOf('hair'), width: 1}, ticks: {show: false}, font: FONT};
  const words = {
    accuracy: (value: number) => accuracy(String(value)),
    equity: (value: number) => amount(String(value), pool.unit),
    distance: (value: number) => distance(String(value)),
  }[kind];
  const time = to - from > 2 * DAY_S ? day : timeOfDay;
  return {
    width,
    height: HEIGHT[kind],
    legend: {show: false},
    cursor: {sync: {key: 'history'}, drag: {x: false, y: false}, points: {size: 7}},
    scales: {x: {time: true, range: [from, to]}, ...extra.scales},
    axes: [
      {...axis, values: (_, ticks) => ticks.map((tick) => time(tick * 1000)), space: 80, size: 30},
      {
        ...axis,
        size: AXIS_PX,
        space: 26,
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : words(tick))),
      },
    ],
    series: [{}, ...rows.flatMap(series)],
    hooks: {...extra.hooks, setCursor: [(chart) => pointed(chart.cursor.idx ?? null)]},
  };
}

const FONT = '11px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

/** Accuracies at which the logarithmic axis has a word. */
const STEPS = [50, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10_000, 100_000];

function accuracyChart(drawing: Drawing, columns: Line): Partial<uPlot.Options> {
  const bands = bandsOf(drawing.pool);
  const values = [...columns.exact, ...columns.estimated].filter((value) => value !== null);
  const [line = 100] = bands.map(({below}) => below);
  const low = values.reduce((a, b) => Math.min(a, b), line) * 0.9;
  const high = values.reduce((a, b) => Math.max(a, b), line * 1.6) * 1.1;
  return {
    scales: {y: {distr: 3, log: 10, range: [Math.max(FLOOR, low), high]}},
    hooks: {
      drawClear: [(chart) => paintBands(chart, bands)],
      draw: [
        (chart) => paintGrades(chart, drawing.trace.points),
        (chart) => paintCalls(chart, drawing.calls),
      ],
    },
  };
}

const stepsWithin = (_: uPlot, __: number, low: number, high: number): number[] =>
  STEPS.filter((step) => step >= low && step <= high);

/** Draws all three into their places; the answer takes them away again. */
export function drawCharts(places: Readonly<Record<Kind, HTMLElement>>, drawing: Drawing): uPlot[] {
  forgetColours();
  const {trace} = drawing;
  const standing = notBelow(lineOf(trace, 'accuracy'), FLOOR);
  const plans = [
    {kind: 'accuracy', rows: [{line: standing, token: 'ink'}], extra: accuracyChart(drawing, standing)},
    {
      kind: 'equity',
      rows: [
        {line: lineOf(trace, 'equity'), token: 'safe-fill'},
        {line: lineOf(trace, 'requirement'), token: 'call-fill'},
      ],
      extra: {},
    },
    {
      kind: 'distance',
      rows: [{line: lineOf(trace, 'distance'), token: 'ink'}],
      extra: {scales: {y: {range: fromZero}}},
    },
  ] as const satisfies readonly {kind: Kind; rows: readonly Row[]; extra: Partial<uPlot.Options>}[];
  return plans.map(({kind, rows, extra}) => {
    const asked = options(kind, rows, drawing, extra);
    if (kind === 'accuracy' && asked.axes?.[1]) asked.axes[1].splits = stepsWithin;
    const data = [trace.times, ...rows.flatMap(({line}) => [line.exact, line.estimated])];
    // The library's type wants arrays that it could write to, and writes to none.
    return new uPlot(asked, data as uPlot.AlignedData, places[kind]);
  });
}

const fromZero = (_: uPlot, __: number | null, high: number | null): [number, number] => [
  0,
  (high ?? 1) * 1.1,
];
