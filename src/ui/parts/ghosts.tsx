import {t} from '../text/message.ts';
import {accuracy} from '../text/number.ts';
import type {BenchProps} from './bench-props.ts';
import {FigureText} from './figure.tsx';

/** What auto-deleveraging or a delisting of each position would leave, worst first. */
export function Ghosts({study}: BenchProps) {
  return (
    <div class="ledger">
      <p class="quiet">{t('ghosts_why')}</p>
      <table>
        <tbody>
          {study.ghosts.map(({index, symbol, side, accuracy: left}) => (
            <tr key={index} data-testid="ghost">
              <th scope="row">
                {t('without')} {symbol} <span class={side}>{t(side)}</span>
              </th>
              <td>
                <FigureText figure={left} format={accuracy} testid="ghost-accuracy" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
