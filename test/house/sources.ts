import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type SourceFile = {readonly path: string; readonly text: string};

/** Every TypeScript file below a folder of the project, with its text; paths are relative to the project. */
export function sourcesBelow(folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({path: relative(root, path), text: readFileSync(path, 'utf8')}));
}

/** The text without comments, so that a word in an explanation is not taken for a use of it. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`])\/\/[^\n]*/g, '$1');
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
