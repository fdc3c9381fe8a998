import {levelWord} from '../text/level.ts';
import {t} from '../text/message.ts';
import {gain, hours, move, percent} from '../text/number.ts';
import type {BenchProps} from './bench-props.ts';
import {FigureText} from './figure.tsx';

/** Every level with the moves that lead to it, and the hours after which holding alone does. */
export function Ladder({pool, study}: BenchProps) {
  const {drag, unit} = pool.health;
  return (
    <div class="ledger">
      <p class="quiet">
        {t('drag')}{' '}
        <FigureText figure={negated(drag.perHour)} format={(value) => gain(value, unit)} testid="drag" />{' '}
        {t('drag_unit', unit)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('level')}</th>
            <td>{t('down')}</td>
            <td>{t('up')}</td>
            <td>{t('by_holding')}</td>
          </tr>
        </thead>
        <tbody>
          {study.levels.map(({name, at, uniform, hours: until}) => (
            <tr key={`${name} ${at}`} data-testid="level">
              <th scope="row">
                {levelWord(name)} <span class="mute">{percent(at)}</span>
              </th>
              <td>
                <FigureText
                  figure={uniform.down}
                  format={(value) => move(value, 'down')}
                  testid="level-down"
                />
              </td>
              <td>
                <FigureText figure={uniform.up} format={(value) => move(value, 'up')} testid="level-up" />
              </td>
              <td>
                <FigureText figure={until} format={hours} testid="level-hours" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is paid is positive in the engine; a person reads a loss with its minus. */
const negated = <Shown extends {readonly kind: string}>(figure: Shown): Shown =>
  'value' in figure && typeof figure.value === 'string'
    ? {...figure, value: figure.value.startsWith('-') ? figure.value.slice(1) : `-${figure.value}`}
    : figure;
