import type {ComponentChildren} from 'preact';
import {loadLine} from '../../load-line.ts';

type Props = {
  readonly size: number;
  /** Share of the ring under water, from `depth`; null when it is not known. */
  readonly height: number | null;
  /** What it shows, for screen readers; none for an ornament. */
  readonly label?: string;
  /** Names the waterline on the bar; there is room in a large mark only. */
  readonly name?: string;
  /** Water of another shape, instead of the flat one; it lies under ring and bar. */
  readonly children?: ComponentChildren;
};

/** The load-line mark. Colour comes from the surrounding `data-tone`. */
export function Disc({size, height, label, name, children}: Props) {
  const mark = loadLine(size, height ?? 0);
  const {centre, radius} = mark;
  return (
    <svg
      class="disc"
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role={label === undefined ? 'presentation' : 'img'}
      aria-label={label}
    >
      <circle class="disc-air" cx={centre} cy={centre} r={radius} />
      {children ?? <path class="disc-water" d={mark.water} />}
      <circle class="disc-ring" cx={centre} cy={centre} r={radius} stroke-width={mark.stroke} />
      <path class="disc-bar" d={mark.bar} stroke-width={mark.stroke} />
      {name !== undefined && (
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
