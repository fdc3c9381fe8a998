import {isMore} from '../../reading/brief.ts';
import type {FigureJson} from '../text/figure.ts';
import type {PoolPicture} from './pools.ts';

export type PoolReason = {readonly mark: '≈' | '?'; readonly text: string};

/** Why figures of a pool are estimates or not there, each reason once: what hovering tells, for those who cannot hover. */
export function reasonsOf(pool: PoolPicture): readonly PoolReason[] {
  const {health} = pool;
  const figures: readonly FigureJson[] = [
    health.accuracy,
    health.equity,
    health.maintenanceMargin,
    health.uniform.down,
    health.uniform.up,
    ...pool.positions.flatMap((position) => [
      position.health.liquidationPrice,
      position.health.distance,
      position.health.unrealisedPnl,
    ]),
  ];
  const told = figures.flatMap(reasons).filter(({text}) => !isMore(text));
  const found = new Map(told.map((reason) => [`${reason.mark}${reason.text}`, reason]));
  return [...found.values()];
}

function reasons(figure: FigureJson): readonly PoolReason[] {
  if (figure.kind === 'estimated') return figure.because.map((text) => ({mark: '≈', text}));
  return figure.kind === 'missing' ? figure.needs.map((text) => ({mark: '?', text})) : [];
}
