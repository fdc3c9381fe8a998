import type {WorkingView} from '../../study.ts';
import {t} from '../text/message.ts';
import {amount, price} from '../text/number.ts';
import {said} from '../text/reason.ts';
import type {BenchProps} from './bench-props.ts';
import {FigureText} from './figure.tsx';
import {Said} from './said.tsx';

/** The engine's working as a ledger: what went in, by which rule, what came out. */
export function Why({pool, study}: BenchProps) {
  return (
    <div class="ledger">
      {study.workings.map((working, index) => (
        <Account key={`${working.figure} ${index}`} working={working} unit={pool.health.unit} />
      ))}
    </div>
  );
}

function Account({working, unit}: {readonly working: WorkingView; readonly unit: string}) {
  const {figure, result, terms, refused} = working;
  const isPrice = figure.startsWith('liquidation price');
  return (
    <table data-testid="working">
      <thead>
        <tr>
          <th scope="col">
            <Said texts={[figure]} />
          </th>
          <td>
            <FigureText
              figure={result}
              format={(value) => (isPrice ? price(value) : amount(value, unit))}
              testid="working-result"
            />
            {!isPrice && <span class="unit"> {unit}</span>}
          </td>
        </tr>
      </thead>
      <tbody>
        {terms.map((term) => (
          <tr key={`${term.what} ${term.rule}`}>
            <th scope="row">
              <Said texts={[term.what]} />{' '}
              <small class="mute">
                <Said texts={[term.rule]} />
              </small>
            </th>
            <td title={term.amount}>
              {amount(term.amount, term.unit)} <span class="unit">{term.unit}</span>
            </td>
          </tr>
        ))}
        {refused.map((why) => (
          <tr key={why}>
            <td colSpan={2} class="mute">
              {t('refused', said(why).text)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
