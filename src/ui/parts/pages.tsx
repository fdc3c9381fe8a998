import type {PageView} from '../../messages.ts';
import {counted, type MessageKey, t} from '../text/message.ts';
import {tally} from '../text/number.ts';
import {Said} from './said.tsx';

const STATE = {
  seeing: 'page_seeing',
  quiet: 'page_quiet',
  late: 'page_late',
  'no-access': 'page_no_access',
} as const satisfies Record<PageView['state'], MessageKey>;

/** What is read from each open page, and what could not be: the diagnosis at the popup's end. */
export function Pages({pages}: {readonly pages: readonly PageView[]}) {
  if (pages.length === 0) return null;
  return (
    <section class="pages" data-testid="pages">
      <h2>{t('pages')}</h2>
      {pages.map((page, index) => (
        <Page key={`${page.tab} ${index}`} page={page} />
      ))}
    </section>
  );
}

function Page({page}: {readonly page: PageView}) {
  const {used, ignored, malformed} = page.frames;
  return (
    <div class="page" data-testid="page" data-state={page.state}>
      <p>
        <b>{page.venueName}</b> <span class="mute">{t(STATE[page.state])}</span>
      </p>
      <p class="mute">{t('page_frames', tally(used), tally(ignored), tally(malformed))}</p>
      {page.tally.unseen.length > 0 && (
        <p class="mute">{t('unseen', page.venueName, page.tally.unseen.join(', '))}</p>
      )}
      <Defects page={page} />
    </div>
  );
}

/** Counted, and on demand where and what. */
function Defects({page}: {readonly page: PageView}) {
  const count = Math.max(page.frames.malformed, page.defects.length);
  if (count === 0) {
    return (
      <p class="mute" data-testid="defects" data-count="0">
        {t('defects_none')}
      </p>
    );
  }
  return (
    <details class="defects" data-testid="defects" data-count={count}>
      <summary>{counted('defects', count, tally(count))}</summary>
      <ul>
        {page.defects.map((defect, index) => (
          <li class="defect" key={`${defect.at} ${index}`} title={defect.head}>
            <code>{defect.where || t('defect_whole')}</code> <Said texts={[defect.what]} />
            <span class="mute"> {defect.url}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
