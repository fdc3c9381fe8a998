import {t} from '../text/message.ts';

export type KeepActions = {
  readonly saveCsv: () => void;
  readonly saveJson: () => void;
  readonly askDelete: () => void;
  readonly keep: () => void;
  readonly deleteAll: () => void;
};

type Props = {
  readonly deleting: 'no' | 'asked';
  readonly something: 'yes' | 'no';
  readonly actions: KeepActions;
};

/** What is kept is the user's: to take away as a file, and to delete. */
export function Keep({deleting, something, actions}: Props) {
  return (
    <div class="keep">
      <p>{t('history_kept')}</p>
      {something === 'yes' && deleting === 'no' && (
        <>
          <button type="button" data-testid="csv" onClick={actions.saveCsv}>
            {t('history_csv')}
          </button>
          <button type="button" data-testid="json" onClick={actions.saveJson}>
            {t('history_json')}
          </button>
          <button type="button" data-testid="delete" class="danger" onClick={actions.askDelete}>
            {t('history_delete')}
          </button>
        </>
      )}
      {deleting === 'asked' && (
        <>
          <b role="alert">{t('history_delete_sure')}</b>
          <button type="button" data-testid="delete-all" class="danger" onClick={actions.deleteAll}>
            {t('history_delete')}
          </button>
          <button type="button" data-testid="keep" onClick={actions.keep}>
            {t('history_keep')}
          </button>
        </>
      )}
    </div>
  );
}
