import type {Figure} from '../engine/figure.ts';
import type {AccountHealth, PoolHealth} from '../engine/health.ts';
import type {AsJson} from '../engine/json.ts';

/** Reasons that one position's figure tells. */
const MOST = 12;

const MORE = /^\d+ more that hold for the whole pool$/;

/** Stands for reasons that the pool's own figures tell. */
export const isMore = (reason: string): boolean => MORE.test(reason);

type Told = Figure | AsJson<Figure>;

const reasonsIn = (figure: Told): readonly string[] => {
  if (figure.kind === 'estimated') return figure.because;
  return figure.kind === 'missing' ? figure.needs : [];
};

/** `common`: what the pool's own figures tell already; what is the position's alone stays. */
function shortened<Each extends Told>(figure: Each, common: ReadonlySet<string>): Each {
  const all = reasonsIn(figure);
  if (all.length <= MOST) return figure;
  const own = all.filter((reason) => !common.has(reason));
  const shared = all.filter((reason) => common.has(reason));
  const told = shared.slice(0, Math.max(0, MOST - 1 - own.length));
  const rest = shared.length - told.length;
  const reasons = [...own, ...told, ...(rest > 0 ? [`${rest} more that hold for the whole pool`] : [])];
  return figure.kind === 'estimated' ? {...figure, because: reasons} : {...figure, needs: reasons};
}

/** What these figures of the pool tell. */
export const commonOf = (figures: readonly Figure[]): ReadonlySet<string> =>
  new Set(figures.flatMap(reasonsIn));

function briefPool(pool: PoolHealth): PoolHealth {
  const {accuracy, equity, maintenanceMargin, uniform, positions, remedies} = pool;
  const common = commonOf([accuracy, equity, maintenanceMargin, uniform.down, uniform.up]);
  if (common.size < MOST) return pool;
  // What a pool lacks is one figure for all of its positions.
  const known = new Map<Figure, Figure>();
  const brief = (figure: Figure): Figure => {
    const short = known.get(figure) ?? shortened(figure, common);
    known.set(figure, short);
    return short;
  };
  return {
    ...pool,
    positions: positions.map((position) => ({
      ...position,
      liquidationPrice: brief(position.liquidationPrice),
      distance: brief(position.distance),
    })),
    remedies: {
      ...remedies,
      reduce: remedies.reduce.map(({symbol, size}) => ({symbol, size: brief(size)})),
    },
  };
}

/**
 * The same health, as it is sent to be drawn. In a pool each position's price rests on all positions, and so does every
 * doubt: a thousand of them would tell a million reasons. The pool's own figures tell them all, once.
 */
export const briefly = (health: AccountHealth): AccountHealth => ({
  ...health,
  pools: health.pools.map(briefPool),
});

const isFigure = (value: object): value is AsJson<Figure> =>
  'kind' in value && (value.kind === 'estimated' || value.kind === 'missing');

/** The same of anything else that is told of a pool: in all figures that are in it, wherever they stand. */
export function brieflyTold<Value>(told: Value, common: ReadonlySet<string>): Value {
  if (common.size < MOST) return told;
  const brief = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(brief);
    if (typeof value !== 'object' || value === null) return value;
    if (isFigure(value)) return shortened(value, common);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, brief(member)]));
  };
  // What comes out has the shape of what went in.
  return brief(told) as Value;
}
