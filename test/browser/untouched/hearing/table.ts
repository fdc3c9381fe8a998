import type {Wanted} from '../../../../src/venues/venue.ts';

export const PAGE = 'page.example';
export const WIRE = 'one.wire.example';

/** A row of each kind, in each of its spellings. */
export const EVERYTHING: readonly Wanted[] = [
  {via: 'websocket', host: '*.wire.example', path: '/ws', in: [{head: 'wanted'}], out: [{head: '"ask"'}]},
  {via: 'websocket', host: '*.wire.example', path: '/packed', in: [{head: 'wanted'}], bytes: 'gzip'},
  {via: 'request', host: WIRE, path: '/asked/:version', asks: ['"state"']},
  {via: 'request', host: WIRE, path: '/all', query: true},
  {via: 'request', host: PAGE, path: '/own'},
  {via: 'worker', host: PAGE, in: [{head: 'wanted'}]},
];
