/** The two lists in which a venue stands, with one more in them. */

/** Longest line, as the formatter has it. */
const WIDTH = 110;

const IMPORT = /^import \{\w+\} from '\.\/\w+\/venue\.ts';$/;

/** The text of `src/venues/index.ts` with the venue's import, in its place by name, and with the venue at the list's end. */
export function withVenue(index: string, id: string): string {
  const lines = index.split('\n');
  const imports = lines.filter((line) => IMPORT.test(line));
  const sorted = [...imports, `import {${id}} from './${id}/venue.ts';`].sort();
  const rest = lines.filter((line) => !IMPORT.test(line));
  const text = [...sorted, ...rest].join('\n');
  return text.replace(/^(export const venues[^=]*= )\[([^\]]*)\];$/m, (_, head: string, names: string) => {
    const all = [...names.split(',').map((one) => one.trim()), id].filter((one) => one !== '');
    const line = `${head}[${all.join(', ')}];`;
    return line.length <= WIDTH ? line : `${head}[\n${all.map((one) => `  ${one},\n`).join('')}];`;
  });
}

/** The text of the project's README with a row of its own for the venue, below the table's last. */
export function withRow(readme: string, name: string): string {
  return readme.replace(
    /^(\| venue \|.*\n(?:\|.*\n)+)/m,
    (table) => `${table}| ${name} | nothing yet | – | – |\n`,
  );
}
