import type {Glance} from '../../messages.ts';
import {depth} from '../picture/depth.ts';
import {nextLevel} from '../picture/pixels.ts';
import {isStale, type PoolPicture} from '../picture/pools.ts';
import {toneOf} from '../picture/tone.ts';
import {digitsOf, type FigureJson, figureText} from '../text/figure.ts';
import {gradeWord} from '../text/grade.ts';
import {levelWord} from '../text/level.ts';
import {t} from '../text/message.ts';
import {accuracy, accuracyParts, amount, percent} from '../text/number.ts';
import {LastSeen} from './age.tsx';
import {FigureText} from './figure.tsx';
import {Gauge} from './gauge.tsx';
import {Said, SpokenDoubts} from './said.tsx';

type Props = {readonly pool: PoolPicture; readonly glance: Glance; readonly now: number};

/** The half-second answer: how deep, how much, what it is called. */
export function Hero({pool, glance, now}: Props) {
  const {health} = pool;
  const {reasons, state} = glance;
  const tone = toneOf(pool, state);
  const line = percent(health.waterline);
  const shown = figureText(health.accuracy, accuracy).shown;
  return (
    <section class="hero" data-testid="hero" data-tone={tone}>
      <Gauge
        height={depth(health.accuracy, health.waterline)}
        tone={tone}
        name={t('line_short', line)}
        label={t('gauge', shown, t('line_at', line))}
      />
      <div>
        <BigAccuracy figure={health.accuracy} />
        <p class="verdict">
          <Verdict pool={pool} state={state} now={now} />
        </p>
        <dl class="sums">
          <dt>{t('equity')}</dt>
          <dd>
            <Money figure={health.equity} unit={health.unit} testid="equity" />
          </dd>
          <dt>{t('requirement')}</dt>
          <dd>
            <Money figure={health.maintenanceMargin} unit={health.unit} testid="requirement" />
          </dd>
        </dl>
      </div>
      {reasons.length > 0 && (
        <p class="hero-why">
          <Said texts={reasons} between=" · " />
        </p>
      )}
    </section>
  );
}

function BigAccuracy({figure}: {readonly figure: FigureJson}) {
  const value = digitsOf(figure);
  const {shown, why} = figureText(figure, accuracy);
  const {before, large, after} =
    value === null ? {before: '', large: shown, after: ''} : accuracyParts(value);
  return (
    <p
      class="big"
      data-testid="accuracy"
      data-kind={figure.kind}
      data-value={value ?? undefined}
      title={why || value || undefined}
    >
      <span class="spoken">{t('accuracy')} </span>
      {figure.kind === 'estimated' && <small>≈ </small>}
      {before !== '' && <small>{before}</small>}
      {large}
      <small>{after}</small>
      <SpokenDoubts figure={figure} />
    </p>
  );
}

type VerdictProps = {readonly pool: PoolPicture; readonly state: Glance['state']; readonly now: number};

function Verdict({pool, state, now}: VerdictProps) {
  const {health} = pool;
  if (isStale(pool)) {
    return (
      <>
        <b data-testid="grade">{t(pool.open ? 'stale' : 'closed')}</b> · <LastSeen at={pool.asOf} now={now} />
      </>
    );
  }
  const standing = digitsOf(health.accuracy);
  const next = standing === null ? undefined : nextLevel(pool.levels, health.waterline, standing);
  return (
    <>
      <b data-testid="grade">{gradeWord(state === 'defect' ? 'unknown' : health.grade)}</b> ·{' '}
      {next && `${t('level_at', levelWord(next.name), percent(next.at))}, `}
      {t('line_at', percent(health.waterline))}
    </>
  );
}

type MoneyProps = {readonly figure: FigureJson; readonly unit: string; readonly testid: string};

export function Money({figure, unit, testid}: MoneyProps) {
  return (
    <>
      <FigureText figure={figure} format={(value) => amount(value, unit)} testid={testid} />{' '}
      <span class="unit">{unit}</span>
    </>
  );
}
