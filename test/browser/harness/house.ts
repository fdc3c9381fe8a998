import type {Page} from 'puppeteer-core';
import {inject} from 'vitest';
import type {Session, SimulatedVenue} from '../../exchange/venue.ts';
import {type Loopback, serve} from '../../exchange/wire/loopback.ts';
import type {Site} from '../../exchange/wire/site.ts';
import {type Driver, type LaunchOptions, until} from './driver.ts';
import {ownRequests} from './errands.ts';
import type {BrowserName} from './find.ts';
import {launchBrowser} from './launch.ts';
import {readPopup} from './popup.ts';

/** Longer than any source may be silent, and than a closed tab is remembered. */
export const TWO_DAYS = 48 * 60 * 60_000;

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** Some sites on loopback and one browser that can reach nothing else. */
export type House = {
  readonly driver: Driver;
  readonly loopback: Loopback;
  /** Opens the venue's trading page and waits until its sockets have asked for what they want: what is said before is lost. */
  visit(venue: SimulatedVenue, session: Session): Promise<Page>;
  /** Closes the venue's page and lets two days pass, until the popup has forgotten it: the next finds an empty house. */
  leave(page: Page | undefined, popup: Page): Promise<void>;
  /** Closes everything; fails when the extension asked the network for anything. */
  [Symbol.asyncDispose](): Promise<void>;
};

export type HouseOptions = {
  readonly browser: BrowserName;
  readonly sites: readonly Site[];
  /** `without`: a bare browser, to compare with. */
  readonly extension?: 'without';
  readonly launch?: Partial<LaunchOptions>;
};

export async function openHouse({browser, sites, extension, launch}: HouseOptions): Promise<House> {
  const loopback = await serve(sites);
  const driver = await launchBrowser(browser, {
    ...(extension === 'without' ? {} : {extension: inject('extension')[browser]}),
    proxyPort: loopback.proxyPort,
    spki: loopback.spki,
    ...launch,
  });
  return {
    driver,
    loopback,
    visit: async (venue, session) => {
      const before = session.sockets;
      const page = await driver.open(venue.page);
      await until(
        () => session.sockets - before,
        (asking) => asking >= venue.sockets,
        {what: 'listened to by the page'},
      );
      return page;
    },
    leave: async (page, popup) => {
      // The closing is what is stored next, and only with a storing is anything forgotten; an alarm draws what is left.
      await driver.setClockAhead(TWO_DAYS);
      await page?.close();
      await until(
        async () => {
          await driver.setClockAhead(TWO_DAYS);
          return (await readPopup(popup)).positions;
        },
        (positions) => positions.length === 0,
        {what: 'forgotten', every: 200},
      );
      await driver.setClockAhead(0);
    },
    [Symbol.asyncDispose]: async () => {
      await driver.close();
      await loopback.close();
      const own = ownRequests(loopback);
      if (own.length > 0) throw new Error(`the extension asked the network for ${own.join(', ')}`);
    },
  };
}

/** Sends this second's frames again and again until the badge fits; answers with its text. */
export const publishUntilBadge = (
  {driver, session}: {readonly driver: Driver; readonly session: Session},
  fits: (text: string) => boolean,
  page: Page | undefined,
  what: string,
): Promise<string> =>
  until(
    async () => {
      session.publish();
      return (await driver.badge(page)).text;
    },
    fits,
    {what, every: 100},
  );
