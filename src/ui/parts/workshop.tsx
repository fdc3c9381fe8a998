import type {ComponentChildren} from 'preact';
import type {Desk} from '../desk.ts';
import type {PoolPicture} from '../picture/pools.ts';
import {type MessageKey, t} from '../text/message.ts';
import type {BenchProps} from './bench-props.ts';
import {Ghosts} from './ghosts.tsx';
import {Ladder} from './ladder.tsx';
import {Lifting} from './lifting.tsx';
import {Stress} from './stress.tsx';
import {Why} from './why.tsx';

type Props = {readonly pool: PoolPicture; readonly desk: Desk};

const BENCHES = [
  ['why', Why],
  ['to_do', Lifting],
  ['stress', Stress],
  ['ladder', Ladder],
  ['ghosts', Ghosts],
] as const satisfies readonly (readonly [MessageKey, (props: BenchProps) => ComponentChildren])[];

/** What is worked out on demand: one lies open at a time. */
export function Workshop({pool, desk}: Props) {
  const study = desk.studyOf(pool);
  return (
    <section class="workshop" data-testid="workshop">
      {BENCHES.map(([title, Bench]) => (
        <details
          key={title}
          name={`workshop ${pool.key}`}
          data-testid={`bench-${title}`}
          onToggle={({currentTarget}) => {
            if (currentTarget.open) desk.open(pool);
            else if (!currentTarget.parentElement?.querySelector('details[open]')) desk.close(pool);
          }}
        >
          <summary>{t(title)}</summary>
          {study === undefined ? (
            <p class="quiet">{t('working_out')}</p>
          ) : (
            <Bench
              pool={pool}
              study={study}
              turned={desk.turnOf(pool)}
              turn={(change) => desk.turn(pool, change)}
            />
          )}
        </details>
      ))}
    </section>
  );
}
