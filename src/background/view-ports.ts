import * as v from 'valibot';
import type {Runtime} from 'webextension-polyfill';
import {FromView, type View} from '../messages.ts';
import type {Study, StudyAsk} from '../study.ts';
import {tell} from './tell.ts';

type Answers = {
  /** `tab`: of this tab's exchange alone. */
  readonly view: (tab: number | undefined) => View;
  readonly capture: (amounts: 'hidden' | undefined) => string;
  readonly snooze: (minutes: number) => void;
  readonly study: (ask: StudyAsk) => Promise<Study | null>;
  /** Somebody looks: whatever can be out of date is looked up again. */
  readonly watched: () => void;
  /** Defers until the earlier life's state is back. */
  readonly soon: (work: () => void) => void;
};

/** The ports of popup and panel. */
export class ViewPorts {
  readonly #answers: Answers;
  /** Each with the tab that it follows. */
  readonly #watching = new Map<Runtime.Port, number | undefined>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  accept(port: Runtime.Port): void {
    port.onDisconnect.addListener(() => this.#watching.delete(port));
    port.onMessage.addListener((message) => {
      const result = v.safeParse(FromView, message);
      if (result.success) this.#answers.soon(() => this.#answer(port, result.output));
    });
  }

  /** Sends the view to all who watch; makes it only when somebody does. */
  show(make: (tab: number | undefined) => View): void {
    for (const [port, tab] of this.#watching) tell(port, {kind: 'view', view: make(tab)});
  }

  #answer(port: Runtime.Port, asked: FromView): void {
    switch (asked.kind) {
      case 'watch':
        this.#watching.set(port, asked.tab);
        tell(port, {kind: 'view', view: this.#answers.view(asked.tab)});
        this.#answers.watched();
        break;
      case 'save-capture':
        tell(port, {kind: 'capture', text: this.#answers.capture(asked.amounts)});
        break;
      case 'snooze':
        this.#answers.snooze(asked.minutes);
        break;
      case 'study':
        void this.#answers.study(asked).then((study) => tell(port, {kind: 'study', study}));
        break;
    }
  }
}
