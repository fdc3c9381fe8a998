import type {WantedText} from '../venue.ts';

/**
 * Events name themselves early. Marks and indices replace one another: whole lists when they stand alone or under the
 * same stream, single ones by symbol. A combined stream named by a listen key has its event behind the first 96
 * characters, so that no key is ever handed on.
 */
export const STREAMS: readonly WantedText[] = [
  {head: '"e":"ACCOUNT_UPDATE"'},
  {head: '"e":"ACCOUNT_CONFIG_UPDATE"'},
  {head: '"e":"MARGIN_CALL"'},
  {head: '"e":"riskLevelChange"'},
  {head: '"e":"listenKeyExpired"'},
  {head: '[{"e":"markPriceUpdate"', latest: []},
  {head: '[{"e":"assetIndexUpdate"', latest: []},
  {head: '"e":"markPriceUpdate"', latest: ['"s":"']},
  {head: '"e":"assetIndexUpdate"', latest: ['"s":"']},
];
