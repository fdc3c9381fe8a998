import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'puppeteer-core';

/** One text of the badge, and when the browser said that it stands; ms since 1970 with fractions. */
export type Shown = {readonly text: string; readonly at: number};

/** One life of the background. */
export type Life = {
  /** When the browser began to make it, and when its first line ran. */
  readonly from: number;
  readonly firstLineAt: number;
  readonly shown: readonly Shown[];
};

/** A page of one word, for comparing. */
export const EMPTY_PAGE = 'empty.html';

const CHANNEL = 'bench';

/** Runs before the background's own script, in every life of it, and tells what it noted when it is asked. */
const NOTES = `{
  const now = () => performance.timeOrigin + performance.now();
  const life = {from: performance.timeOrigin, firstLineAt: now(), shown: []};
  const {action} = globalThis.browser ?? globalThis.chrome;
  const original = action.setBadgeText.bind(action);
  action.setBadgeText = (details) => {
    const done = original(details);
    done.then(() => life.shown.push({text: details.text, at: now()}));
    return done;
  };
  const channel = new BroadcastChannel('${CHANNEL}');
  channel.onmessage = ({data}) => data === 'tell' && channel.postMessage(life);
}
`;

/** Has a built extension's background note its badges, and puts the empty page beside the others. */
export function noteIn(extension: string): void {
  const script = join(extension, 'background.js');
  writeFileSync(script, NOTES + readFileSync(script, 'utf8'));
  writeFileSync(join(extension, EMPTY_PAGE), '<!doctype html><title>Empty</title><p>Empty');
}

/** What the background that runs now has noted, or the next one when none does; asked from a page of the extension. */
export const lifeSeenFrom = (own: Page): Promise<Life> =>
  own.evaluate(`new Promise((told) => {
    const channel = new BroadcastChannel('${CHANNEL}');
    const ask = () => channel.postMessage('tell');
    const asking = setInterval(ask, 100);
    channel.onmessage = ({data}) => {
      clearInterval(asking);
      channel.close();
      told(data);
    };
    ask();
  })`) as Promise<Life>;
