import {useState} from 'preact/hooks';
import type {Study} from '../../study.ts';
import {stressPicture} from '../picture/stress.ts';
import {levelWord} from '../text/level.ts';
import {t} from '../text/message.ts';
import {accuracy, amount, gain, move} from '../text/number.ts';
import type {BenchProps} from './bench-props.ts';
import {FigureText} from './figure.tsx';

const WIDTH = 328;
const HEIGHT = 72;
const CELL = 8;

/** The water over common moves of all prices: a curve, one move to look at, and the scan as a strip. */
export function Stress({pool, study}: BenchProps) {
  const [at, setAt] = useState('-10');
  const {health, levels} = pool;
  if (study.stress.length === 0) return <p class="quiet">{t('stress_unknown')}</p>;
  const picture = stressPicture(study, {width: WIDTH, height: HEIGHT, waterline: health.waterline, levels});
  const strip = picture.rows.length * CELL;
  return (
    <div class="stress">
      <svg
        width={WIDTH}
        height={HEIGHT + strip + 6}
        viewBox={`0 0 ${WIDTH} ${HEIGHT + strip + 6}`}
        role="img"
        aria-label={t('stress_picture')}
      >
        <rect class="stress-air" width={WIDTH} height={HEIGHT} />
        <path class="stress-water" d={picture.water} />
        <path class="stress-line" d={`M0 ${picture.line}H${WIDTH}`} />
        <path class="stress-now" d={`M${WIDTH / 2} 0V${HEIGHT}`} />
        {picture.marks.map(({key, x, name}) => (
          <g key={key}>
            <path class="stress-mark" d={`M${x} 0V${HEIGHT}`} />
            <title>{levelWord(name)}</title>
          </g>
        ))}
        {picture.rows.map(({volatility, cells}, row) =>
          cells.map(({move: percent, x, tone}) => (
            <rect
              key={`${volatility} ${percent}`}
              class="stress-cell"
              data-tone={tone}
              x={x - 3.5}
              y={HEIGHT + 4 + row * CELL}
              width="7"
              height={CELL - 1}
            />
          )),
        )}
      </svg>
      <label class="turn">
        <span>{t('if_all_move')}</span>
        <input
          type="range"
          min={-20}
          max={20}
          value={at}
          data-testid="stress-move"
          onInput={({currentTarget}) => setAt(currentTarget.value)}
        />
        <output>{signed(at)}</output>
      </label>
      <Outcome study={study} at={at} unit={health.unit} />
      <First study={study} />
      <Scan study={study} unit={health.unit} />
    </div>
  );
}

const signed = (percent: string): string =>
  percent.startsWith('-') ? move(percent.slice(1), 'down') : move(percent, 'up');

function Outcome({study, at, unit}: {readonly study: Study; readonly at: string; readonly unit: string}) {
  const point = study.stress.find(
    ({move: percent, volatility}) => String(percent) === at && volatility === '1',
  );
  if (point === undefined) return null;
  return (
    <p data-testid="stress-outcome">
      {t('accuracy')} <FigureText figure={point.accuracy} format={accuracy} testid="stress-accuracy" /> ·{' '}
      {t('pnl')}{' '}
      <FigureText figure={point.profit} format={(value) => gain(value, unit)} testid="stress-profit" />
      {point.level !== null && <b class="mute"> · {levelWord(point.level)}</b>}
    </p>
  );
}

/** Which of the account's pools a common move takes first. */
function First({study: {order}}: {readonly study: Study}) {
  return (
    <p class="quiet">
      {order.down.length > 0 && t('goes_first_down', order.down.slice(0, 3).join(', '))}{' '}
      {order.up.length > 0 && t('goes_first_up', order.up.slice(0, 3).join(', '))}
    </p>
  );
}

function Scan({study: {scan}, unit}: {readonly study: Study; readonly unit: string}) {
  if (scan === null) return null;
  return (
    <p class="quiet">
      {t('scan', signed(String(scan.move)))}{' '}
      <FigureText figure={scan.required} format={(value) => amount(value, unit)} testid="scan" />{' '}
      <span class="unit">{unit}</span>
    </p>
  );
}
