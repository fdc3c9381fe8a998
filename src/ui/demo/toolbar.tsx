import type {Glance} from '../../messages.ts';
import type {Face} from '../../reading/badge-text.ts';
import {Disc} from '../parts/disc.tsx';
import {depth} from '../picture/depth.ts';
import {t} from '../text/message.ts';

type Props = {readonly glance: Glance | null; readonly face: Face};

/** The toolbar's button with icon and badge, and what it says when one points at it, in the background's words. */
export function Toolbar({glance, face}: Props) {
  const tone = glance === null || glance.state !== 'live' ? 'stale' : glance.grade;
  return (
    <section class="toolbar">
      <h2>{t('demo_button')}</h2>
      <div class="bar-picture" aria-hidden="true">
        <span class="button-picture" data-tone={tone}>
          <Disc size={34} height={glance === null ? 0 : depth(glance.accuracy, glance.waterline)} />
          {face.text !== '' && (
            <b data-testid="badge" style={{background: face.fill, color: face.ink}}>
              {face.text}
            </b>
          )}
        </span>
      </div>
      <h2>{t('demo_tooltip')}</h2>
      <p class="tooltip" data-testid="tooltip">
        {face.title}
      </p>
    </section>
  );
}
