import type {Browser, Page} from 'puppeteer-core';
import type {BrowserName} from './find.ts';
import type {Notice} from './note-notices.ts';

export type Badge = {
  readonly text: string;
  /** `#rrggbb`, lower case. */
  readonly colour: string;
  /** Of the digits, likewise. */
  readonly ink: string;
  readonly title: string;
};

export type LaunchOptions = {
  /** The built extension's folder; absent: the browser without it. */
  readonly extension?: string;
  /** The loopback's proxy. */
  readonly proxyPort: number;
  /** The loopback certificate's key hash. */
  readonly spki: string;
  /** `kept`: the first-run page stays open; else the driver closes it, so that no test's page lies behind it. */
  readonly welcome?: 'kept';
  /** With a window. Needs a display. */
  readonly headed?: boolean;
  /** Window size. */
  readonly width?: number;
  readonly height?: number;
  /** A profile's folder to start with and to leave behind; absent: a fresh one, gone with the browser. */
  readonly profile?: string;
  /** `mine`: whoever launched closes the browser on Ctrl-C; else the driver does. */
  readonly signals?: 'mine';
};

/** What a page or the background takes of the machine. */
export type Gauges = {
  /** Bytes in use after garbage was collected: Chromium the JavaScript heap, Firefox the whole process. */
  memory(whose: Page | 'background'): Promise<number>;
  /** Seconds that the page's main thread has been busy so far. */
  busy(page: Page): Promise<number>;
};

/** One browser with the extension in it. Both browsers answer alike. */
export type Driver = {
  readonly name: BrowserName;
  readonly browser: Browser;
  /** A new tab on an address, loaded. */
  open(url: string): Promise<Page>;
  /** What the toolbar shows while this tab is in front: its own badge where it has one, else the general one. Wakes nothing. */
  badge(page?: Page): Promise<Badge>;
  /** A page of the extension in a window of its own, so that it hides (and throttles) no other page; `evaluate` there has the `chrome` API. */
  extensionPage(path: string): Promise<Page>;
  /** The real popup, as a click on the toolbar button opens it, over the tab in front. */
  openToolbarPopup(): Promise<void>;
  /** Puts the extension into the running browser; for one that was launched without. */
  install(extension: string): Promise<void>;
  /** From now on notes every notification that this life of the background has shown; the answer tells them. */
  noteNotices(): Promise<() => Promise<readonly Notice[]>>;
  /**
   * Puts the background's clock so far ahead of the true one, by wrapping `Date.now` from outside, and wakes it as its own
   * alarm would: hours pass without being waited for. A background that dies comes back with the true time.
   */
  setClockAhead(ms: number): Promise<void>;
  /** As idleness or a crash would. It comes back with the next event. */
  killBackground(): Promise<void>;
  backgroundRuns(): Promise<boolean>;
  readonly gauges: Gauges;
  /** Ends all processes of the browser at once, as a power cut would. The profile stays as it was that moment, if it is a given one. */
  crash(): Promise<void>;
  close(): Promise<void>;
};

/** Polls until `ask` answers with something that `fits`; else fails with the last answer. */
export async function until<T>(
  ask: () => Promise<T> | T,
  fits: (answer: T) => boolean,
  {within = 20_000, every = 25, what = 'the expected state'} = {},
): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > end) {
      throw new Error(`Not ${what} within ${within} ms; last seen: ${JSON.stringify(answer)}`);
    }
    await new Promise((resume) => setTimeout(resume, every));
  }
}

/** The whole process group: the driver starts each browser in one of its own. */
export async function endAbruptly(browser: Browser): Promise<void> {
  const process = browser.process();
  if (process?.pid === undefined) throw new Error('this browser is no process of ours');
  const gone = new Promise((ended) => process.once('exit', ended));
  globalThis.process.kill(-process.pid, 'SIGKILL');
  await gone;
}

export const hex = ([red, green, blue]: readonly number[]): string =>
  `#${[red, green, blue].map((part) => (part ?? 0).toString(16).padStart(2, '0')).join('')}`;
