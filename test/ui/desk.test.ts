import {beforeEach, describe, expect, it} from 'vitest';
import type {StudyAsk} from '../../src/study.ts';
import {openDesk} from '../../src/ui/desk.ts';
import {poolPictures} from '../../src/ui/picture/pools.ts';
import {STUDIED, studied} from './studied.ts';

const [pool] = poolPictures(STUDIED);
if (pool === undefined) throw new Error('one pool is shown');

let sent: StudyAsk[];
let time: number;
let desk: ReturnType<typeof openDesk>;

beforeEach(() => {
  sent = [];
  time = 5000;
  desk = openDesk({send: (message) => message.kind === 'study' && sent.push(message), now: () => time});
});

describe('the desk', () => {
  it('asks for a pool when it is opened, at what the engine proposes', () => {
    desk.open(pool);
    expect(sent).toEqual([
      {
        kind: 'study',
        venue: 'harbour',
        account: 'main',
        pool: 'cross',
        lift: {by: 'target', accuracy: '150'},
        survive: '-20',
      },
    ]);
    desk.receive(studied());
    expect(desk.studyOf(pool)).toEqual(studied());
  });

  it('has one question on its way, and then asks with the newest turn', () => {
    desk.open(pool);
    for (const accuracy of ['200', '250', '300']) desk.turn(pool, {lift: {by: 'target', accuracy}});
    expect(sent).toHaveLength(1);
    desk.receive(studied());
    expect(sent.map(({lift}) => lift)).toEqual([
      {by: 'target', accuracy: '150'},
      {by: 'target', accuracy: '300'},
    ]);
  });

  it('asks again when the answer got lost with a worker that died', () => {
    desk.open(pool);
    time += 1000;
    desk.turn(pool, {survive: '-30'});
    expect(sent.map(({survive}) => survive)).toEqual(['-20', '-30']);
  });

  it('follows the prices once a second while it lies open, and not after', () => {
    desk.open(pool);
    desk.receive(studied());
    desk.ticked();
    time += 999;
    desk.ticked();
    expect(sent).toHaveLength(1);
    time += 1;
    desk.ticked();
    expect(sent).toHaveLength(2);
    desk.receive(studied());
    desk.close(pool);
    time += 5000;
    desk.ticked();
    expect(sent).toHaveLength(2);
  });

  it('keeps the last answer when a pool is gone', () => {
    desk.open(pool);
    desk.receive(studied());
    time += 1000;
    desk.ticked();
    desk.receive(null);
    expect(desk.studyOf(pool)).toEqual(studied());
  });
});
