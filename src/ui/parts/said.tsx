import {Fragment} from 'preact';
import {doubtsOf, type FigureJson} from '../text/figure.ts';
import {t} from '../text/message.ts';
import {said} from '../text/reason.ts';

type Props = {
  /** In English, as they came. */
  readonly texts: readonly string[];
  readonly between?: string;
};

/** Reasons, each in its own language, so that a screen reader speaks those rightly that nobody has translated. */
export function Said({texts, between = '; '}: Props) {
  return (
    <>
      {texts.map((english, index) => {
        const {text, lang} = said(english);
        return (
          <Fragment key={english}>
            {index > 0 && between}
            {lang === undefined ? text : <span lang={lang}>{text}</span>}
          </Fragment>
        );
      })}
    </>
  );
}

/** Stands where the reasons go while the sentence around them is made. */
const SLOT = '\u2063';

/** Why a figure is no plain number, for those who cannot hover. Nothing for a plain one. */
export function SpokenDoubts({figure}: {readonly figure: FigureJson}) {
  const doubts = doubtsOf(figure);
  if (doubts === null) return null;
  const [before, after] = t(doubts.key, SLOT).split(SLOT);
  return (
    <span class="spoken">
      {' '}
      ({before}
      <Said texts={doubts.texts} />
      {after})
    </span>
  );
}
