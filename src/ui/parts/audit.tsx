import {mostTelling} from '../picture/audit.ts';
import type {AuditLineJson, PoolPicture} from '../picture/pools.ts';
import {type MessageKey, t} from '../text/message.ts';
import {amount, basisPoints, magnitude, price, ratio} from '../text/number.ts';
import {said} from '../text/reason.ts';
import {Said} from './said.tsx';

const NAME = {
  ratio: 'audit_ratio',
  equity: 'audit_equity',
  maintenanceMargin: 'audit_maintenance',
  liquidationPrice: 'audit_liquidation',
} as const satisfies Record<AuditLineJson['figure'], MessageKey>;

/** Ours beside the venue's own: one line, all of them on demand. */
export function Audit({pool}: {readonly pool: PoolPicture}) {
  const {audit, unit} = pool.health;
  const line = mostTelling(audit);
  if (!line) {
    return (
      <p class="audit quiet" data-testid="audit" data-agrees="unknown">
        {t('audit_nothing', pool.venueName)}
      </p>
    );
  }
  return (
    <details class="audit" data-testid="audit" data-agrees={String(line.agrees)}>
      <summary>
        <span>
          <span class="mute">{t('audit_says', pool.venueName)} </span>
          {line.figure !== 'ratio' && <span class="mute">{name(line)} </span>}
          <Reading value={line.reported} line={line} unit={unit} testid="audit-reported" />
        </span>
        <span class="audit-verdict">
          <Difference line={line} /> <Agreement line={line} />
        </span>
      </summary>
      {!line.agrees && (
        <p class="cause">
          {line.cause === undefined ? t('audit_cause_unknown') : <Said texts={[line.cause]} />}
        </p>
      )}
      <AuditTable lines={audit} unit={unit} />
    </details>
  );
}

function AuditTable({lines, unit}: {readonly lines: readonly AuditLineJson[]; readonly unit: string}) {
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('audit_ours')}</th>
          <th scope="col">{t('audit_theirs')}</th>
          <th scope="col">{t('audit_difference')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr
            key={`${line.figure} ${line.symbol ?? ''}`}
            data-testid="audit-line"
            data-agrees={String(line.agrees)}
          >
            <th scope="row">{name(line)}</th>
            <td>
              <Reading value={line.assessed} line={line} unit={unit} testid="assessed" />
            </td>
            <td>
              <Reading value={line.reported} line={line} unit={unit} testid="reported" />
            </td>
            <td title={line.cause && said(line.cause).text}>
              {basisPoints(line.differenceBps)} <Tick agrees={line.agrees ? 'yes' : 'no'} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const name = (line: AuditLineJson): string => (line.symbol ? `${line.symbol} ` : '') + t(NAME[line.figure]);

type ReadingProps = {
  readonly value: string;
  readonly line: AuditLineJson;
  readonly unit: string;
  readonly testid: string;
};

function Reading({value, line, unit, testid}: ReadingProps) {
  return (
    <span class="figure" data-testid={testid} data-value={value} title={value}>
      {reading(value, line, unit)}
    </span>
  );
}

function reading(value: string, line: AuditLineJson, unit: string): string {
  if (value === 'none') return '—';
  if (line.figure === 'ratio') return ratio(value);
  return line.figure === 'liquidationPrice' ? price(value) : amount(value, unit);
}

function Difference({line}: {readonly line: AuditLineJson}) {
  // Nothing to tell when they are equal, nor when one side says that there is none.
  if (magnitude(line.differenceBps) === null) return null;
  return <span class="mute">{t('audit_differs_by', basisPoints(line.differenceBps))}</span>;
}

function Agreement({line}: {readonly line: AuditLineJson}) {
  const agrees = line.agrees ? 'yes' : 'no';
  return (
    <span class="agreement" data-agrees={agrees}>
      {t(line.agrees ? 'audit_agrees' : 'audit_disagrees')} <Tick agrees={agrees} />
    </span>
  );
}

function Tick({agrees}: {readonly agrees: 'yes' | 'no'}) {
  return (
    <span class="tick" data-agrees={agrees} aria-hidden="true">
      {agrees === 'yes' ? '✓' : '≠'}
    </span>
  );
}
