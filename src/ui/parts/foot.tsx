import {t} from '../text/message.ts';

type Props = {
  readonly saved: 'no' | 'yes';
  readonly pill: 'shown' | 'hidden';
  readonly save: () => void;
  readonly showPill: () => void;
  readonly openPanel: (() => void) | undefined;
};

/** What one can do with the whole popup. */
export function Foot({saved, pill, save, showPill, openPanel}: Props) {
  return (
    <footer>
      <button type="button" data-testid="save-capture" title={t('save_capture_why')} onClick={() => save()}>
        {t('save_capture')}
      </button>
      <span role="status">{saved === 'yes' ? `${t('saved')} ✓` : null}</span>
      <nav class="links">
        {openPanel && (
          <button type="button" class="link" data-testid="open-panel" onClick={() => openPanel()}>
            {t('panel')}
          </button>
        )}
        <a href="history.html" target="_blank" rel="noreferrer">
          {t('history')}
        </a>
        <a href="options.html" target="_blank" rel="noreferrer">
          {t('options')}
        </a>
      </nav>
      {pill === 'hidden' && (
        <button type="button" data-testid="show-pill" onClick={() => showPill()}>
          {t('pill_show')}
        </button>
      )}
    </footer>
  );
}
