import type {ComponentChildren} from 'preact';

type Props = {
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  /** A button, a list: what one can do about it. */
  readonly children?: ComponentChildren;
};

/** Something stands between the trader and a right figure: what, and what to do. */
export function Notice({kind, title, text, children}: Props) {
  return (
    <section class="notice" data-testid="notice" data-notice={kind}>
      <b>{title}</b>
      <p>{text}</p>
      {children}
    </section>
  );
}
