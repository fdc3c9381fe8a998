import type {Opening, Session, SimulatedVenue} from '../../exchange/venue.ts';
import type {Site} from '../../exchange/wire/site.ts';

/** One exchange under its hostnames, begun anew for each play in the same browser. */
export type Turns = {
  readonly site: Site;
  begin(opening: Opening): Session;
};

export function takeTurns(venue: SimulatedVenue): Turns {
  let session: Session | undefined;
  return {
    site: {
      hosts: venue.hosts,
      answer: (ask) => session?.answer(ask),
      connect: (socket, url, protocols) => session?.connect?.(socket, url, protocols),
    },
    begin: (opening) => {
      session = venue.open(opening);
      return session;
    },
  };
}
