import type {Notices} from '../own-page.ts';

/** A margin call without the moment and the figures of it: whose, and which level. */
type Made = string;

/** `call <tab> <time> <pool>` */
const poolIn = (id: string): string => id.split(' ').slice(3).join(' ');

const made = (id: string, message: string): Made => `${poolIn(id)}: ${message.split('\n', 1)[0]}`;

/** Every call that came to the screen, in order, each once. */
export function callsMade({events, shown}: Notices): readonly Made[] {
  const calls = new Map<string, Made>();
  for (const {id, message, phase} of events) {
    if (phase === 'shown' || shown.includes(id)) calls.set(id, made(id, message));
  }
  return [...calls.values()];
}

/** The same notification put on the screen again: the user hears it twice. */
export function repeated({events}: Notices): readonly string[] {
  const ids = events.filter(({phase}) => phase === 'shown').map(({id}) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

export type CallFaults = {readonly lost: readonly Made[]; readonly surplus: readonly Made[]};

/** Pool by pool, in order: other pools' calls come between as they will. */
export function compareCalls(mortal: Notices, immortal: Notices): CallFaults {
  const left = [...callsMade(mortal)];
  const lost = callsMade(immortal).filter((call) => {
    const index = left.indexOf(call);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return {lost, surplus: left};
}
