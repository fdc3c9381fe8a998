import {loadLine} from '../../load-line.ts';

type Props = {
  readonly size: number;
  /** Share of the ring under water, from `waterHeight`; null when the depth is not known. */
  readonly height: number | null;
  /** Names the waterline on the bar; empty in a small mark. */
  readonly name: string;
  readonly label: string;
};

/** The load-line mark as a gauge. Colour comes from the surrounding `data-tone`. */
export function Disc({size, height, name, label}: Props) {
  const mark = loadLine(size, height ?? 0);
  const {centre, radius} = mark;
  return (
    <svg
      class="disc"
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
    >
      <circle class="disc-air" cx={centre} cy={centre} r={radius} />
      <path class="disc-water" d={mark.water} />
      <circle class="disc-ring" cx={centre} cy={centre} r={radius} stroke-width={mark.stroke} />
      <path class="disc-bar" d={mark.bar} stroke-width={mark.stroke} />
      {name && (
        <text class="disc-name" x={centre} y={centre - mark.stroke * 2} text-anchor="middle">
          {name}
        </text>
      )}
      {height === null && (
        <text class="disc-unknown" x={centre} y={centre + radius * 0.7} text-anchor="middle">
          ?
        </text>
      )}
    </svg>
  );
}
