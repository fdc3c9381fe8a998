import type {Page} from 'puppeteer-core';
import {inject} from 'vitest';
import type {Opening, Session} from '../../exchange/venue.ts';
import {simulated, type VenueName} from '../../exchange/venues/index.ts';
import {type Loopback, serve} from '../../exchange/wire/loopback.ts';
import type {Site} from '../../exchange/wire/site.ts';
import {type Driver, type LaunchOptions, until} from './driver.ts';
import {ownRequests} from './errands.ts';
import type {BrowserName} from './find.ts';
import {launchBrowser} from './launch.ts';

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** A simulated exchange, a browser with the extension, and nothing else. */
export type Stage = {
  readonly session: Session;
  readonly driver: Driver;
  readonly loopback: Loopback;
  /** Opens the venue's trading page and waits until its sockets are open. */
  open(): Promise<Page>;
  /** Sends this second's frames again and again until the badge fits; answers with its text. */
  badgeThat(fits: (text: string) => boolean, page?: Page, what?: string): Promise<string>;
  /** Closes everything; fails when the extension asked the network for anything. */
  [Symbol.asyncDispose](): Promise<void>;
};

export type StageOptions = {
  readonly browser: BrowserName;
  readonly venue: VenueName;
  readonly opening: Opening;
  /** `without`: a bare browser, to compare with. */
  readonly extension?: 'without';
  /** Other hosts of the test's own. */
  readonly sites?: readonly Site[];
  readonly launch?: Partial<LaunchOptions>;
};

export async function stage(options: StageOptions): Promise<Stage> {
  const venue = simulated[options.venue];
  const session = venue.open(options.opening);
  const loopback = await serve([session, ...(options.sites ?? [])]);
  const driver = await launchBrowser(options.browser, {
    ...(options.extension === 'without' ? {} : {extension: inject('extension')[options.browser]}),
    proxyPort: loopback.proxyPort,
    spki: loopback.spki,
    ...options.launch,
  });
  return {
    session,
    driver,
    loopback,
    open: async () => {
      const before = session.sockets;
      const page = await driver.open(venue.page);
      await until(
        () => session.sockets - before,
        (opened) => opened >= venue.sockets,
        {what: 'connected'},
      );
      return page;
    },
    badgeThat: async (fits, page, what = 'the badge that was waited for') =>
      until(
        async () => {
          session.publish();
          return (await driver.badge(page)).text;
        },
        fits,
        {what, every: 100},
      ),
    [Symbol.asyncDispose]: async () => {
      await driver.close();
      await loopback.close();
      const own = ownRequests(loopback);
      if (own.length > 0) throw new Error(`the extension asked the network for ${own.join(', ')}`);
    },
  };
}
