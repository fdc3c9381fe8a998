import {age} from '../text/age.ts';
import {t} from '../text/message.ts';

type Props = {
  /** ms since 1970, both. */
  readonly at: number;
  readonly now: number;
};

/** `0.4 s`. */
export function Age({at, now}: Props) {
  return (
    <span class="age" data-testid="age">
      {age(at, now)}
    </span>
  );
}

/** `last seen 3 min ago`. */
export function LastSeen({at, now}: Props) {
  return (
    <span class="age" data-testid="last-seen">
      {t('last_seen', age(at, now))}
    </span>
  );
}
