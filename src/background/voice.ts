import {type Interpreter, interpreter} from '../reading/interpreter.ts';
import {type Tongue, tongueIn} from '../reading/tongue.ts';
import type {Settings} from '../settings.ts';
import type {Words} from './shelf.ts';

/**
 * What tooltip and notifications speak: the language that the user chose, else the browser's. Before its words are here,
 * and where they cannot be had, the browser's.
 */
export class Voice implements Tongue {
  /** The browser's language, whatever was chosen: what runs in pages of others knows no other. */
  readonly browsers: Tongue;
  readonly #words: Words | undefined;
  #reasons: Interpreter = () => null;
  #tongue: Tongue;
  #asked: Settings['language'] = 'browser';

  constructor(browsers: Tongue, words: Words | undefined) {
    this.#words = words;
    this.browsers = spoken(browsers, (english) => this.#reasons(english));
    this.#tongue = this.browsers;
  }

  getMessage(key: string, substitutions?: string | string[]): string {
    return this.#tongue.getMessage(key, substitutions);
  }

  getUILanguage(): string {
    return this.#tongue.getUILanguage();
  }

  reason(english: string): string {
    return this.#tongue.reason?.(english) ?? english;
  }

  /** Never rejects. */
  async speak(language: Settings['language']): Promise<void> {
    this.#asked = language;
    try {
      if (isForeign(this.browsers)) this.#reasons = await this.#interpreterOf(this.browsers);
      const next = language === 'browser' ? this.browsers : await this.#tongueOf(language);
      // Another was chosen meanwhile.
      if (this.#asked === language) this.#tongue = next;
    } catch {
      this.#tongue = this.browsers;
    }
  }

  async #tongueOf(language: string): Promise<Tongue> {
    const texts = await this.#words?.texts(language);
    if (texts === undefined) return this.browsers;
    const plain = tongueIn(language.replace('_', '-'), texts);
    return isForeign(plain) ? spoken(plain, await this.#interpreterOf(plain)) : plain;
  }

  async #interpreterOf(tongue: Tongue): Promise<Interpreter> {
    const templates = (await this.#words?.reasons()) ?? {};
    return interpreter(templates, (key, given) => tongue.getMessage(key, [...given]));
  }
}

/** Reasons come in English: only for another language must they be told from one another. */
const isForeign = (tongue: Tongue): boolean => tongue.getMessage('language') !== 'en';

const spoken = (tongue: Tongue, interpret: Interpreter): Tongue => ({
  getMessage: (key, substitutions) => tongue.getMessage(key, substitutions),
  getUILanguage: () => tongue.getUILanguage(),
  reason: (english) => interpret(english) ?? english,
});
