import * as v from 'valibot';
import type {Runtime} from 'webextension-polyfill';
import {FromContent, type Tally, type ToContent} from '../messages.ts';
import {glance} from '../reading/glance.ts';
import {worded} from '../reading/glance-words.ts';
import type {Sender} from '../reading/page.ts';
import type {Read} from '../reading/standing.ts';
import {tagsOf} from '../reading/tags.ts';
import type {Tongue} from '../reading/tongue.ts';
import type {Venue} from '../venues/venue.ts';
import {Intake} from './intake.ts';
import type {Log} from './log.ts';
import {tell} from './tell.ts';

/** Defers until the earlier life's state is back and the venue can be read; keeps the order. */
type Soon = (venue: Venue, work: () => void) => void;

type Connection = {
  readonly sender: Sender;
  readonly venue: Venue;
  readonly intake: Intake;
  pill: string;
};

/** Whether the user wants this exchange read at all. */
type Reads = (venue: Venue) => boolean;

/** The ports of the content scripts: what they send is checked, measured and logged; each is told only of its own page. */
export class ContentPorts {
  readonly #log: Log;
  readonly #clock: () => number;
  readonly #soon: Soon;
  readonly #reads: Reads;
  /** The pill's, which speaks the browser's language. */
  readonly #tongue: Tongue;
  readonly #open = new Map<Runtime.Port, Connection>();

  constructor(log: Log, clock: () => number, soon: Soon, reads: Reads, tongue: Tongue) {
    this.#log = log;
    this.#clock = clock;
    this.#soon = soon;
    this.#reads = reads;
    this.#tongue = tongue;
  }

  isConnected(key: string): boolean {
    return [...this.#open.values()].some(({sender}) => sender.key === key);
  }

  accept(port: Runtime.Port, sender: Sender, venue: Venue): void {
    const intake = new Intake({
      pass: (frames) => this.#log.read(sender, frames),
      lost: ({length}) => this.#log.fault(sender, `${length} messages were lost: more came than can be read`),
      recover: (since) => {
        this.#log.rewind(sender.key, since);
        tell(port, {kind: 'replay'});
      },
      clock: this.#clock,
    });
    const connection: Connection = {sender, venue, intake, pill: ''};
    this.#open.set(port, connection);
    port.onMessage.addListener((message) => this.#soon(venue, () => this.#hear(connection, message)));
    port.onDisconnect.addListener(() => {
      this.#open.delete(port);
      this.#soon(venue, () => {
        intake.close();
        if (!this.isConnected(sender.key)) this.#log.close(sender.key);
      });
    });
    this.#soon(venue, () => this.#start(port, connection));
  }

  /** The user turned exchanges on: those that were connected all the while begin. */
  revise(): void {
    for (const [port, connection] of this.#open) {
      const {sender, venue} = connection;
      const isRead = this.#log.pages.some(({key}) => key === sender.key);
      if (this.#reads(venue) && !isRead) this.#start(port, connection);
    }
  }

  #start(port: Runtime.Port, {sender, venue}: Connection): void {
    if (!this.#reads(venue)) return;
    tell(port, {kind: 'replay'});
    this.#log.open(sender, venue);
  }

  /** To each top frame what it showed us itself, and nothing else. */
  showPills(reads: readonly Read[], now: number): void {
    for (const [port, connection] of this.#open) {
      const {key, frame} = connection.sender;
      if (frame !== 0) continue;
      const own = reads.filter(({page}) => page.key === key);
      const tags = tagsOf(own, now);
      const pill: ToContent = {
        kind: 'pill',
        glance: worded(glance(own, now), this.#tongue),
        ...(tags.length > 0 ? {tags} : {}),
      };
      const text = JSON.stringify(pill);
      if (text === connection.pill) continue;
      connection.pill = text;
      tell(port, pill);
    }
  }

  #hear({sender, venue, intake}: Connection, message: unknown): void {
    if (!this.#reads(venue)) return;
    const result = v.safeParse(FromContent, message);
    if (!result.success) {
      const [issue] = result.issues;
      const where = v.getDotPath(issue) ?? 'message';
      this.#log.fault(sender, `a relayed message was refused: ${where}: ${issue.message.slice(0, 120)}`);
      return;
    }
    const heard = result.output;
    if (heard.kind === 'hello') {
      this.#log.greet(sender.key, heard);
      return;
    }
    intake.offer(heard.frames);
    this.#log.count(sender.key, heard.tally);
    for (const loss of lossesIn(heard.tally)) this.#log.fault(sender, loss);
  }
}

/** What never came here, in words: a figure may rest on less than the page was told. */
const lossesIn = ({oversize, failures}: Tally): readonly string[] => [
  ...(oversize > 0 ? [`${oversize} messages were left out: longer than any that is read`] : []),
  ...(failures > 0 ? [`${failures} messages could not be taken over from the page`] : []),
];
