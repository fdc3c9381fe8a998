import {LANGUAGES, type Settings} from '../../settings.ts';
import {Disc} from '../parts/disc.tsx';
import {t} from '../text/message.ts';
import {Calls} from './calls.tsx';
import {type ExchangeEntry, Exchanges} from './exchanges.tsx';
import {Choice, Switch} from './setting.tsx';

export type AppActions = {
  readonly change: (change: Partial<Settings>) => void;
  readonly allow: (exchange: ExchangeEntry) => void;
  readonly sound: (value: 'on' | 'off') => void;
  readonly save: () => void;
  readonly saveHidden: () => void;
  readonly reset: () => void;
};

export type AppProps = {
  readonly settings: Settings;
  readonly exchanges: readonly ExchangeEntry[];
  readonly actions: AppActions;
};

/** The options' whole picture from plain props. Every change is kept at once. */
export function App({settings, exchanges, actions}: AppProps) {
  const {change} = actions;
  return (
    <>
      <header class="top" data-tone="safe">
        <Disc size={40} height={0.3} />
        <h1>{t('options_title')}</h1>
      </header>
      <main>
        <section>
          <h2>{t('options_promise')}</h2>
          <p>{t('options_reads')}</p>
          <p>{t('options_never')}</p>
          <p class="doing">
            <a href="demo.html">{t('welcome_demo_action')}</a>
            <a href="welcome.html">{t('welcome_number')}</a>
          </p>
        </section>
        <Look settings={settings} change={change} />
        <Calls settings={settings} change={change} sound={actions.sound} />
        <Exchanges
          exchanges={exchanges}
          off={settings.venuesOff}
          change={(venuesOff) => change({venuesOff})}
          allow={actions.allow}
        />
        <section>
          <h2>{t('history')}</h2>
          <Switch
            name="history"
            title={t('option_history')}
            why={t('option_history_why')}
            value={settings.history}
            choose={(history) => change({history})}
          />
          <p class="doing">
            <a href="history.html">{t('history')}</a>
          </p>
        </section>
        <section>
          <h2>{t('option_trouble')}</h2>
          <p>{t('save_capture_why')}</p>
          <div class="doing">
            <button type="button" data-testid="save-capture" onClick={actions.save}>
              {t('save_capture')}
            </button>
            <button
              type="button"
              data-testid="save-hidden"
              title={t('save_hidden_why')}
              onClick={actions.saveHidden}
            >
              {t('save_hidden')}
            </button>
            <button type="button" data-testid="reset" onClick={actions.reset}>
              {t('option_reset')}
            </button>
          </div>
        </section>
      </main>
    </>
  );
}

type LookProps = {readonly settings: Settings; readonly change: AppActions['change']};

function Look({settings, change}: LookProps) {
  return (
    <section>
      <h2>{t('option_look')}</h2>
      <Choice
        name="badge"
        title={t('option_badge')}
        why={t('option_badge_why')}
        value={settings.badge}
        values={[
          ['accuracy', t('accuracy')],
          ['distance', t('distance')],
          ['level', t('option_badge_level')],
        ]}
        choose={(badge) => change({badge})}
      />
      <Choice
        name="theme"
        title={t('option_theme')}
        value={settings.theme}
        values={[
          ['system', t('option_theme_system')],
          ['light', t('option_theme_light')],
          ['dark', t('option_theme_dark')],
        ]}
        choose={(theme) => change({theme})}
      />
      <Choice
        name="units"
        title={t('option_units')}
        value={settings.units}
        values={[
          ['percent', '342%'],
          ['multiple', '3.42×'],
        ]}
        choose={(units) => change({units})}
      />
      <label class="setting" data-testid="language">
        <span>{t('option_language')}</span>
        <select
          value={settings.language}
          onChange={({currentTarget}) => {
            const chosen = (['browser', ...LANGUAGES] as const).find((each) => each === currentTarget.value);
            if (chosen !== undefined) change({language: chosen});
          }}
        >
          <option value="browser">{t('option_language_browser')}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language.replace('_', '-')}>
              {NAMES[language]}
            </option>
          ))}
        </select>
        <small>{t('option_language_why')}</small>
      </label>
    </section>
  );
}

/** Each in itself, so that whoever needs it can read it. */
const NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  en: 'English',
  zh_CN: '简体中文',
  ko: '한국어',
  ja: '日本語',
  ru: 'Русский',
  tr: 'Türkçe',
};
