import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {demo, history, options, welcome} from './pages.ts';
import {pill} from './pill.ts';
import {languages, panel, popup, workshop} from './popup.ts';
import {openStudio} from './studio.ts';

/**
 * `npm run shots [group…]`: every picture of the face, in both themes, into `docs/shots`. Everything pictured, and more
 * states beside, is looked over by axe-core and for small targets, cut or overlapping text; a fault fails the run.
 * Only the browser's API and the figures are made up: what is drawn is the built extension. The group `toolbars`
 * photographs both real browsers with their windows into `artifacts/shots`; it needs Xvfb.
 */
const GROUPS = {popup, workshop, panel, pill, options, welcome, demo, history, languages};

const folder = fileURLToPath(new URL('../../../docs/shots', import.meta.url));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => name !== 'toolbars' && !(name in GROUPS));
if (unknown.length > 0) {
  console.error(
    `No group ${unknown.join(', ')}: there are ${[...Object.keys(GROUPS), 'toolbars'].join(', ')}.`,
  );
  process.exit(2);
}
const isWanted = (name: string) => asked.length === 0 || asked.includes(name);

mkdirSync(folder, {recursive: true});
const studio = await openStudio(folder);
try {
  for (const [name, shoot] of Object.entries(GROUPS)) {
    if (!isWanted(name)) continue;
    console.log(name);
    await shoot(studio);
  }
} finally {
  await studio.close();
}
console.log(`${studio.faults.length} faults. Pictures: ${join(folder)}`);
if (studio.faults.length > 0) process.exitCode = 1;
if (isWanted('toolbars')) await import('../../browser/toolbars.ts');
