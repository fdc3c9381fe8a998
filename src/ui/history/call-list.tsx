import type {CallMark} from '../../history/record.ts';
import {FigureText} from '../parts/figure.tsx';
import {levelWord} from '../text/level.ts';
import {t} from '../text/message.ts';
import {accuracy} from '../text/number.ts';
import {moment} from '../text/time.ts';
import {figureOf} from './readout.tsx';

/** Every margin call in the range, newest first. */
export function CallList({calls}: {readonly calls: readonly CallMark[]}) {
  return (
    <section>
      <h2>{t('history_calls')}</h2>
      {calls.length === 0 && <p class="mute">{t('history_no_calls')}</p>}
      {calls.length > 0 && (
        <table class="calls" data-testid="calls">
          <thead>
            <tr>
              <th scope="col">{t('history_time')}</th>
              <th scope="col">{t('history_level')}</th>
              <th scope="col">{t('accuracy')}</th>
            </tr>
          </thead>
          <tbody>
            {calls.toReversed().map((call) => (
              <tr key={call.at}>
                <td>{moment(call.at)}</td>
                <td>{levelText(call)}</td>
                <td>
                  <FigureText figure={figureOf(call.accuracy)} format={accuracy} testid="call-accuracy" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function levelText({level, levelAt, why}: CallMark): string {
  const name = t('level_at', level === '' ? t('history_own_level') : levelWord(level), accuracy(levelAt));
  return why === 'still' ? t('call_still', name) : name;
}
