import {barShare} from '../picture/pixels.ts';
import type {PoolPicture, PositionPicture} from '../picture/pools.ts';
import {digitsOf, type FigureJson, orMissing} from '../text/figure.ts';
import {t} from '../text/message.ts';
import {distance, gain, price, size} from '../text/number.ts';
import {FigureText} from './figure.tsx';

/** A pool's positions: two lines each, the figures that matter on the first. */
export function Positions({pool}: {readonly pool: PoolPicture}) {
  if (pool.positions.length === 0) return <p class="quiet">{t('no_position')}</p>;
  return (
    <div class="positions" data-testid="positions">
      <div class="position-heads" aria-hidden="true">
        <span>{t('positions')}</span>
        <span>{t('liquidation_price')}</span>
        <span>{t('distance')}</span>
      </div>
      <ul aria-label={t('positions')}>
        {pool.positions.map((position) => (
          <PositionRow key={position.key} position={position} unit={pool.health.unit} />
        ))}
      </ul>
    </div>
  );
}

type RowProps = {readonly position: PositionPicture; readonly unit: string};

function PositionRow({position: {health, sent}, unit}: RowProps) {
  const {side, symbol} = health;
  return (
    <li data-testid="position" data-symbol={symbol} data-side={side}>
      <div class="position">
        <span class="position-name">
          <span>
            <b title={symbol}>{symbol}</b> <span class={side}>{t(side)}</span>
          </span>
          {sent?.leverage && <span class="mute"> {t('leverage', size(sent.leverage))}</span>}
        </span>
        <span>
          <span class="spoken">{t('liquidation_price')} </span>
          <FigureText figure={health.liquidationPrice} format={price} testid="liquidation-price" />
        </span>
        <DistanceBar figure={health.distance} side={side} />
      </div>
      <div class="position-terms">
        <Term
          name={t('size')}
          figure={orMissing(sent?.size, 'all positions of the account')}
          format={size}
          testid="size"
        />
        <Term
          name={t('entry')}
          figure={orMissing(sent?.entryPrice, `entry price of ${symbol}`)}
          format={price}
          testid="entry"
        />
        <Term
          name={t('mark')}
          figure={orMissing(sent?.markPrice, `mark price of ${symbol}`)}
          format={price}
          testid="mark"
        />
        <Term
          name={t('pnl')}
          figure={health.unrealisedPnl}
          format={(value) => gain(value, unit)}
          testid="pnl"
        />
      </div>
    </li>
  );
}

function DistanceBar({figure, side}: {readonly figure: FigureJson; readonly side: 'long' | 'short'}) {
  const value = digitsOf(figure);
  return (
    <span class="position-distance">
      <span class="bar" aria-hidden="true">
        {value !== null && <i class={side} style={{inlineSize: `${barShare(value) * 100}%`}} />}
      </span>
      <span class="spoken">{t('distance')} </span>
      <FigureText figure={figure} format={distance} testid="distance" />
    </span>
  );
}

type TermProps = {
  readonly name: string;
  readonly figure: FigureJson;
  readonly format: (value: string) => string;
  readonly testid: string;
};

function Term({name, figure, format, testid}: TermProps) {
  return (
    <span>
      {name} <FigureText figure={figure} format={format} testid={testid} />
    </span>
  );
}
