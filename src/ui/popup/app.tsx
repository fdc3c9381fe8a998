import type {Glance, View} from '../../messages.ts';
import type {Desk} from '../desk.ts';
import {Announcer} from '../parts/announcer.tsx';
import {DistanceAxis} from '../parts/distance-axis.tsx';
import {Foot} from '../parts/foot.tsx';
import {Hero} from '../parts/hero.tsx';
import {Masthead} from '../parts/masthead.tsx';
import {NoPage, NoPosition} from '../parts/no-page.tsx';
import {Notice} from '../parts/notice.tsx';
import {type PageActions, PageNotices} from '../parts/page-notices.tsx';
import {Pages} from '../parts/pages.tsx';
import {Pool, PoolBody} from '../parts/pool.tsx';
import {type PoolPicture, poolPictures, worstPool} from '../picture/pools.ts';
import {toneOf} from '../picture/tone.ts';
import {t} from '../text/message.ts';

export type AppActions = PageActions & {
  readonly save: () => void;
  readonly showPill: () => void;
  /** Absent in the panel itself. */
  readonly openPanel?: () => void;
};

export type AppProps = {
  readonly view: View;
  /** ms since 1970; only ages depend on it. */
  readonly now: number;
  readonly hosts: readonly string[];
  readonly saved: 'no' | 'yes';
  /** The pill was hidden on some site. */
  readonly pill: 'shown' | 'hidden';
  readonly actions: AppActions;
  readonly desk: Desk;
};

/** The popup's whole picture from plain props. */
export function App({view, now, hosts, saved, pill, actions, desk}: AppProps) {
  const pools = poolPictures(view);
  const worst = worstPool(view, pools);
  const others = pools.filter((pool) => pool !== worst);
  return (
    <>
      <Announcer glance={view.glance} />
      <header>
        <h1 class="spoken">Plimsoll</h1>
        {worst && view.glance && <Worst pool={worst} glance={view.glance} now={now} />}
      </header>
      <main data-testid="pools">
        {view.glance?.state === 'defect' && (
          <Notice kind="defect" title={t('unreadable')} text={t('unreadable_why')} />
        )}
        <PageNotices pages={view.pages} actions={actions} />
        {!worst && <Nothing view={view} hosts={hosts} />}
        {worst && (
          <article data-tone={toneOf(worst)}>
            <DistanceAxis pool={worst} />
            <PoolBody pool={worst} desk={desk} />
          </article>
        )}
        {others.map((pool) => (
          <Pool key={pool.key} pool={pool} now={now} desk={desk} />
        ))}
        <Pages pages={view.pages} />
      </main>
      <Foot
        saved={saved}
        pill={pill}
        save={actions.save}
        showPill={actions.showPill}
        openPanel={actions.openPanel}
      />
    </>
  );
}

type WorstProps = {readonly pool: PoolPicture; readonly glance: Glance; readonly now: number};

function Worst({pool, glance, now}: WorstProps) {
  return (
    <div data-testid="worst" data-pool={pool.health.id}>
      <Masthead pool={pool} now={now} />
      <Hero pool={pool} glance={glance} now={now} />
    </div>
  );
}

function Nothing({view, hosts}: {readonly view: View; readonly hosts: readonly string[]}) {
  // With a glance, something is told already; without one and with accounts, there is nothing at risk.
  if (view.accounts.length > 0) return view.glance === null ? <NoPosition /> : null;
  return view.pages.length === 0 ? <NoPage hosts={hosts} /> : null;
}
