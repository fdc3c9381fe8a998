import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  type Call,
  decide,
  type Memory,
  NOTHING_REMEMBERED,
  snoozed,
  type Watched,
} from '../../../src/background/alerts/decide.ts';
import {type Rung, rungsOf} from '../../../src/background/alerts/rung.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import {estimated, exact, type Figure, missing, none} from '../../../src/engine/figure.ts';
import {DEFAULT_SETTINGS, type Settings} from '../../../src/settings.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 22, 12);
const rung = (at: string, name = ''): Rung => ({
  at: new Decimal(at),
  name,
  by: name === '' ? 'user' : 'venue',
});
const RUNGS = [rung('150'), rung('120', 'reduce only'), rung('100', 'liquidation')];
const figure = (percent: string): Figure => exact(new Decimal(percent));

/** Stands for the moment in which a pool is seen. */
const JUST_NOW = -1;
const heard = (pools: readonly Watched[], now: number): readonly Watched[] =>
  pools.map((one) => (one.heardAt === JUST_NOW ? {...one, heardAt: now} : one));

const pool = (accuracy: string | Figure, more: Partial<Watched> = {}): Watched => ({
  key: 'a',
  accuracy: typeof accuracy === 'string' ? figure(accuracy) : accuracy,
  rungs: RUNGS,
  stale: false,
  heardAt: JUST_NOW,
  ...more,
});

/** A user with a watch: each step is some minutes later; answers with what was called. */
function live(settings: Partial<Settings> = {}) {
  let memory: Memory = NOTHING_REMEMBERED;
  let now = START;
  const all = {...DEFAULT_SETTINGS, ...settings};
  const see = (minutes: number, ...pools: readonly Watched[]): readonly string[] => {
    now += minutes * MINUTE;
    const decision = decide(memory, heard(pools, now), all, now);
    // As storage gives it back to the next life.
    memory = JSON.parse(JSON.stringify(decision.memory));
    return decision.calls.map(({key, rung: {at}, why}) => `${key} ${why} ${at}`);
  };
  return {
    see,
    snooze: (minutes: number) => {
      memory = snoozed(memory, minutes, now);
    },
    nextIn: (...pools: readonly Watched[]) =>
      (decide(memory, heard(pools, now), all, now).nextAt - now) / MINUTE,
  };
}

describe('a level', () => {
  it('calls once when it is crossed, not on the ticks after', () => {
    const {see} = live();
    expect(see(0, pool('151'))).toEqual([]);
    expect(see(0.1, pool('149.9'))).toEqual(['a crossed 150']);
    expect(see(0.1, pool('149.8'))).toEqual([]);
    expect(see(0.1, pool('148'))).toEqual([]);
  });

  it('counts as crossed when the figure stands on it, to the digit', () => {
    expect(live().see(0, pool('150'))).toEqual(['a crossed 150']);
    expect(live().see(0, pool('150.000000000000000000000000000001'))).toEqual([]);
  });

  it('calls for the lowest alone when several are crossed at once', () => {
    expect(live().see(0, pool('99'))).toEqual(['a crossed 100']);
  });

  it('calls again for each lower one at once, whatever the cadence', () => {
    const {see} = live();
    expect(see(0, pool('140'))).toEqual(['a crossed 150']);
    expect(see(0.1, pool('119'))).toEqual(['a crossed 120']);
    expect(see(0.1, pool('100'))).toEqual(['a crossed 100']);
  });

  it('does not call for a dance within two points', () => {
    const {see} = live();
    see(0, pool('149'));
    for (const accuracy of ['150.1', '149.9', '151.99', '150', '151.5', '149']) {
      expect(see(0.1, pool(accuracy))).toEqual([]);
    }
  });

  it('calls anew when it was left by two points', () => {
    const {see} = live();
    see(0, pool('149'));
    expect(see(0.1, pool('152'))).toEqual([]);
    expect(see(0.1, pool('150'))).toEqual(['a crossed 150']);
  });

  it('calls anew when the lower of two was left and the upper not', () => {
    const {see} = live();
    see(0, pool('119'));
    expect(see(0.1, pool('123'))).toEqual([]);
    expect(see(0.1, pool('119'))).toEqual(['a crossed 120']);
  });

  it('says nothing on the way up', () => {
    const {see} = live();
    see(0, pool('99'));
    expect(see(0.1, pool('101'))).toEqual([]);
    expect(see(0.1, pool('130'))).toEqual([]);
    expect(see(0.1, pool('400'))).toEqual([]);
  });

  it('of one pool leaves the others alone', () => {
    const {see} = live();
    expect(see(0, pool('149'), pool('200', {key: 'b'}))).toEqual(['a crossed 150']);
    expect(see(1, pool('149'), pool('119', {key: 'b'}))).toEqual(['b crossed 120']);
  });

  it('calls when the user sets it above where the pool stands', () => {
    const {see} = live();
    expect(see(0, pool('200'))).toEqual([]);
    expect(see(1, pool('200', {rungs: [rung('250'), ...RUNGS]}))).toEqual(['a crossed 250']);
  });
});

