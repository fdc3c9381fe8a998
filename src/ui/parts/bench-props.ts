import type {Study} from '../../study.ts';
import type {PoolPicture} from '../picture/pools.ts';
import type {Turned} from '../picture/turned.ts';

/** What every bench of the workshop is given. */
export type BenchProps = {
  readonly pool: PoolPicture;
  readonly study: Study;
  readonly turned: Turned;
  readonly turn: (change: Partial<Turned>) => void;
};
