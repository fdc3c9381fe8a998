import type {Page} from 'puppeteer-core';
import type {Opening, Session} from '../../exchange/venue.ts';
import {simulated, type VenueName} from '../../exchange/venues/index.ts';
import {type House, type HouseOptions, openHouse, publishUntilBadge} from './house.ts';

export {BROWSERS} from './house.ts';

/** A simulated exchange, a browser with the extension, and nothing else. */
export type Stage = Omit<House, 'visit' | 'leave'> & {
  readonly session: Session;
  /** Opens the venue's trading page, as `visit` does. */
  open(): Promise<Page>;
  /** Sends this second's frames again and again until the badge fits; answers with its text. */
  badgeThat(fits: (text: string) => boolean, page?: Page, what?: string): Promise<string>;
};

/** `sites`: other hosts of the test's own. */
export type StageOptions = Omit<HouseOptions, 'sites'> &
  Partial<Pick<HouseOptions, 'sites'>> & {
    readonly venue: VenueName;
    readonly opening: Opening;
  };

export async function stage({venue: name, opening, sites = [], ...rest}: StageOptions): Promise<Stage> {
  const venue = simulated[name];
  const session = venue.open(opening);
  const {visit, leave: _, ...house} = await openHouse({...rest, sites: [session, ...sites]});
  return {
    ...house,
    session,
    open: () => visit(venue, session),
    badgeThat: (fits, page, what = 'the badge that was waited for') =>
      publishUntilBadge({driver: house.driver, session}, fits, page, what),
  };
}
