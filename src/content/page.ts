import type {DistanceTag, Glance, ToContent, WireFrame} from '../messages.ts';
import type {Wanted} from '../venues/venue.ts';
import {createHistory} from './history.ts';
import {createLink, type Link, type LinkEnds, type Post} from './link.ts';
import {messagesOf} from './message.ts';
import {type Note, readNote} from './note.ts';
import {type Heard, Opening, type Refusal} from './opening.ts';
import {type Clock, createPace, type Pace} from './pace.ts';
import {changeIn} from './sample.ts';
import {CAP, type Entry, entryOf} from './stream.ts';
import {createCounting} from './tally.ts';
import {createWaiting} from './waiting.ts';

/** A page on which nothing is wanted still says at times that it was heard, so that the popup can tell quiet from deaf. */
const SIGN_OF_LIFE = 15_000;

/** A background that asks for a replay this soon after a greeting has just been told everything. */
const JUST_GREETED = 2_000;

/**
 * A port that is lost this soon after a message may have lost the message. With a pill on the page another port is
 * opened in any case: only the background can say that the figure there has outlived its feed.
 */
const DOUBT = 5_000;

const isTooLong = ({ask, body}: Note): boolean => ask.length + body.length > CAP.frameCharacters;

/** What stands around a page; each is something that a test can play. */
export type Surroundings = Pick<LinkEnds, 'connect' | 'alive'> & {
  readonly wanted: readonly Wanted[];
  /** The page was running before we came: the tap is not trusted and nothing is heard. */
  readonly late: boolean;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly time: () => number;
  /** Shows the background's answer on the page. Only the top frame has a pill. */
  readonly showPill: (glance: Glance | null, tags: readonly DistanceTag[]) => void;
  /** The extension is gone: leave the page as if we had never been there. */
  readonly leave: () => void;
};

/** One frame of a page: what the tap tells becomes messages to the background, whatever becomes of either. */
export class Page {
  readonly #around: Surroundings;
  readonly #waiting = createWaiting();
  readonly #history = createHistory();
  readonly #counting = createCounting();
  readonly #pace: Pace;
  readonly #link: Link;
  /** Not looked at yet. */
  readonly #inbox: Heard[] = [];
  readonly #opening: Opening;
  /** Frames wait, or wait no longer but found no port. */
  #untold = false;
  #tapped = false;
  #pill: Glance | null = null;
  #greetedAt = Number.NEGATIVE_INFINITY;
  #toldAt: number;
  #heardAt: number;

  constructor(around: Surroundings) {
    this.#around = around;
    const {clock, connect, alive} = around;
    this.#toldAt = this.#heardAt = clock.now();
    this.#pace = createPace(() => this.#tell(), clock);
    this.#opening = new Opening({
      wanted: around.wanted,
      soon: clock.soon,
      pass: (heard) => {
        this.#inbox.push(heard);
        this.#pace.poke();
      },
      refuse: (why, note) => this.#refuse(why, note),
    });
    this.#link = createLink({
      connect,
      alive,
      now: clock.now,
      later: clock.later,
      greet: (post) => this.#greet(post),
      hear: (message, post) => this.#hear(message, post),
      parted: () => (this.#pill || clock.now() - this.#toldAt < DOUBT ? 'at once' : 'when needed'),
      orphaned: () => this.#leave(),
    });
  }

  /** Says that the page is here, in a task of its own: by then the tap has spoken, if there is one. */
  announce(): void {
    this.#around.clock.soon(() => this.#link.open());
  }

  /** One event of the tap. Runs inside the page's own callback: only keeps it for later. */
  receive(detail: string): void {
    const note = readNote(detail);
    if (!note) this.#counting.failure();
    // Let go at once: until the next message dozens of them might wait. What bytes may hold, their opening says.
    else if (note.kind !== 'b' && isTooLong(note)) this.#refuse('oversize', note);
    else this.#opening.hear({note, at: this.#around.time()});
    this.#pace.poke();
  }

  /** Milliseconds since the last wanted frame. */
  quiet(): number {
    return this.#around.clock.now() - this.#heardAt;
  }

  /** A reading of the page's own table, which replaces the one before. */
  tell(frame: WireFrame): void {
    const entry = {key: 'dom', frames: [frame]};
    if (this.#waiting.add(entry)) this.#history.add(entry);
    this.#pace.poke();
  }

  /** The page is back from the back/forward cache. */
  returned(): void {
    this.#link.renew();
  }

  #read(): void {
    const {wanted} = this.#around;
    for (const {note, at} of this.#inbox.splice(0)) {
      this.#counting.hear(note);
      if (note.kind === 'h') this.#tapped = true;
      else if (note.kind === 'u') this.#counting.unseen(note.body);
      else if (note.kind === 's') this.#counting.unseen(changeIn(note.body, wanted[note.row]));
      else this.#keep(entryOf(note, wanted, at));
    }
  }

  /** Of what is not wanted one in 256 is looked at, as the tap does with texts. */
  #refuse(why: Refusal, note: Note): void {
    this.#counting.hear(note);
    if (why === 'oversize') {
      this.#counting.oversize();
      // Told soon, though no other message may follow.
      this.#untold = true;
    } else if (this.#counting.unwanted() % 256 === 0 || why === 'unreadable')
      this.#counting.unseen(changeIn(why === 'unreadable' ? '' : note.body, this.#around.wanted[note.row]));
  }

  #keep(entry: Entry | null): void {
    if (!entry) {
      this.#counting.failure();
      return;
    }
    this.#counting.wanted();
    this.#heardAt = this.#around.clock.now();
    if (this.#waiting.add(entry)) this.#history.add(entry);
    else this.#counting.oversize();
  }

  /** Answers whether its turn is used up. */
  #tell(): boolean {
    this.#read();
    const {frames, replaced} = this.#waiting.take();
    const now = this.#around.clock.now();
    this.#untold ||= frames.length > 0;
    if (!this.#untold && now - this.#toldAt < SIGN_OF_LIFE) return false;
    const port = this.#link.open();
    if (port === 'none') {
      // Too soon after the last one. What was taken stays in the history, of which the next port is told.
      this.#pace.poke();
      return true;
    }
    this.#toldAt = now;
    this.#untold = false;
    // A new port's greeting has told these frames with all that came before them.
    const untold = port === 'new' ? [] : frames;
    for (const message of messagesOf(untold, this.#counting.take(replaced))) this.#link.post(message);
    return true;
  }

  #greet(post: Post): void {
    this.#read();
    this.#greetedAt = this.#around.clock.now();
    post({kind: 'hello', late: this.#around.late, tapped: this.#tapped});
    this.#replay(post);
  }

  #replay(post: Post): void {
    const frames = this.#history.all();
    if (frames.length > 0) for (const message of messagesOf(frames)) post(message);
  }

  #hear(message: ToContent, post: Post): void {
    if (message.kind === 'pill') {
      this.#pill = message.glance;
      this.#around.showPill(message.glance, message.tags ?? []);
    } else if (this.#around.clock.now() - this.#greetedAt > JUST_GREETED) this.#replay(post);
  }

  #leave(): void {
    this.#pace.stop();
    this.#around.leave();
  }
}
