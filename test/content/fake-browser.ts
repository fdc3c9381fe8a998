import type {LinkEnds} from '../../src/content/link.ts';
import type {Clock} from '../../src/content/pace.ts';
import type {FromContent, ToContent} from '../../src/messages.ts';

/** A clock that stands still until it is moved; what was due runs in order. */
export class FakeClock implements Clock {
  #time = 1_000_000;
  #due: {at: number; act: () => void}[] = [];
  now = () => this.#time;
  soon = (act: () => void) => {
    this.later(act, 0);
  };
  later = (act: () => void, delay: number) => {
    const entry = {at: this.#time + delay, act};
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  };
  /** Lets time pass, and what falls due run at its time. */
  pass(milliseconds: number): void {
    const end = this.#time + milliseconds;
    for (;;) {
      const [next] = this.#due.filter(({at}) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#time = Math.max(this.#time, next.at);
      next.act();
    }
    this.#time = end;
  }
  /** A hidden tab: time passes, timers do not run. */
  stall(milliseconds: number): void {
    this.#time += milliseconds;
  }
}

type Listener<Heard extends unknown[]> = (...heard: Heard) => void;
const listeners = <Heard extends unknown[]>() => {
  const all: Listener<Heard>[] = [];
  return {
    addListener: (one: Listener<Heard>) => void all.push(one),
    tell: (...heard: Heard) => {
      for (const one of all) one(...heard);
    },
  };
};

/** One port as the content script holds it, and the background's end of it. */
export class FakePort {
  readonly sent: FromContent[] = [];
  readonly onMessage = listeners<[ToContent]>();
  readonly onDisconnect = listeners<[]>();
  state: 'open' | 'dead' | 'left' = 'open';
  postMessage(message: FromContent): void {
    if (this.state === 'dead') throw new Error('Attempting to use a disconnected port object');
    this.sent.push(message);
  }
  disconnect(): void {
    this.state = 'left';
  }
  /** The background dies. `unnoticed`: the news has not come yet. */
  die(news: 'told' | 'unnoticed' = 'told'): void {
    this.state = 'dead';
    if (news === 'told') this.onDisconnect.tell();
  }
  get bodies(): string[] {
    return this.sent.flatMap((message) =>
      message.kind === 'frames' ? message.frames.map(({body}) => body) : [],
    );
  }
}

/** An extension that can be taken away. */
export class FakeExtension {
  readonly ports: FakePort[] = [];
  present = true;
  connect: LinkEnds['connect'] = () => {
    if (!this.present) throw new Error('Extension context invalidated.');
    const port = new FakePort();
    this.ports.push(port);
    // Only the four members of it that a link uses are played.
    return port as unknown as chrome.runtime.Port;
  };
  alive = () => this.present;
  get port(): FakePort {
    const port = this.ports.at(-1);
    if (!port) throw new Error('There was no port yet.');
    return port;
  }
}
