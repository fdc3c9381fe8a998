import {useEffect, useRef} from 'preact/hooks';
import type uPlot from 'uplot';
import type {CallMark, PoolEntry} from '../../history/record.ts';
import {t} from '../text/message.ts';
import {drawCharts} from './charts.ts';
import type {Range} from './range.ts';
import type {Trace} from './trace.ts';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

type Props = {
  readonly pool: PoolEntry;
  readonly trace: Trace;
  readonly calls: readonly CallMark[];
  readonly range: Range;
  readonly now: number;
  readonly label: string;
  readonly pointed: number | null;
  /** What stands at the pointer, in words. */
  readonly spoken: string;
  readonly actions: {readonly point: (index: number | null) => void};
};

/** The three charts, and a slider that moves their pointer by keyboard. */
export function Charts({pool, trace, calls, range, now, label, pointed, spoken, actions}: Props) {
  const accuracy = useRef<HTMLDivElement>(null);
  const equity = useRef<HTMLDivElement>(null);
  const distance = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot[]>([]);
  useEffect(() => {
    const places = {accuracy: accuracy.current, equity: equity.current, distance: distance.current};
    if (places.accuracy === null || places.equity === null || places.distance === null) return undefined;
    const to = now / 1000;
    // No empty room before the first point; an hour at least, or the first minutes would look like a day's storm.
    const begin = Math.min(trace.times[0] ?? 0, to - HOUR_S);
    const from = Math.max(to - range * DAY_S, begin);
    const {accuracy: first, ...others} = places;
    let width = 0;
    const draw = () => {
      width = first.clientWidth;
      for (const chart of drawn.current) chart.destroy();
      const shown = {...others, accuracy: first} as Record<'accuracy' | 'equity' | 'distance', HTMLElement>;
      drawn.current = drawCharts(shown, {pool, trace, calls, from, to, width, pointed: actions.point});
    };
    draw();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    const resized = new ResizeObserver(() => {
      if (first.clientWidth !== width) draw();
    });
    resized.observe(first);
    return () => {
      dark.removeEventListener('change', draw);
      resized.disconnect();
      for (const chart of drawn.current) chart.destroy();
      drawn.current = [];
    };
  }, [pool, trace, calls, range, now, actions]);
  const last = trace.times.length - 1;
  const moveTo = (index: number) => {
    const [chart] = drawn.current;
    const time = trace.times[index];
    if (chart !== undefined && time !== undefined) chart.setCursor({left: chart.valToPos(time, 'x'), top: 0});
  };
  return (
    <section class="charts">
      <h2>{t('accuracy')}</h2>
      <div ref={accuracy} role="img" aria-label={label} data-testid="chart" />
      <h2>
        <span class="key key-equity">{t('equity')}</span>{' '}
        <span class="key key-requirement">{t('requirement')}</span>
      </h2>
      <div ref={equity} aria-hidden="true" />
      <h2>{t('distance')}</h2>
      <div ref={distance} aria-hidden="true" />
      {last > 0 && (
        <input
          class="pointer"
          type="range"
          min={0}
          max={last}
          value={pointed ?? last}
          aria-label={t('history_pointer')}
          aria-valuetext={spoken}
          onInput={({currentTarget}) => moveTo(Number(currentTarget.value))}
        />
      )}
    </section>
  );
}
