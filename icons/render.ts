import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import puppeteer from 'puppeteer-core';

/** Draws `load-line.svg` into the four PNGs of the manifest: `npx tsx icons/render.ts` after every change of it. */

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const svg = readFileSync(here('load-line.svg'), 'utf8');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({width: size, height: size});
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  writeFileSync(here(`${size}.png`), await page.screenshot({omitBackground: true}));
}
await browser.close();
