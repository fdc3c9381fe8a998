import type {PoolPicture} from '../picture/pools.ts';
import {type MessageKey, t} from '../text/message.ts';
import {said} from '../text/reason.ts';
import {Age} from './age.tsx';
import {Said} from './said.tsx';

const WORD = {
  live: 'live',
  stale: 'stale',
  diverging: 'diverging',
  closed: 'closed',
} as const satisfies Record<PoolPicture['health']['feed']['verdict'] | 'closed', MessageKey>;

type Props = {readonly pool: PoolPicture; readonly now: number};

/** Is this number alive? A full dot, a hollow one when it is not: the shape says it too. */
export function Feed({pool, now}: Props) {
  const {verdict, reasons} = pool.health.feed;
  const title = reasons.map((english) => said(english).text).join('\n');
  const state = pool.open ? verdict : 'closed';
  return (
    <span class="feed" data-testid="feed" data-verdict={state} title={title || undefined}>
      <i class="dot" aria-hidden="true" />
      {t(WORD[state])} · <Age at={pool.asOf} now={now} />
      {reasons.length > 0 && (
        <span class="spoken">
          {' '}
          (<Said texts={reasons} />)
        </span>
      )}
    </span>
  );
}
