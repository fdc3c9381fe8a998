import type {Interpreter} from '../../reading/interpreter.ts';
import {textLanguage} from './message.ts';

let interpret: Interpreter = () => null;

/** From here on reasons are put into words so; `() => null` leaves them in English. */
export function interpretBy(interpreter: Interpreter): void {
  interpret = interpreter;
}

/** A reason as it is shown. `lang`: only where it is not in the language of all else. */
export type Said = {readonly text: string; readonly lang: 'en' | undefined};

/** What engine or exchange say in English, in the language of our texts, or as it came where nobody has translated it. */
export function said(english: string): Said {
  const text = interpret(english);
  if (text !== null) return {text, lang: undefined};
  return {text: english, lang: textLanguage() === 'en' ? undefined : 'en'};
}
