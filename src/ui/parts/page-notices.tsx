import type {PageView} from '../../messages.ts';
import {t} from '../text/message.ts';
import {Notice} from './notice.tsx';

/** What the popup can do for the trader; the mount gives them. */
export type PageActions = {
  readonly reload: (tab: number) => void;
  /** Asks the browser for the exchanges' sites. */
  readonly allow: () => void;
};

type Props = {
  readonly pages: readonly PageView[];
  readonly actions: PageActions;
};

/** One notice for each page that shows no account although it could. */
export function PageNotices({pages, actions}: Props) {
  return (
    <>
      {pages.map((page, index) => (
        <PageNotice key={`${page.tab} ${index}`} page={page} actions={actions} />
      ))}
    </>
  );
}

function PageNotice({page, actions}: {readonly page: PageView; readonly actions: PageActions}) {
  const {venueName, state, tab} = page;
  switch (state) {
    case 'seeing':
      return null;
    case 'quiet':
      return <Notice kind="quiet" title={t('quiet', venueName)} text={t('quiet_why')} />;
    case 'late':
      return (
        <Notice kind="late" title={t('late', venueName)} text={t('late_why')}>
          <button type="button" onClick={() => actions.reload(tab)}>
            {t('late_action')}
          </button>
        </Notice>
      );
    case 'no-access':
      return (
        <Notice kind="no-access" title={t('no_access', venueName)} text={t('no_access_why')}>
          <button type="button" onClick={() => actions.allow()}>
            {t('no_access_action')}
          </button>
        </Notice>
      );
  }
}
