import type {Glance} from '../../messages.ts';
import {gradeWord, isCall} from '../text/grade.ts';
import {t} from '../text/message.ts';

/** Says a change of grade: politely, but margin calls at once. The text has no figure in it, so a tick says nothing. */
export function Announcer({glance}: {readonly glance: Glance | null}) {
  const said = glance === null ? null : t('announce', glance.venueName, word(glance));
  const urgent = glance !== null && glance.state === 'live' && isCall(glance.grade);
  return (
    <div class="spoken">
      <p role="status">{urgent ? null : said}</p>
      <p role="alert">{urgent ? said : null}</p>
    </div>
  );
}

function word({state, grade}: Glance): string {
  if (state === 'stale') return t('stale');
  return state === 'defect' ? t('unreadable') : gradeWord(grade);
}
