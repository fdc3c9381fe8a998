import type {Closing, Lift} from '../../study.ts';
import {targetRange, thumbAt} from '../picture/turned.ts';
import {digitsOf, type FigureJson} from '../text/figure.ts';
import {t} from '../text/message.ts';
import {accuracy, move, roundedUp} from '../text/number.ts';
import {said} from '../text/reason.ts';
import type {BenchProps} from './bench-props.ts';
import {FigureText} from './figure.tsx';

/** Target, deposit and closings: turn any one, and the others say what comes to the same. */
export function Lifting(props: BenchProps) {
  return (
    <div class="lifting">
      <Target {...props} />
      <Ways {...props} />
      <Survive {...props} />
    </div>
  );
}

function Target({pool, study, turned, turn}: BenchProps) {
  const range = targetRange(pool);
  const {lift} = study;
  const thumb =
    turned.lift.by === 'target' ? Number(turned.lift.accuracy) : thumbAt(digitsOf(lift.accuracy), range);
  return (
    <>
      <label class="turn">
        <span>{t('lift_to')}</span>
        <input
          type="range"
          min={range.least}
          max={range.most}
          value={thumb}
          data-testid="target"
          onInput={({currentTarget}) => turn({lift: {by: 'target', accuracy: currentTarget.value}})}
        />
        <output>
          <FigureText figure={lift.accuracy} format={accuracy} testid="lifted" />
        </output>
      </label>
      {turned.lift.by !== 'target' && (
        <p class="quiet">
          {t('then_line')}{' '}
          <FigureText figure={lift.down} format={(value) => move(value, 'down')} testid="lifted-down" />{' '}
          <FigureText figure={lift.up} format={(value) => move(value, 'up')} testid="lifted-up" />
        </p>
      )}
    </>
  );
}

/** Each row is one single way to the same accuracy. */
function Ways({pool, study, turned, turn}: BenchProps) {
  const {deposits, closings} = study.lift;
  const asked = (lift: Lift) => turn({lift});
  return (
    <ul class="ways">
      {deposits.map(({asset, amount}) => (
        <li key={asset}>
          <Way
            name={t('pay_in', asset)}
            figure={amount}
            typed={turned.lift.by === 'deposit' && turned.lift.asset === asset ? turned.lift.amount : null}
            ask={(value) => asked({by: 'deposit', asset, amount: value})}
            testid="deposit"
          />
        </li>
      ))}
      {closings.map(({index, symbol, side, size}) => (
        <li key={`${symbol} ${index}`}>
          <Way
            name={t('or_close', symbol, t(side))}
            figure={size}
            typed={turned.lift.by === 'close' && turned.lift.index === index ? turned.lift.size : null}
            ask={(value) => asked({by: 'close', index, size: value})}
            testid="close"
          />
        </li>
      ))}
      {pool.positions.length > closings.length && closings.length > 0 && (
        <li class="quiet">{t('more_positions')}</li>
      )}
    </ul>
  );
}

type WayProps = {
  readonly name: string;
  readonly figure: FigureJson;
  /** What stands in the field because somebody is typing it; null: what was worked out. */
  readonly typed: string | null;
  readonly ask: (value: string) => void;
  readonly testid: string;
};

const PLAIN = /^\d{1,20}(\.\d{1,18})?$/;

function Way({name, figure, typed, ask, testid}: WayProps) {
  const value = digitsOf(figure);
  const why = figure.kind === 'none' ? said(figure.because).text : undefined;
  return (
    <label class="way" data-kind={figure.kind} title={why}>
      <span>{name}</span>
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        size={12}
        data-testid={testid}
        data-value={value ?? undefined}
        placeholder={figure.kind === 'none' ? '—' : '?'}
        value={typed ?? (value === null ? '' : roundedUp(value))}
        onInput={({currentTarget}) => {
          if (PLAIN.test(currentTarget.value)) ask(currentTarget.value);
        }}
      />
    </label>
  );
}

function Survive({pool, study, turned, turn}: BenchProps) {
  const {deposit, closings} = study.survive;
  return (
    <>
      <label class="turn">
        <span>{t('survive')}</span>
        <input
          type="range"
          min={-60}
          max={60}
          value={turned.survive}
          data-testid="survive"
          onInput={({currentTarget}) => turn({survive: currentTarget.value})}
        />
        <output>{signed(turned.survive)}</output>
      </label>
      <ul class="ways quiet">
        <li class="way">
          <span>{t('pay_in', pool.health.unit)}</span>
          <FigureText figure={deposit} format={roundedUp} testid="survive-deposit" />
        </li>
        {closings.map((closing) => (
          <SurviveByClosing key={closing.index} closing={closing} />
        ))}
      </ul>
    </>
  );
}

const signed = (percent: string): string =>
  percent.startsWith('-') ? move(percent.slice(1), 'down') : move(percent, 'up');

function SurviveByClosing({closing: {symbol, side, size}}: {readonly closing: Closing}) {
  return (
    <li class="way">
      <span>{t('or_close', symbol, t(side))}</span>
      <FigureText figure={size} format={roundedUp} testid="survive-close" />
    </li>
  );
}
