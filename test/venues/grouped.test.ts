import {describe, expect, it} from 'vitest';
import {grouped} from '../../src/venues/grouped.ts';

describe('rows by a name', () => {
  it('keep their order; one without a name is left out', () => {
    const rows = [{of: 'A', at: 1}, {of: 'B', at: 2}, {at: 3}, {of: 'A', at: 4}];
    expect([...grouped(rows, ({of}) => of)]).toEqual([
      ['A', [rows[0], rows[3]]],
      ['B', [rows[1]]],
    ]);
  });
});
