import type {Settings} from '../../settings.ts';
import {t} from '../text/message.ts';
import {Numbers, Switch} from './setting.tsx';

type Props = {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
  readonly sound: (value: 'on' | 'off') => void;
};

/** When and how somebody is called. */
export function Calls({settings, change, sound}: Props) {
  return (
    <section>
      <h2>{t('option_calls')}</h2>
      <Switch
        name="calls"
        title={t('option_calls_on')}
        why={t('option_calls_why')}
        value={settings.calls}
        choose={(calls) => change({calls})}
      />
      <Numbers
        name="levels"
        title={t('option_levels')}
        why={t('option_levels_why')}
        value={settings.levels}
        read={percents}
        choose={(levels) => change({levels})}
      />
      <Numbers
        name="cadence"
        title={t('option_cadence')}
        why={t('option_cadence_why')}
        value={settings.cadence.map(String)}
        read={minutes}
        choose={(cadence) => change({cadence: cadence.map(Number)})}
      />
      <Quiet quiet={settings.quiet} change={(quiet) => change({quiet})} />
      <Switch
        name="pulse"
        title={t('option_pulse')}
        value={settings.pulse}
        choose={(pulse) => change({pulse})}
      />
      <Switch
        name="sound"
        title={t('option_sound')}
        why={t('option_sound_why')}
        value={settings.sound}
        choose={sound}
      />
    </section>
  );
}

const percents = (texts: readonly string[]): readonly string[] | null =>
  texts.length <= 12 && texts.every((text) => /^\d{1,6}(\.\d{1,6})?$/.test(text) && /[1-9]/.test(text))
    ? texts
    : null;

const minutes = (texts: readonly string[]): readonly string[] | null =>
  texts.length > 0 &&
  texts.length <= 10 &&
  texts.every((text) => /^\d{1,4}(\.\d{1,2})?$/.test(text) && Number(text) >= 1 && Number(text) <= 1440)
    ? texts
    : null;

type QuietProps = {
  readonly quiet: Settings['quiet'];
  readonly change: (quiet: Settings['quiet']) => void;
};

/** From ten at night to seven, until somebody says otherwise. */
const NIGHT = {from: 22 * 60, to: 7 * 60};

function Quiet({quiet, change}: QuietProps) {
  return (
    <>
      <Switch
        name="quiet"
        title={t('option_quiet')}
        why={t('option_quiet_why')}
        value={quiet === null ? 'off' : 'on'}
        choose={(value) => change(value === 'on' ? NIGHT : null)}
      />
      {quiet !== null && (
        <div class="setting">
          <Time
            title={t('option_quiet_from')}
            minute={quiet.from}
            change={(from) => change({...quiet, from})}
          />
          <Time title={t('option_quiet_to')} minute={quiet.to} change={(to) => change({...quiet, to})} />
        </div>
      )}
    </>
  );
}

type TimeProps = {
  readonly title: string;
  readonly minute: number;
  readonly change: (minute: number) => void;
};

/** A time of day, as minutes since midnight: no figure of money. */
function Time({title, minute, change}: TimeProps) {
  const two = (part: number) => String(part).padStart(2, '0');
  return (
    <label>
      {title}{' '}
      <input
        type="time"
        value={`${two(Math.floor(minute / 60))}:${two(minute % 60)}`}
        onChange={({currentTarget}) => {
          const [hours, rest] = currentTarget.value.split(':').map(Number);
          if (hours !== undefined && rest !== undefined) change(hours * 60 + rest);
        }}
      />
    </label>
  );
}