describe('the cadence', () => {
  it('quickens: after 60 minutes, then 20, then every 10', () => {
    const {see} = live();
    see(0, pool('149'));
    expect(see(59.9, pool('149'))).toEqual([]);
    expect(see(0.1, pool('149'))).toEqual(['a still 150']);
    expect(see(19.9, pool('149'))).toEqual([]);
    expect(see(0.1, pool('149'))).toEqual(['a still 150']);
    for (let time = 0; time < 3; time += 1) {
      expect(see(9.9, pool('149'))).toEqual([]);
      expect(see(0.1, pool('149'))).toEqual(['a still 150']);
    }
  });

  it('says when to wake up', () => {
    const {see, nextIn} = live();
    expect(nextIn(pool('160'))).toBe(Infinity);
    see(0, pool('149'));
    expect(nextIn(pool('149'))).toBe(60);
    see(60, pool('149'));
    expect(nextIn(pool('149'))).toBe(20);
  });

  it('waits while the figure is in the band above the level', () => {
    const {see} = live();
    see(0, pool('149'));
    expect(see(60, pool('151'))).toEqual([]);
    expect(see(1, pool('150'))).toEqual(['a still 150']);
  });

  it('begins anew after the pool was above all levels', () => {
    const {see} = live();
    see(0, pool('149'));
    see(60, pool('149'));
    see(1, pool('160'));
    see(1, pool('149'));
    expect(see(20, pool('149'))).toEqual([]);
    expect(see(40, pool('149'))).toEqual(['a still 150']);
  });

  it('is not stretched by a clock that is set back', () => {
    const {see} = live();
    see(0, pool('149'));
    see(-600, pool('149'));
    expect(see(60, pool('149'))).toEqual(['a still 150']);
  });
});

describe('snooze', () => {
  it('holds repeats, and they come when it is over', () => {
    const {see, snooze, nextIn} = live();
    see(0, pool('149'));
    snooze(120);
    expect(see(90, pool('149'))).toEqual([]);
    expect(nextIn(pool('149'))).toBe(30);
    expect(see(30, pool('149'))).toEqual(['a still 150']);
  });

  it('holds a known level that is crossed anew', () => {
    const {see, snooze} = live();
    see(0, pool('149'));
    snooze(120);
    see(1, pool('170'));
    expect(see(1, pool('149'))).toEqual([]);
  });

  it('that is over holds nothing: a known level crossed anew calls', () => {
    const {see, snooze} = live();
    see(0, pool('149'));
    snooze(30);
    see(1, pool('170'));
    see(40, pool('170'));
    expect(see(1, pool('149'))).toEqual(['a crossed 150']);
  });

  it('does not hold a lower level, nor another pool', () => {
    const {see, snooze} = live();
    see(0, pool('149'));
    snooze(120);
    expect(see(1, pool('120'))).toEqual(['a crossed 120']);
    expect(see(1, pool('120'), pool('149', {key: 'b'}))).toEqual(['b crossed 150']);
  });

  it('of no minutes ends it', () => {
    const {see, snooze} = live();
    see(0, pool('149'));
    snooze(600);
    snooze(0);
    expect(see(60, pool('149'))).toEqual(['a still 150']);
  });
});

