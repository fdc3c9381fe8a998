import type {CallMark, Point, PoolEntry} from '../../history/record.ts';
import {shortAccount} from '../text/account.ts';
import {figureText} from '../text/figure.ts';
import {gradeWord} from '../text/grade.ts';
import {t} from '../text/message.ts';
import {accuracy} from '../text/number.ts';
import {moment, timeOfDay} from '../text/time.ts';
import {CallList} from './call-list.tsx';
import {Charts} from './charts-place.tsx';
import {Keep, type KeepActions} from './keep.tsx';
import {RANGES, type Range} from './range.ts';
import {figureOf, Readout} from './readout.tsx';
import type {Trace} from './trace.ts';

export type AppActions = KeepActions & {
  readonly choosePool: (index: number) => void;
  readonly chooseRange: (range: Range) => void;
  readonly point: (index: number | null) => void;
  /** Minutes; 0 ends it. */
  readonly snooze: (minutes: number) => void;
};

export type AppProps = {
  readonly pools: readonly PoolEntry[];
  /** Its place among them. */
  readonly chosen: number;
  readonly range: Range;
  readonly trace: Trace;
  readonly calls: readonly CallMark[];
  /** ms since 1970. */
  readonly now: number;
  /** The place in the trace that is read out; null: the last. */
  readonly pointed: number | null;
  readonly snoozedUntil: number;
  /** A snooze by hand, in minutes. */
  readonly snoozeMinutes: number;
  readonly deleting: 'no' | 'asked';
  readonly actions: AppActions;
};

/** The history page's whole picture from plain props. */
export function App(props: AppProps) {
  const {pools, chosen, trace, calls, pointed, actions} = props;
  const pool = pools[chosen];
  const last = trace.points.findLast((point) => point !== null) ?? null;
  const shown = pointed === null ? last : (trace.points[pointed] ?? null);
  return (
    <>
      <header class="top">
        <h1>{t('history')}</h1>
        <Snooze {...props} />
      </header>
      <main>
        {pool === undefined && <Nothing />}
        {pool !== undefined && (
          <>
            <Tools {...props} />
            <Readout point={shown} pool={pool} />
            <Charts
              {...props}
              pool={pool}
              label={summary(trace.points)}
              spoken={shown === null ? t('history_no_points') : spoken(shown)}
            />
            <CallList calls={calls} />
          </>
        )}
        <Keep deleting={props.deleting} something={pools.length > 0 ? 'yes' : 'no'} actions={actions} />
      </main>
    </>
  );
}

/** For whoever cannot see the line: from when to when, and in what grade it ended. */
function summary(points: readonly (Point | null)[]): string {
  const known = points.filter((point) => point !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return t('history_no_points');
  return t('history_chart', moment(first.at), moment(last.at));
}

const spoken = (point: Point): string =>
  `${moment(point.at)}: ${figureText(figureOf(point.accuracy), accuracy).shown}, ${gradeWord(point.grade)}`;

function Nothing() {
  return (
    <p class="empty" data-testid="empty">
      <b>{t('history_empty')}</b>
      {t('history_empty_why')}
    </p>
  );
}

function poolName({venueName, account, pool, kind}: PoolEntry): string {
  const name = kind === 'cross' ? t('cross') : kind === 'portfolio' ? t('portfolio') : t('isolated');
  return `${venueName} · ${shortAccount(account)} · ${name} · ${pool}`;
}

function Tools({pools, chosen, range, actions}: AppProps) {
  return (
    <div class="tools">
      <label>
        <span class="spoken">{t('history_pool')}</span>
        <select
          data-testid="pool"
          value={String(chosen)}
          onChange={({currentTarget}) => actions.choosePool(Number(currentTarget.value))}
        >
          {pools.map((pool, index) => (
            <option key={index} value={String(index)}>
              {poolName(pool)}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="ranges">
        <legend class="spoken">{t('history_range')}</legend>
        {RANGES.map((days) => (
          <label key={days}>
            <input
              type="radio"
              name="range"
              checked={days === range}
              onChange={() => actions.chooseRange(days)}
            />
            {t('history_days', String(days))}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function Snooze({snoozedUntil, snoozeMinutes, now, actions}: AppProps) {
  const isHeld = snoozedUntil > now;
  return (
    <div class="tools">
      {isHeld && <span data-testid="snoozed">{t('snoozed_until', timeOfDay(snoozedUntil))}</span>}
      <button type="button" data-testid="snooze" onClick={() => actions.snooze(isHeld ? 0 : snoozeMinutes)}>
        {isHeld ? t('snooze_end') : t('snooze_calls', String(snoozeMinutes))}
      </button>
    </div>
  );
}
