import {language} from './message.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${language()} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language(), options);
  formats.set(key, known);
  return known.format(at);
}

/** `14:03`, by the clock on the wall. `at` is ms since 1970, here and below. */
export const timeOfDay = (at: number): string => format(at, {hour: '2-digit', minute: '2-digit'});

/** `22 Nov`. */
export const day = (at: number): string => format(at, {day: 'numeric', month: 'short'});

/** `22 Nov, 14:03:12`. */
export const moment = (at: number): string =>
  format(at, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit'});
