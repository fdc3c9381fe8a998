/** A language's own words for an English text; null: it has none for it. */
export type Interpreter = (english: string) => string | null;

/** Texts by key, `$1`… for what differs from time to time. */
export type Texts = Readonly<Record<string, string>>;

type Pattern = {readonly key: string; readonly form: RegExp};

/** Ages and prices stand in some reasons: what was said is remembered, within bounds. */
const REMEMBERED = 500;

/**
 * Reads engine's and exchanges' English reasons by their templates and says them by the same keys in another language.
 * The first template that fits has it, so their order matters; what fills a hole is itself said anew, if it can be.
 */
export function interpreter(
  templates: Texts,
  say: (key: string, given: readonly string[]) => string,
): Interpreter {
  const patterns = Object.entries(templates).map(([key, text]): Pattern => ({key, form: formOf(text)}));
  const known = new Map<string, string | null>();
  const anew = (english: string): string | null => {
    for (const {key, form} of patterns) {
      const [whole, ...holes] = form.exec(english) ?? [];
      if (whole !== undefined)
        return (
          say(
            key,
            holes.map((hole) => read(hole) ?? hole),
          ) || null
        );
    }
    return null;
  };
  const read: Interpreter = (english) => {
    const before = known.get(english);
    if (before !== undefined) return before;
    const found = anew(english);
    if (known.size >= REMEMBERED) known.clear();
    known.set(english, found);
    return found;
  };
  return read;
}

/** Templates name their holes in the order in which they stand. */
const formOf = (template: string): RegExp =>
  new RegExp(
    `^${template.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\\\$\d/g, '(.+)')}$`,
  );
