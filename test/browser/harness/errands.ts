import type {Loopback} from '../../exchange/wire/loopback.ts';

/** The browsers’ own errands (DuckDuckGo is the start page of Debian’s Chromium); a request of the extension's would have no reason to name any of these. */
const VENDORS = /(^|\.)(google|googleapis|gvt1|mozilla|firefox|duckduckgo)\.(com|org|net)$/;

/** What the extension itself asked for, as far as the log of the proxy and the exchange can tell: nothing, or it is a defect. */
export function ownRequests({arrivals, attempts}: Loopback): readonly string[] {
  const byExtension = arrivals
    .filter(({origin, referer}) => `${origin} ${referer}`.includes('-extension://'))
    .map(({method, host, path, origin}) => `${method} ${host}${path} from ${origin}`);
  const elsewhere = attempts
    .filter(({host, allowed}) => !allowed && !VENDORS.test(host))
    .map(({host}) => host);
  return [...byExtension, ...elsewhere];
}
