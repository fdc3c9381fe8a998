import {digitsOf, type FigureJson, figureText} from '../text/figure.ts';
import {SpokenDoubts} from './said.tsx';

type Props = {
  readonly figure: FigureJson;
  /** One of `ui/text`'s formats. */
  readonly format: (value: string) => string;
  readonly testid: string;
};

/** A number that looks like what it is: exact, ≈ estimated, — none, ? missing; the reason on hover and for screen readers. */
export function FigureText({figure, format, testid}: Props) {
  const {shown, why} = figureText(figure, format);
  const value = digitsOf(figure);
  return (
    <span
      class="figure"
      data-testid={testid}
      data-kind={figure.kind}
      data-value={value ?? undefined}
      title={why || value || undefined}
    >
      {shown}
      <SpokenDoubts figure={figure} />
    </span>
  );
}
