import {digitsOf, kindOf, type Point, type PoolEntry, type Written} from '../../history/record.ts';
import {FigureText} from '../parts/figure.tsx';
import type {FigureJson} from '../text/figure.ts';
import {gradeWord} from '../text/grade.ts';
import {t} from '../text/message.ts';
import {accuracy, amount, distance} from '../text/number.ts';
import {moment} from '../text/time.ts';

/** A kept figure as the other pages show it; of its reasons nothing is kept but that there were some. */
export function figureOf(text: Written): FigureJson {
  const kind = kindOf(text);
  const value = digitsOf(text);
  const because = 'the reason is not kept';
  if (kind === 'none') return {kind, because};
  if (value === null || kind === 'missing') return {kind: 'missing', needs: [because]};
  return kind === 'exact' ? {kind, value} : {kind, value, because: [because]};
}

type Props = {readonly point: Point | null; readonly pool: PoolEntry};

/** The figures of one moment: where the pointer stands, else the last. */
export function Readout({point, pool}: Props) {
  const money = (value: string) => `${amount(value, pool.unit)} ${pool.unit}`;
  const cells = [
    {key: 'accuracy', name: t('accuracy'), text: point?.accuracy, format: accuracy},
    {key: 'equity', name: t('equity'), text: point?.equity, format: money},
    {key: 'requirement', name: t('requirement'), text: point?.requirement, format: money},
    {key: 'distance', name: t('distance'), text: point?.distance, format: distance},
  ] as const;
  return (
    <div class="readout" data-testid="readout">
      <time>{point === null ? '—' : moment(point.at)}</time>
      <span class="grade" data-grade={point?.grade}>
        {point === null ? '' : gradeWord(point.grade)}
      </span>
      <dl>
        {cells.map(({key, name, text, format}) => (
          <div key={key}>
            <dt class={`key key-${key}`}>{name}</dt>
            <dd>
              {text === undefined ? (
                '—'
              ) : (
                <FigureText figure={figureOf(text)} format={format} testid={`at-${key}`} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
