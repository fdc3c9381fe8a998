import type {PoolPicture} from '../picture/pools.ts';
import {t} from '../text/message.ts';
import {Age} from './age.tsx';

type Props = {readonly pool: PoolPicture; readonly now: number};

/** Is this number alive? A full dot, a hollow one when it is not: the shape says it too. */
export function Feed({pool, now}: Props) {
  const {verdict, reasons} = pool.health.feed;
  const state = pool.open ? verdict : 'closed';
  return (
    <span class="feed" data-testid="feed" data-verdict={state} title={reasons.join('\n') || undefined}>
      <i class="dot" aria-hidden="true" />
      {t(state)} · <Age at={pool.asOf} now={now} />
      {reasons.length > 0 && <span class="spoken"> ({reasons.join('; ')})</span>}
    </span>
  );
}
