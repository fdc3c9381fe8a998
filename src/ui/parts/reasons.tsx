import type {PoolPicture} from '../picture/pools.ts';
import {reasonsOf} from '../picture/reasons.ts';
import {t} from '../text/message.ts';
import {Said} from './said.tsx';

/** The small print of a pool: every doubt once. Nothing to doubt, nothing shown. */
export function Reasons({pool}: {readonly pool: PoolPicture}) {
  const reasons = reasonsOf(pool);
  if (reasons.length === 0) return null;
  return (
    <details class="reasons" data-testid="reasons">
      <summary>{t('reasons')}</summary>
      <ul>
        {reasons.map(({mark, text}) => (
          <li key={mark + text}>
            <span class="mute">{mark}</span> <Said texts={[text]} />
          </li>
        ))}
      </ul>
    </details>
  );
}
