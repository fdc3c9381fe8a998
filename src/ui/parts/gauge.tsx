import {loadLine} from '../../load-line.ts';
import {swell} from '../picture/depth.ts';
import type {Tone} from '../picture/tone.ts';
import {Disc} from './disc.tsx';

const SIZE = 104;
/** Pixels that a wave stands out from the true level. */
const RISE = 3;

type Props = {
  readonly height: number | null;
  readonly tone: Tone;
  readonly name: string;
  readonly label: string;
};

/** The large mark. Its water has waves while the figure lives and lies flat when it is stale: the shape tells it too. */
export function Gauge({height, tone, name, label}: Props) {
  const isAlive = tone !== 'stale' && height !== null && height > 0 && height < 1;
  return (
    <Disc size={SIZE} height={height} name={name} label={label}>
      {isAlive ? <Sea surface={loadLine(SIZE, height).surface} /> : undefined}
    </Disc>
  );
}

function Sea({surface}: {readonly surface: number}) {
  return (
    <g class="disc-sea">
      <path class="disc-swell" d={swell(SIZE, surface, RISE)} />
      <path class="disc-water" d={swell(SIZE, surface, -RISE)} />
    </g>
  );
}