describe('quiet hours', () => {
  const wall = (minutes: number) => {
    const time = new Date(START + minutes * MINUTE);
    return time.getHours() * 60 + time.getMinutes();
  };

  it('hold every call, and the crossing is told when they end', () => {
    const {see, nextIn} = live({quiet: {from: wall(0), to: wall(90)}});
    expect(see(1, pool('149'))).toEqual([]);
    expect(nextIn(pool('149'))).toBe(89);
    expect(see(1, pool('99'))).toEqual([]);
    expect(see(87.9, pool('99'))).toEqual([]);
    expect(see(0.1, pool('99'))).toEqual(['a crossed 100']);
  });

  it('over midnight are one night', () => {
    const {see} = live({quiet: {from: wall(600), to: wall(600 + 540)}});
    expect(see(599, pool('160'))).toEqual([]);
    expect(see(2, pool('149'))).toEqual([]);
    expect(see(300, pool('149'))).toEqual([]);
    expect(see(239, pool('149'))).toEqual(['a crossed 150']);
  });
});

describe('a figure that cannot be relied on', () => {
  const guess = (percent: string) => estimated(new Decimal(percent), ['tiers not seen']);

  it('never crosses a level when it is stale', () => {
    const {see} = live();
    see(0, pool('160'));
    expect(see(1, pool('149', {stale: true}))).toEqual([]);
    expect(see(100, pool('149', {stale: true}))).toEqual([]);
  });

  it('that went stale below a level is repeated once, and again when it lives', () => {
    const {see, nextIn} = live();
    see(0, pool('149'));
    const old = pool('149', {stale: true});
    expect(see(59, old)).toEqual([]);
    expect(see(1, old)).toEqual(['a still 150']);
    expect(nextIn(old)).toBe(Infinity);
    expect(see(600, old)).toEqual([]);
    expect(see(1, pool('149'))).toEqual(['a still 150']);
  });

  it('that is an estimate calls only when it lasts three seconds', () => {
    const {see, nextIn} = live();
    expect(see(0, pool(guess('90')))).toEqual([]);
    expect(nextIn(pool(guess('90')))).toBe(0.05);
    expect(see(0.04, pool(guess('90')))).toEqual([]);
    expect(see(0.02, pool(guess('90')))).toEqual(['a crossed 100']);
    const sure = live();
    sure.see(0, pool(guess('90')));
    expect(sure.see(0.01, pool('90'))).toEqual(['a crossed 100']);
    const other = live();
    other.see(0, pool(guess('90')));
    expect(other.see(0.02, pool('300'))).toEqual([]);
    expect(other.see(0.1, pool('300'))).toEqual([]);
  });

  it('that is missing is neither above nor below', () => {
    const {see} = live();
    see(0, pool('149'));
    expect(see(1, pool(missing(['mark price'])))).toEqual([]);
    expect(see(1, pool('149'))).toEqual([]);
    expect(see(58, pool(missing(['mark price'])))).toEqual([]);
    expect(see(0, pool('149'))).toEqual(['a still 150']);
  });

  it('that says there is no requirement is above all levels', () => {
    const {see} = live();
    see(0, pool('149'));
    see(1, pool(none('no positions')));
    expect(see(1, pool('149'))).toEqual(['a crossed 150']);
  });
});

