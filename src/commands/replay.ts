import {readFileSync} from 'node:fs';
import {CaptureError, parseCapture} from '../capture.ts';
import {venues} from '../venues/index.ts';
import {withTable} from '../venues/table/with-table.ts';
import {replayFrames} from './replay-frames.ts';

/** `npm run --silent replay -- FILE`: what the background would make of a capture, as one line of JSON. */

/** One sentence on standard error and exit status 2: the input is at fault. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : 'it cannot be read';
    return refuse(`${file}: ${why}.`);
  }
}

function main(files: readonly string[]): void {
  const [file] = files;
  if (file === undefined || files.length > 1) {
    refuse('Name one capture file: npm run --silent replay -- FILE.');
  }
  try {
    process.stdout.write(
      `${JSON.stringify(replayFrames(parseCapture(read(file)), venues.map(withTable)))}\n`,
    );
  } catch (error) {
    if (error instanceof CaptureError) refuse(`${file}, ${error.message}.`);
    throw error;
  }
}

main(process.argv.slice(2));
