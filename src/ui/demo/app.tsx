import type {Glance, View} from '../../messages.ts';
import {type Face, face, type Shows} from '../../reading/badge-text.ts';
import type {Tongue} from '../../reading/tongue.ts';
import type {Desk} from '../desk.ts';
import {App as Popup, type AppActions as PopupActions} from '../popup/app.tsx';
import {t, tongue} from '../text/message.ts';
import {said} from '../text/reason.ts';
import type {Clock} from './clock.ts';
import {clockAt, type Moment, onTheWall} from './moments.ts';
import {Toolbar} from './toolbar.tsx';
import {Transport, type TransportActions} from './transport.tsx';

export type AppProps = {
  readonly venueName: string;
  readonly view: View;
  /** ms since 1970 by the recording's clock. */
  readonly now: number;
  readonly clock: Clock;
  readonly length: number;
  readonly shows: Shows;
  readonly moments: readonly Moment[];
  readonly saved: 'no' | 'yes';
  readonly actions: TransportActions & Pick<PopupActions, 'save'>;
  readonly desk: Desk;
};

const nothing = () => {};

/** The background's, here in the page. */
const SPOKEN: Tongue = {...tongue, reason: (english) => said(english).text};

/** The demo's whole picture from plain props: the popup's own beside what plays it. */
export function App({venueName, view, now, clock, length, shows, moments, saved, actions, desk}: AppProps) {
  return (
    <>
      <aside class="banner" aria-label={t('demo_title')}>
        <b data-testid="banner">{t('demo_banner')}</b>
        <p>{t('demo_banner_why', venueName)}</p>
      </aside>
      <aside class="stand" aria-label={t('demo_clock')}>
        <Transport clock={clock} length={length} actions={actions} />
        <Toolbar glance={view.glance} face={told(view.glance, now, clock, shows)} />
        <Moments moments={moments} at={clock.at} seek={actions.seek} />
      </aside>
      <div class="frame">
        <Popup
          view={view}
          now={now}
          hosts={[]}
          saved={saved}
          pill="shown"
          actions={{save: actions.save, showPill: nothing, reload: nothing, allow: nothing}}
          desk={desk}
        />
      </div>
    </>
  );
}

/** The tooltip names a time of day: that of the day which was played. Ages stay the recording's. */
function told(glance: Glance | null, now: number, {at, silence}: Clock, shows: Shows): Face {
  if (glance === null) return face(null, now, SPOKEN, shows);
  const seen = onTheWall(glance.at - (now - at - silence));
  return face({...glance, at: seen}, seen + now - glance.at, SPOKEN, shows);
}

type MomentsProps = {
  readonly moments: readonly Moment[];
  readonly at: number;
  readonly seek: (at: number) => void;
};

function Moments({moments, at, seek}: MomentsProps) {
  const last = moments.findLast((moment) => moment.at <= at);
  return (
    <section>
      <h2>{t('demo_moments')}</h2>
      <ol class="moments">
        {moments.map((moment) => (
          <li key={moment.at}>
            <button
              type="button"
              class="link"
              data-testid="moment"
              data-kind={moment.kind}
              aria-current={moment === last ? 'step' : undefined}
              onClick={() => seek(moment.from)}
            >
              <span class="time">{clockAt(moment.at)}</span> {moment.text}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