describe('a figure of an earlier moment, as a worker’s next life brings it back', () => {
  it('does not undo the call that came after it', () => {
    const {see} = live();
    see(0, pool('200'));
    expect(see(1, pool('149'))).toEqual(['a crossed 150']);
    expect(see(0.01, pool('200', {heardAt: START}))).toEqual([]);
    expect(see(0.01, pool(none('no requirement'), {heardAt: START}))).toEqual([]);
    expect(see(0.01, pool('149'))).toEqual([]);
  });

  it('does not call once its level has been left', () => {
    const {see} = live();
    see(0, pool('149'));
    see(1, pool('200'));
    expect(see(0.01, pool('149', {heardAt: START}))).toEqual([]);
    expect(see(0.01, pool('149'))).toEqual(['a crossed 150']);
  });

  it('is not what comes after the clock was set back', () => {
    const {see} = live();
    see(0, pool('149'));
    see(1, pool('200'));
    expect(see(-60, pool('149'))).toEqual(['a crossed 150']);
    expect(see(1, pool('200'))).toEqual([]);
    expect(see(0.01, pool('149', {heardAt: START - 60 * MINUTE}))).toEqual([]);
  });

  it('still has the call that is due', () => {
    const {see} = live();
    see(0, pool('149.5'));
    see(0.1, pool('119'));
    see(0.1, pool('123'));
    expect(see(60, pool('149', {heardAt: START}))).toEqual(['a still 150']);
  });
});

describe('a pool that is not seen', () => {
  it('for moments, as in a reload, is not called anew', () => {
    const {see} = live();
    see(0, pool('149'));
    see(0.1);
    see(0.5);
    expect(see(0.1, pool('149'))).toEqual([]);
  });

  it('for a minute is forgotten', () => {
    const {see} = live();
    see(0, pool('149'));
    see(0.1);
    see(1);
    expect(see(0.1, pool('149'))).toEqual(['a crossed 150']);
  });
});

describe('switched off', () => {
  it('nothing calls', () => {
    const {see, nextIn} = live({calls: 'off'});
    expect(see(0, pool('90'))).toEqual([]);
    expect(see(600, pool('90'))).toEqual([]);
    expect(nextIn(pool('90'))).toBe(Infinity);
  });
});

describe('the ladder of a pool', () => {
  const venue = {
    id: 'p',
    kind: 'portfolio',
    unit: 'USD',
    waterline: new Decimal('1.05'),
    collateral: [],
    positions: [],
    levels: [
      {name: 'reduce only', at: new Decimal('1.2')},
      {name: 'reminder', at: new Decimal('1.5')},
      {name: 'liquidation', at: new Decimal('1.05')},
    ],
  } as const;
  const of = (levels: readonly string[]) =>
    rungsOf(venue, {levels}).map(({name, at, by}) => `${at} ${by} ${name}`);

  it('is the venue’s and the user’s, highest first; of two at one height the venue’s counts', () => {
    expect(of(['150', '180'])).toEqual([
      '180 user ',
      '150 venue reminder',
      '120 venue reduce only',
      '105 venue liquidation',
    ]);
  });

  it('leaves out levels of the user’s that are not above the waterline', () => {
    expect(of(['105', '90', '105.5'])).toContain('105.5 user ');
    expect(of(['105', '90', '105.5'])).toHaveLength(4);
  });

  it('has the waterline even where the venue names no level', () => {
    const {levels: _, ...bare} = venue;
    expect(rungsOf(bare, {levels: []}).map(({name, at}) => `${at} ${name}`)).toEqual(['105 liquidation']);
  });
});

