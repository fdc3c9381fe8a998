import {axisEdge, axisX, labelsThatFit, sideOf} from '../picture/pixels.ts';
import type {PoolPicture} from '../picture/pools.ts';
import {digitsOf, type FigureJson, figureText} from '../text/figure.ts';
import {t} from '../text/message.ts';
import {move} from '../text/number.ts';
import {SpokenDoubts} from './said.tsx';

const WIDTH = 328;
const HALF = WIDTH / 2;
/** Height of the bar's middle within the picture. */
const Y = 27;

type Dot = {
  readonly key: string;
  readonly name: string;
  readonly distance: string;
  readonly side: 'down' | 'up';
};

/** One axis for all distances: today's price in the middle, a dot where one underlying alone, a mark where all together reach the line. */
export function DistanceAxis({pool}: {readonly pool: PoolPicture}) {
  const {down, up} = pool.health.uniform;
  const dots = dotsOf(pool);
  const together = [digitsOf(down), digitsOf(up)].filter((value) => value !== null);
  const edge = axisEdge([...together, ...dots.map(({distance}) => distance)]);
  return (
    <section class="distances" data-testid="distances">
      <h2>{t('distances')}</h2>
      <svg class="axis" viewBox={`0 0 ${WIDTH} 38`} aria-hidden="true">
        <rect class="axis-room" x="0" y={Y - 3} width={WIDTH} height="6" rx="3" />
        <Beyond figure={down} side="down" edge={edge} />
        <Beyond figure={up} side="up" edge={edge} />
        <path class="axis-now" d={`M${HALF} ${Y - 8}V${Y + 8}`} />
        <Dots dots={dots} edge={edge} />
      </svg>
      <div class="axis-words">
        <Together figure={down} side="down" edge={edge} />
        <span class="axis-today">{t('now')}</span>
        <Together figure={up} side="up" edge={edge} />
      </div>
    </section>
  );
}

type MarkProps = {readonly figure: FigureJson; readonly side: 'down' | 'up'; readonly edge: number};

/** From where everything together reaches the line, outward. */
function Beyond({figure, side, edge}: MarkProps) {
  const value = digitsOf(figure);
  if (value === null) return null;
  const x = axisX(value, side, edge, WIDTH);
  // On the very edge it may lie farther out than the axis reaches: no mark then.
  if (x <= 0 || x >= WIDTH) return null;
  return (
    <>
      <rect
        class="axis-beyond"
        x={side === 'down' ? 0 : x}
        y={Y - 3}
        width={side === 'down' ? x : WIDTH - x}
        height="6"
        rx="3"
      />
      <path class="axis-line" d={`M${x} ${Y - 9}V${Y + 9}`} />
    </>
  );
}

/** The word under the mark; it keeps to its own half, so that nothing ever overlaps. */
function Together({figure, side, edge}: MarkProps) {
  const value = digitsOf(figure);
  const {shown, why} = figureText(figure, (distance) => move(distance, side));
  const x = value === null ? (side === 'down' ? 0 : WIDTH) : axisX(value, side, edge, WIDTH);
  const inset = side === 'down' ? Math.min(x, HALF - 68) : Math.min(WIDTH - x, HALF - 68);
  return (
    <span
      class={`axis-${side}`}
      style={{[side === 'down' ? '--from-start' : '--from-end']: share(Math.max(0, inset - 34))}}
      data-testid={side}
      data-kind={figure.kind}
      data-value={value ?? undefined}
      title={why || value || undefined}
    >
      <span class="spoken">{t(side === 'down' ? 'all_down' : 'all_up')} </span>
      <span aria-hidden="true">{t('all')} </span>
      {shown}
      <SpokenDoubts figure={figure} />
    </span>
  );
}

/** The picture is as wide as its place, so the words under it keep to shares of it. */
const share = (x: number): string => `${(100 * x) / WIDTH}%`;

function Dots({dots, edge}: {readonly dots: readonly Dot[]; readonly edge: number}) {
  const near = dots
    .map((dot) => ({...dot, x: axisX(dot.distance, dot.side, edge, WIDTH), text: words(dot)}))
    .toSorted((a, b) => Math.abs(a.x - HALF) - Math.abs(b.x - HALF));
  return (
    <>
      {near.map((dot) => (
        <circle key={dot.key} class={`axis-dot ${dot.side}`} cx={dot.x} cy={Y} r="4.5" />
      ))}
      {labelsThatFit(near, WIDTH).map((label) => (
        <text key={label.key} class="axis-name" x={label.left} y="12">
          {label.text}
        </text>
      ))}
    </>
  );
}

const words = ({name, distance, side}: Dot): string => `${name} ${move(distance, side)}`;

/** One dot an underlying: two positions in the same one share their price, and so their distance. */
function dotsOf(pool: PoolPicture): readonly Dot[] {
  const dots = new Map<string, Dot>();
  for (const {health, sent} of pool.positions) {
    const distance = digitsOf(health.distance);
    if (distance === null) continue;
    const price = digitsOf(health.liquidationPrice);
    const usual = health.side === 'long' ? 'down' : 'up';
    const side = price !== null && sent?.markPrice ? sideOf(price, sent.markPrice) : usual;
    const name = sent?.underlying ?? health.symbol;
    dots.set(name, {key: name, name, distance, side});
  }
  return [...dots.values()];
}
