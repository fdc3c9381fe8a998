import DecimalJs from 'decimal.js';
import type {Page} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import type {Session, SimulatedVenue} from '../../exchange/venue.ts';
import {simulated} from '../../exchange/venues/index.ts';
import {until} from '../harness/driver.ts';
import {badgeOf} from '../harness/expected.ts';
import type {BrowserName} from '../harness/find.ts';
import {type House, openHouse, publishUntilBadge, TWO_DAYS} from '../harness/house.ts';
import {openPopup, type PopupReading, readPopup} from '../harness/popup.ts';
import {TWO_POOLS} from '../openings.ts';

const STALE = '#5f6368';
const VENUES: readonly SimulatedVenue[] = Object.values(simulated);

const isNear = (shown: string | null, truth: DecimalJs.Value | undefined) =>
  shown !== null && truth !== undefined && new DecimalJs(shown).div(truth).minus(1).abs().lt(1e-6);

const markOf = (positions: PopupReading['positions'], coin: string) =>
  positions.find(({symbol}) => symbol === coin)?.mark ?? null;

/** What the popup says, second by second, until it fits. */
const publishUntilPopup = (
  popup: Page,
  session: Session,
  fits: (reading: PopupReading) => boolean,
  what: string,
): Promise<PopupReading> =>
  until(
    () => {
      session.publish();
      return readPopup(popup);
    },
    fits,
    {what, every: 50},
  );

/** Every simulated exchange, one after the other in one browser: what a venue must show before it is called supported. */
export function playVenues(browser: BrowserName): void {
  const sessions = new Map(VENUES.map((venue) => [venue, venue.open(TWO_POOLS)]));
  let house: House;
  let popup: Page;
  let page: Page | undefined;

  beforeAll(async () => {
    house = await openHouse({browser, sites: [...sessions.values()]});
    popup = await openPopup(house.driver);
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
  });

  /** Also after a failure: the next venue finds an empty house. */
  afterEach(async () => {
    await house.leave(page, popup);
  });

  it.each(VENUES)('$id: the figures of its own ledger, until it falls silent', async (venue) => {
    const {driver} = house;
    const session = sessions.get(venue) ?? venue.open(TWO_POOLS);
    const {book} = session;
    const [bitcoin, solana] = [venue.symbol('BTC'), venue.symbol('SOL')];
    page = await house.visit(venue, session);

    /** Popup and badge say what the ledger says, and the popup has heard of both prices. */
    const agreed = async (symbols: readonly string[], what: string) => {
      const marks = [book.mark('BTC'), book.mark('SOL')].slice(0, symbols.length);
      const reading = await publishUntilPopup(
        popup,
        session,
        ({accuracy, positions}) =>
          isNear(accuracy, book.worst()) &&
          symbols.every((symbol, index) => isNear(markOf(positions, symbol), marks[index])),
        what,
      );
      const badge = await publishUntilBadge(
        {driver, session},
        (text) => text === badgeOf(session),
        page,
        what,
      );
      return {...reading, badge};
    };
    const opening = await agreed([bitcoin, solana], 'the opening');
    expect(opening.positions).toHaveLength(3);
    expect(opening.pools).toHaveLength(2);

    book.move('SOL', '128.9');
    await agreed([bitcoin, solana], 'the first price');
    book.move('BTC', '85200');
    const {positions} = await agreed([bitcoin, solana], 'the second price');

    const shown = positions.find(({symbol}) => symbol === solana)?.liquidationPrice ?? null;
    const [fall] = book.move('SOL', book.brink('SOL')?.times('0.995').toSignificantDigits(5) ?? 0);
    expect(isNear(shown, fall?.price), `${shown}, and liquidated at ${fall?.price}`).toBe(true);
    const after = await agreed([bitcoin], 'the liquidation');
    expect(after.positions.map(({symbol}) => symbol)).not.toContain(solana);
    expect(after.positions).toHaveLength(2);

    session.silence('quiet');
    await driver.setClockAhead(TWO_DAYS);
    const grey = await until(
      () => driver.badge(page),
      ({colour, title}) => colour === STALE && /stale/i.test(title),
      {what: 'grey and called stale'},
    );
    expect(grey.text).toBe(after.badge);
  });
}
