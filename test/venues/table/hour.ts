import type {Frame} from '../../../src/venues/frame.ts';
import type {Venue} from '../../../src/venues/venue.ts';
import {AT, type Table, tableFrame} from './shown.ts';

const HEAD = ['Market', 'Size', 'Net Value', 'Collateral', 'Entry Price', 'Mark Price', 'Liq. Price'];
const BTC = ['BTC/USD\n10.00x\tLong', '$50,000.00', '$5,000', '$5,000', '$50,000', '$50,100', '$45,435.00'];
const SOL = ['SOL-PERP\nShort', '10 SOL', '$3,000', '$3,000', '$130.00', '$128.50', '$146.25'];

const READINGS: readonly Table[] = [
  {
    head: ['Market', 'Size', 'Entry / Mark', 'Liq. Price'],
    rows: [['SOL-PERP\nLong', '10', '$1.00\n$1.01', '$0.8']],
  },
  {head: HEAD, rows: []},
  {head: HEAD, rows: [SOL], figures: {health: '50%', equity: '$9,000.00'}},
  {head: HEAD, rows: [BTC]},
  {head: HEAD, rows: [BTC, SOL], drawn: 'in-view', figures: {health: '50%', equity: '$9,000.00'}},
];

/** What the table reader tells of a venue's own page. */
export const tableHour = ({pages}: Pick<Venue, 'pages'>): readonly Frame[] => {
  const [{host, paths} = {host: ''}] = pages;
  const page = `https://${host}${paths?.[0]?.replaceAll(/:\w+/g, 'en') ?? '/'}`;
  return READINGS.map((table, index) => tableFrame(page, table, AT + index));
};
