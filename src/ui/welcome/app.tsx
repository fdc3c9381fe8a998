import {waterHeight} from '../../load-line.ts';
import {Disc} from '../parts/disc.tsx';
import {gradeWord} from '../text/grade.ts';
import {t} from '../text/message.ts';

/** An exchange that can be read. */
export type Listed = {readonly id: string; readonly name: string; readonly hosts: readonly string[]};

export type AppProps = {
  readonly browser: 'chrome' | 'firefox';
  /** Whether the browser lets us see the exchanges' pages; `given`: it has only just been told to. */
  readonly access: 'allowed' | 'withheld' | 'given';
  readonly button: 'pinned' | 'hidden' | 'unknown';
  readonly exchanges: readonly Listed[];
  readonly allow: () => void;
};

/** The first-run page from plain props: what it is, what to do, what it reads and what it never does. */
export function App({browser, access, button, exchanges, allow}: AppProps) {
  return (
    <>
      <header class="top" data-tone="safe">
        <Disc size={56} height={0.3} />
        <div>
          <h1>{t('welcome_title')}</h1>
          <p>{t('welcome_lead')}</p>
        </div>
      </header>
      <main>
        {access !== 'allowed' && <Access access={access} allow={allow} />}
        <section>
          <h2>{t('welcome_pin')}</h2>
          <p data-testid="pin" data-browser={browser} data-button={button}>
            {t(pinText(browser, button))}
          </p>
        </section>
        <section>
          <h2>{t('welcome_demo')}</h2>
          <p>{t('welcome_demo_why')}</p>
          <p>
            <a class="action" href="demo.html" data-testid="demo">
              {t('welcome_demo_action')}
            </a>
          </p>
        </section>
        <Meaning />
        <Exchanges exchanges={exchanges} />
        <section>
          <h2>{t('options_promise')}</h2>
          <p>{t('options_reads')}</p>
          <p>{t('options_never')}</p>
          <p>
            <a href="options.html" data-testid="options">
              {t('options')}
            </a>
          </p>
        </section>
      </main>
    </>
  );
}

function pinText(browser: AppProps['browser'], button: AppProps['button']) {
  if (button === 'pinned') return 'welcome_pinned';
  return browser === 'chrome' ? 'welcome_pin_chrome' : 'welcome_pin_firefox';
}

type AccessProps = {readonly access: 'withheld' | 'given'; readonly allow: () => void};

/** Nothing works before this, so it comes first and cannot be overlooked. */
function Access({access, allow}: AccessProps) {
  return (
    <section class="access" data-testid="access" data-access={access}>
      <h2>{t('welcome_access')}</h2>
      <p role="status">{t(access === 'given' ? 'welcome_access_given' : 'welcome_access_why')}</p>
      {access === 'withheld' && (
        <button type="button" data-testid="allow" onClick={() => allow()}>
          {t('no_access_action')}
        </button>
      )}
    </section>
  );
}

/** An accuracy of each grade, as the mark shows it where the line is at 100. */
const GRADES = [
  ['safe', '342'],
  ['watch', '240'],
  ['warning', '140'],
  ['margin-call', '118'],
  ['liquidation', '80'],
] as const;

function Meaning() {
  return (
    <section>
      <h2>{t('welcome_number')}</h2>
      <p>{t('welcome_number_why')}</p>
      <ul class="grades">
        {GRADES.map(([grade, accuracy]) => (
          <li key={grade} data-tone={grade}>
            <Disc size={44} height={waterHeight(accuracy, '1')} />
            <b>{accuracy}</b>
            <span class="word">{gradeWord(grade)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Exchanges({exchanges}: Pick<AppProps, 'exchanges'>) {
  return (
    <section>
      <h2>{t('welcome_open')}</h2>
      <p>{t('welcome_open_why')}</p>
      <ul class="exchanges" data-testid="exchanges">
        {exchanges.map(({id, name, hosts}) => (
          <li key={id}>
            <a href={`https://${hosts[0]}/`} target="_blank" rel="noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