describe('laws', () => {
  const accuracies = fc.oneof(
    fc.integer({min: 0, max: 3000}).map((tenths) => figure(new Decimal(tenths).div(10).toFixed())),
    fc
      .integer({min: 800, max: 1700})
      .map((tenths) => estimated(new Decimal(tenths).div(10), ['tiers not seen'])),
    fc.constant(missing(['equity'])),
    fc.constant(none('no positions')),
  );
  const steps = fc.array(
    fc.record({
      seconds: fc.integer({min: 0, max: 1800}),
      accuracy: accuracies,
      seen: fc.constantFrom('live', 'live', 'live', 'stale', 'absent'),
      snooze: fc.constantFrom(null, null, null, null, 0, 5, 90),
    }),
    {maxLength: 60},
  );
  type Step = {
    readonly seconds: number;
    readonly accuracy: Figure;
    readonly seen: string;
    readonly snooze: number | null;
  };
  type Seen = {readonly at: number; readonly step: Step; readonly calls: readonly Call[]};

  function play(course: readonly Step[], settings: Settings = DEFAULT_SETTINGS): readonly Seen[] {
    let memory: Memory = NOTHING_REMEMBERED;
    let at = START;
    return course.map((step) => {
      at += step.seconds * 1000;
      if (step.snooze !== null) memory = snoozed(memory, step.snooze, at);
      const pools = step.seen === 'absent' ? [] : [pool(step.accuracy, {stale: step.seen === 'stale'})];
      const decision = decide(memory, heard(pools, at), settings, at);
      memory = JSON.parse(JSON.stringify(decision.memory));
      return {at, step, calls: decision.calls};
    });
  }

  it('a call is only ever made for a level at which the pool stands', () => {
    fc.assert(
      fc.property(steps, (course) => {
        for (const {step, calls} of play(course)) {
          for (const call of calls) {
            const {accuracy} = step;
            expect('value' in accuracy && accuracy.value.lte(call.rung.at)).toBe(true);
            expect(step.seen).not.toBe('absent');
          }
        }
      }),
    );
  });

  it('a stale figure crosses nothing', () => {
    fc.assert(
      fc.property(steps, (course) => {
        const cold = course.map((step) => ({...step, seen: 'stale'}));
        expect(play(cold).flatMap(({calls}) => calls)).toEqual([]);
      }),
    );
  });

  it('seeing the same twice calls once', () => {
    fc.assert(
      fc.property(steps, (course) => {
        const twice = course.flatMap((step) => [step, {...step, seconds: 0, snooze: null}]);
        const calls = play(twice).map((seen) => seen.calls.length);
        for (let index = 1; index < calls.length; index += 2) expect(calls[index]).toBe(0);
      }),
    );
  });

  it('a live exact figure at a level that was never told, with nothing silenced, always calls', () => {
    fc.assert(
      fc.property(steps, fc.integer({min: 0, max: 999}), (course, tenths) => {
        const calm = course.map((step) => ({...step, snooze: null}));
        const last: Step = {
          seconds: 1,
          accuracy: figure(new Decimal(tenths).div(10).toFixed()),
          seen: 'live',
          snooze: null,
        };
        const seen = play([...calm, last]);
        const told = seen.slice(0, -1).flatMap(({calls}) => calls.map(({rung: {at}}) => at.toNumber()));
        const now = seen.at(-1)?.calls.length;
        // Below 100 % the lowest level is reached: told once already, or told now.
        expect(now === 1 || told.includes(100)).toBe(true);
      }),
    );
  });

  it('repeats of the same level are no nearer than the shortest pause', () => {
    fc.assert(
      fc.property(steps, (course) => {
        let last: {at: number; level: string} | null = null;
        for (const {at, calls} of play(course)) {
          for (const {
            why,
            rung: {at: level},
          } of calls) {
            if (why === 'still' && last?.level === level.toFixed()) {
              expect(at - last.at).toBeGreaterThanOrEqual(10 * MINUTE);
            }
            last = {at, level: level.toFixed()};
          }
        }
      }),
    );
  });

  it('the memory is plain JSON and comes back the same', () => {
    fc.assert(
      fc.property(steps, (course) => {
        let memory: Memory = NOTHING_REMEMBERED;
        for (const {accuracy} of course)
          memory = decide(memory, heard([pool(accuracy)], START), DEFAULT_SETTINGS, START).memory;
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
      }),
    );
  });

  it('an unchanged memory is the very same object, so that nothing is written', () => {
    const {memory} = decide(NOTHING_REMEMBERED, heard([pool('149')], START), DEFAULT_SETTINGS, START);
    expect(decide(memory, heard([pool('148')], START), DEFAULT_SETTINGS, START + 100).memory).toBe(memory);
  });
});
