import type {Page} from 'puppeteer-core';
import {type Driver, until} from '../../browser/harness/driver.ts';
import {simulated} from '../../exchange/venues/index.ts';
import {choose, collectNotices, openOwnPage} from '../own-page.ts';
import type {Course} from './course.ts';

/** One browser that sees the course. */
export type Berth = {readonly driver: Driver; readonly own: Page};

export async function moor(driver: Driver, course: Course): Promise<Berth> {
  const own = await openOwnPage(driver);
  // The cadence is not what is tried: a call comes when a level is crossed. Below 150 some venues have one of their own.
  await choose(own, {cadence: [1440], levels: ['150']});
  await collectNotices(own);
  for (const [venue, session] of course.sessions) {
    const before = session.sockets;
    await driver.open(simulated[venue].page);
    await until(
      () => session.sockets - before,
      (asking) => asking >= simulated[venue].sockets,
      {what: `listened to by ${venue}`},
    );
  }
  return {driver, own};
}
