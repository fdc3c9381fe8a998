import {licences} from '../../build/licences.mjs';
import {command, linesWith} from './command.ts';
import type {Promised, Trial} from './finding.ts';
import {tests} from './tests.ts';

const fuzz = command({
  how: '`npm run fuzz`',
  command: 'npm',
  args: (form) => ['run', 'fuzz', '--', '--fresh', '--frames', form === 'long' ? '1000000' : '100000'],
  figures: linesWith(/frames:/),
});

/** One part of it; the others are left out. */
const soak = (short: readonly string[], long: readonly string[]): Trial =>
  command({
    how: '`npm run soak`',
    command: 'npm',
    args: (form) => [
      ...['run', 'soak', '--', '--kills', '0', '--closings', '0', '--minutes', '0', '--pairs', '0'],
      ...(form === 'long' ? long : short),
    ],
    figures: linesWith(/^(chromium|firefox): |^Seed/),
  });
const deaths = soak(['--kills', '20', '--closings', '2'], ['--kills', '1000', '--closings', '20']);
const growth = soak(['--minutes', '0.5', '--pairs', '4'], ['--minutes', '60', '--pairs', '20']);

const shipped: Trial = async () => {
  const all = await licences();
  const told = all.map(({name, version, licence}) => `${name} ${version} (${licence})`).join(', ');
  return {
    how: '`npm run licences`',
    verdict: all.length > 0 ? 'holds' : 'fails',
    figures: [`${all.length} packages of others ship: ${told}.`],
    faults: [],
  };
};

/** What is promised in PRIVACY.md, SECURITY.md and the README, in the order of what it would cost to be wrong. */
export const promises: readonly Promised[] = [
  {
    title: 'The exchange’s page behaves as without us',
    promise:
      'With Plimsoll installed, a page sees the same objects, the same events in the same order, the same errors and the same bytes on the wire.',
    trials: [tests('browser', 'test/browser/untouched/')],
    limits: [
      'A page that looks for it can find out that a function stands before the browser’s own; what it can find is tried, and listed, in `test/browser/untouched/page/limits.js`.',
    ],
  },
  {
    title: 'A hostile page can neither break nor fool it',
    promise:
      'Whatever a page patches, forges or sends: nothing throws, nothing of ours can be read, no other exchange’s figures change, memory and time stay bounded, and the user is told.',
    trials: [
      tests('browser', 'test/browser/hostile/'),
      tests('unit', 'test/venues/hostile/', 'test/venues/impossible.test.ts'),
    ],
    limits: [
      'The exchange’s own code is the source of the figures: a page that is taken over can show its user, and us, whatever it likes.',
    ],
  },
  {
    title: 'Broken messages change no figure',
    promise:
      'Frames that are mutated, cut, doubled or out of order never throw and never lead to a figure that is no number; the last good state stays and ages.',
    trials: [fuzz],
    limits: [],
  },
  {
    title: 'The background may die at any moment',
    promise:
      'Browsers end an extension’s background as they like. After each death the figures are those of a life without one, the history has no hole and nothing twice, and no margin call is lost or repeated.',
    trials: [deaths],
    limits: [],
  },
  {
    title: 'Nothing stale looks live',
    promise:
      'A feed that dies, freezes, sends heartbeats only or loses its private half is shown as stale within the limit that its exchange declares, on badge, popup and page, in hidden tabs too.',
    trials: [
      tests('unit', 'test/staleness/', 'test/reading/silence.test.ts'),
      tests('browser', 'test/browser/staleness.test.ts'),
    ],
    limits: [],
  },
  {
    title: 'It does not grow and does not slow the page',
    promise:
      'Under two hundred frames a second from four exchanges, memory and storage stay bounded, and the page’s own thread hardly notices.',
    trials: [growth],
    limits: [],
  },
  {
    title: 'Nothing leaves the machine, and no secret is kept',
    promise:
      'No request of ours, in either browser. No token, cookie, key or signature in any message, store or capture.',
    trials: [
      tests('unit', 'test/privacy/'),
      tests('browser', 'test/browser/network.test.ts', 'test/browser/secrets.test.ts'),
    ],
    limits: [],
  },
  {
    title: 'What you install is what the sources say',
    promise:
      'Few packages of others, each version and its bytes pinned, licences listed, and zips that anybody can rebuild to the same bytes.',
    trials: [shipped, tests('unit', 'test/house/supply.test.ts', 'test/house/build.test.ts')],
    limits: [],
  },
];
