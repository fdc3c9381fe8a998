import {waterHeight} from '../../load-line.ts';
import type {Study} from '../../study.ts';
import {digitsOf} from '../text/figure.ts';
import type {Tone} from './tone.ts';

/** Pixels only, as in `pixels.ts`: depth of the water over the move of prices. */
export type StressPicture = {
  /** Surface of the water, as an SVG path to be filled. */
  readonly water: string;
  /** y of the waterline. */
  readonly line: number;
  readonly marks: readonly {readonly key: string; readonly x: number; readonly name: string}[];
  /** One row for each volatility, a cell for each move. */
  readonly rows: readonly {
    readonly volatility: string;
    readonly cells: readonly {readonly move: number; readonly x: number; readonly tone: Tone}[];
  }[];
};

/** The curve is drawn for volatility as it is. */
const AS_IT_IS = '1';
/** Depth at the lower edge of the picture: twice the waterline is drowned. */
const FULL = 1;

type Frame = {
  readonly width: number;
  readonly height: number;
  readonly waterline: string;
  readonly levels: readonly {readonly name: string; readonly at: string}[];
};

export function stressPicture(study: Study, {width, height, waterline, levels}: Frame): StressPicture {
  const moves = [...new Set(study.stress.map(({move}) => move))].toSorted((a, b) => a - b);
  const first = moves[0] ?? -1;
  const last = moves.at(-1) ?? 1;
  const xOf = (move: number) => round(((move - first) / (last - first || 1)) * width);
  const curve = study.stress
    .filter(({volatility}) => volatility === AS_IT_IS)
    .flatMap(({move, accuracy}) => {
      const depth = accuracy.kind === 'none' ? 0 : depthOf(digitsOf(accuracy), waterline);
      return depth === null ? [] : [`${xOf(move)} ${round((1 - depth / FULL) * height)}`];
    });
  const volatilities = [...new Set(study.stress.map(({volatility}) => volatility))];
  return {
    water: curve.length < 2 ? '' : `M0 ${height}L${curve.join('L')}L${width} ${height}Z`,
    line: height / 2,
    marks: marksOf(study, first, last).map(({move, name}) => ({key: `${name} ${move}`, x: xOf(move), name})),
    rows: volatilities.map((volatility) => ({
      volatility,
      cells: study.stress
        .filter((point) => point.volatility === volatility)
        .map(({move, level}) => ({move, x: xOf(move), tone: toneOfLevel(level, waterline, levels)})),
    })),
  };
}

const depthOf = (accuracy: string | null, waterline: string): number | null =>
  accuracy === null ? null : waterHeight(accuracy, waterline);

/** Where each level is crossed, both ways, as far as the picture reaches. */
function marksOf({levels}: Study, first: number, last: number) {
  return levels.flatMap(({name, uniform}) => {
    const down = digitsOf(uniform.down);
    const up = digitsOf(uniform.up);
    return [
      ...(down === null ? [] : [{name, move: -Number(down)}]),
      ...(up === null ? [] : [{name, move: Number(up)}]),
    ].filter(({move}) => move !== 0 && move > first && move < last);
  });
}

/** A level's colour: the waterline and below is the call's, the next above it the warning's, any higher the watch's. */
function toneOfLevel(level: string | null, waterline: string, levels: Frame['levels']): Tone {
  if (level === null) return 'safe';
  const above = levels
    .filter(({at}) => Number(at) > Number(waterline))
    .toSorted((a, b) => Number(a.at) - Number(b.at));
  const place = above.findIndex(({name}) => name === level);
  if (place < 0) return 'liquidation';
  return place === 0 ? 'margin-call' : place === 1 ? 'warning' : 'watch';
}

const round = (length: number): number => Math.round(length * 10) / 10;
