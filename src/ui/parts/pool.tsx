import type {Desk} from '../desk.ts';
import {depth} from '../picture/depth.ts';
import type {PoolPicture} from '../picture/pools.ts';
import {isStale} from '../picture/pools.ts';
import {toneOf} from '../picture/tone.ts';
import {figureText} from '../text/figure.ts';
import {gradeWord} from '../text/grade.ts';
import {t} from '../text/message.ts';
import {accuracy, move, percent} from '../text/number.ts';
import {Audit} from './audit.tsx';
import {Disc} from './disc.tsx';
import {FigureText} from './figure.tsx';
import {Money} from './hero.tsx';
import {Masthead} from './masthead.tsx';
import {Positions} from './positions.tsx';
import {Reasons} from './reasons.tsx';
import {Workshop} from './workshop.tsx';

type Props = {readonly pool: PoolPicture; readonly now: number; readonly desk: Desk};

/** What stands below a pool's sums, for the worst pool and for every other alike. */
export function PoolBody({pool, desk}: Pick<Props, 'pool' | 'desk'>) {
  return (
    <>
      <section>
        <Positions pool={pool} />
        <Reasons pool={pool} />
      </section>
      <section class="flat">
        <Audit pool={pool} />
      </section>
      {pool.positions.length > 0 && <Workshop pool={pool} desk={desk} />}
    </>
  );
}

/** Any pool but the worst: the same facts in a smaller head. */
export function Pool({pool, now, desk}: Props) {
  return (
    <article class="pool" data-testid="pool" data-pool={pool.health.id} data-tone={toneOf(pool)}>
      <Masthead pool={pool} now={now} />
      {pool.positions.length > 0 && <Standing pool={pool} />}
      <Sums pool={pool} />
      {pool.positions.length > 0 && <PoolBody pool={pool} desk={desk} />}
    </article>
  );
}

/** Mark, accuracy and verdict on one line. */
function Standing({pool}: {readonly pool: PoolPicture}) {
  const {health} = pool;
  const line = percent(health.waterline);
  const shown = figureText(health.accuracy, accuracy).shown;
  return (
    <div class="standing">
      <Disc
        size={36}
        height={depth(health.accuracy, health.waterline)}
        label={t('gauge', shown, t('line_at', line))}
      />
      <span class="standing-accuracy">
        <FigureText figure={health.accuracy} format={accuracy} testid="pool-accuracy" />
      </span>
      <span class="verdict">
        <b>{isStale(pool) ? t(pool.open ? 'stale' : 'closed') : gradeWord(health.grade)}</b> ·{' '}
        {t('line_at', line)}
      </span>
    </div>
  );
}

/** Equity and requirement; without a position the equity alone says all. */
function Sums({pool}: {readonly pool: PoolPicture}) {
  const {equity, maintenanceMargin, unit} = pool.health;
  return (
    <p class="pool-sums">
      <span>
        {t('equity')} <Money figure={equity} unit={unit} testid="pool-equity" />
      </span>
      {pool.positions.length === 0 ? (
        <span>{t('no_position')}</span>
      ) : (
        <span>
          {t('requirement')} <Money figure={maintenanceMargin} unit={unit} testid="pool-requirement" />
        </span>
      )}
      {pool.positions.length > 1 && <Together pool={pool} />}
    </p>
  );
}
/** With one position alone the uniform move is that position's own distance, which stands below. */
function Together({pool}: {readonly pool: PoolPicture}) {
  const {down, up} = pool.health.uniform;
  return (
    <span>
      {t('all')} <FigureText figure={down} format={(value) => move(value, 'down')} testid="pool-down" />{' '}
      <FigureText figure={up} format={(value) => move(value, 'up')} testid="pool-up" />
    </span>
  );
}
