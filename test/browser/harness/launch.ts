import {launchChromium} from './chromium.ts';
import type {Driver, LaunchOptions} from './driver.ts';
import type {BrowserName} from './find.ts';
import {launchFirefox} from './firefox.ts';

const LAUNCH = {chromium: launchChromium, firefox: launchFirefox} satisfies Record<BrowserName, unknown>;

/** Starts a browser of the system with the extension in it, on the loopback's proxy. */
export const launchBrowser = (name: BrowserName, options: LaunchOptions): Promise<Driver> =>
  LAUNCH[name](options);
