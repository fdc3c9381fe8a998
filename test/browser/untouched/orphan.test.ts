import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {until} from '../harness/driver.ts';
import {stage} from '../harness/stage.ts';
import {LONE_LONG} from '../openings.ts';

describe('chromium', () => {
  // Firefox takes the script's world away before it can do anything: there the pill hides by its lease, below.
  it('leaves the page as it was when the extension is reloaded under it', async () => {
    await using play = await stage({browser: 'chromium', venue: 'hyperliquid', opening: LONE_LONG});
    const {session, driver} = play;
    const page = await play.open();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const beside = () => page.evaluate(() => document.documentElement.childElementCount - 2);
    await play.badgeThat((text) => /^\d+$/.test(text), page);
    await until(beside, (count) => count === 1, {what: 'a pill beside head and body'});

    const extension = await driver.extensionPage('popup.html');
    await extension.evaluate(() => chrome.runtime.reload()).catch(() => null);
    await until(beside, (count) => count === 0, {what: 'rid of the pill'});

    // The tap is still in the page, and nobody is behind it.
    const before = await page.evaluate(() => document.title);
    for (let second = 0; second < 5; second++) session.publish();
    await new Promise((resume) => setTimeout(resume, 500));
    expect(await page.evaluate(() => document.title)).toBe(before);
    expect(await beside()).toBe(0);
    expect(session.sockets).toBe(1);
    expect(errors).toEqual([]);
  });
});

describe('firefox', () => {
  it('hides the last figure when the extension is reloaded and no script of ours is left to take it away', async () => {
    await using play = await stage({browser: 'firefox', venue: 'hyperliquid', opening: LONE_LONG});
    const page = await play.open();
    const picture = async () =>
      createHash('sha256')
        .update(await page.screenshot())
        .digest('hex');
    const hosts = () => page.evaluate(() => document.documentElement.childElementCount - 2);
    await play.badgeThat((text) => /^\d+$/.test(text), page);
    await until(hosts, (count) => count === 1, {what: 'a pill beside head and body'});
    const figured = await picture();

    const extension = await play.driver.extensionPage('popup.html');
    await extension.evaluate(() => chrome.runtime.reload()).catch(() => null);
    await until(picture, (now) => now !== figured, {
      what: 'a page without a figure',
      within: 45_000,
      every: 1000,
    });

    const hidden = await picture();
    await page.evaluate(() => document.documentElement.lastElementChild?.remove());
    expect(await picture()).toBe(hidden);
  });
});
