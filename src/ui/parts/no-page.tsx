import {t} from '../text/message.ts';
import {Disc} from './disc.tsx';

/** No supported page is open: where to go. `hosts` are the supported exchanges' addresses. */
export function NoPage({hosts}: {readonly hosts: readonly string[]}) {
  return (
    <section class="empty" data-testid="notice" data-notice="no-page" data-tone="unknown">
      <Disc size={72} height={0} />
      <b>{t('no_page')}</b>
      <p>{t('no_page_why')}</p>
      <ul class="hosts">
        {hosts.map((host) => (
          <li key={host}>
            <a href={`https://${host}/`} target="_blank" rel="noreferrer">
              {host}
            </a>
          </li>
        ))}
      </ul>
      <a href="demo.html" target="_blank" rel="noreferrer" data-testid="demo">
        {t('welcome_demo_action')}
      </a>
    </section>
  );
}

/** Accounts, but nothing at risk. */
export function NoPosition() {
  return (
    <section class="empty" data-testid="notice" data-notice="no-position" data-tone="safe">
      <Disc size={72} height={0} />
      <b>{t('no_position')}</b>
      <p>{t('no_position_why')}</p>
    </section>
  );
}
