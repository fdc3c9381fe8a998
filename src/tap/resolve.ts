import {native} from './natives.ts';

const Address = URL;
const hrefOf = native(URL, 'href');
const baseOf = native(Node, 'baseURI');

/** A text or URL that the page named, as the browser will understand it. Throws for anything else. */
export const addressOf = (named: unknown): string =>
  hrefOf(typeof named === 'string' ? new Address(named, baseOf(document)) : (named as URL));
