import {transformSync} from 'esbuild';
import {parseAst} from 'vitest/node';
import {sourcesBelow} from '../../house/sources.ts';

/** A text of the source as a template: `$1`… where values go in. */
export type Template = {readonly text: string; readonly path: string};

type Node = {readonly type: string; readonly [member: string]: unknown};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** What is thrown is our own fault, and told by name; what is imported is a path. */
const isSilent = ({type, callee}: Node): boolean =>
  type === 'ImportDeclaration' ||
  (type === 'NewExpression' && isNode(callee) && /Error$/.test(String(callee.name)));

function textOf({type, value, quasis}: Node): string | null {
  if (type === 'Literal') return typeof value === 'string' ? value : null;
  if (type !== 'TemplateLiteral' || !Array.isArray(quasis)) return null;
  const parts: readonly {readonly value: {readonly cooked: string}}[] = quasis;
  return parts.map((part, index) => (index === 0 ? '' : `$${index}`) + part.value.cooked).join('');
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isNode(value) || isSilent(value)) return [];
  const own = textOf(value);
  return [...(own === null ? [] : [own]), ...Object.values(value).flatMap(textsIn)];
}

/** Every text literal below a folder, by the syntax tree: names and comments are none. */
export function templatesBelow(folder: string): readonly Template[] {
  return sourcesBelow(folder).flatMap(({path, text}) => {
    const {code} = transformSync(text, {
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      jsx: 'automatic',
      charset: 'utf8',
    });
    return textsIn(parseAst(code)).map((found) => ({text: found, path}));
  });
}
