import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {ToView} from '../../../src/messages.ts';
import {captureName} from '../../../src/ui/popup/save-text.ts';
import {openViewPort} from '../../../src/ui/popup/view-port.ts';

type Listener<Event> = (event: Event) => void;

/** A port as the browser gives one, with its other end in reach. */
function fakePort(name: string) {
  const messages: Listener<ToView>[] = [];
  const ends: Listener<void>[] = [];
  return {
    name,
    sent: [] as unknown[],
    postMessage(message: unknown) {
      this.sent.push(message);
    },
    disconnect: vi.fn(),
    onMessage: {addListener: (listener: Listener<ToView>) => messages.push(listener)},
    onDisconnect: {addListener: (listener: Listener<void>) => ends.push(listener)},
    say: (message: ToView) => messages.forEach((listener) => void listener(message)),
    die: () => ends.forEach((listener) => void listener()),
  };
}

let ports: ReturnType<typeof fakePort>[];

beforeEach(() => {
  vi.useFakeTimers();
  ports = [];
  const connect = ({name}: {name: string}) => {
    const port = fakePort(name);
    ports.push(port);
    return port;
  };
  Object.assign(globalThis, {chrome: {runtime: {connect}}});
});
afterEach(() => vi.useRealTimers());

describe('the port', () => {
  it('follows a tab, over the background’s death too', () => {
    const port = openViewPort(() => {});
    port.follow(7);
    ports[0]?.die();
    vi.advanceTimersByTime(1000);
    expect(ports.map(({sent}) => sent)).toEqual([
      [{kind: 'watch'}, {kind: 'watch', tab: 7}],
      [{kind: 'watch', tab: 7}],
    ]);
    port.close();
  });

  it('watches from the start, under the name the background knows', () => {
    openViewPort(() => {});
    expect(ports.map(({name, sent}) => [name, sent])).toEqual([['view', [{kind: 'watch'}]]]);
  });

  it('outlives the worker: connects again and watches again', () => {
    const received = vi.fn();
    const {send} = openViewPort(received);
    ports[0]?.die();
    send({kind: 'save-capture'});
    expect(ports).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(ports).toHaveLength(2);
    expect(ports[1]?.sent).toEqual([{kind: 'watch'}]);
    ports[1]?.say({kind: 'capture', text: 'x'});
    expect(received).toHaveBeenCalledExactlyOnceWith({kind: 'capture', text: 'x'});
  });

  it('waits for what it is told to wait for, and loses nothing that is sent before', async () => {
    let settle = () => {};
    const ready = new Promise<void>((_, refuse) => {
      settle = () => refuse(new Error('settled, if badly'));
    });
    const {send} = openViewPort(() => {}, ready);
    send({kind: 'snooze', minutes: 5});
    await vi.advanceTimersByTimeAsync(1000);
    expect(ports).toHaveLength(0);
    settle();
    await vi.advanceTimersByTimeAsync(0);
    expect(ports.map(({sent}) => sent)).toEqual([[{kind: 'watch'}, {kind: 'snooze', minutes: 5}]]);
    send({kind: 'snooze', minutes: 0});
    expect(ports[0]?.sent.at(-1)).toEqual({kind: 'snooze', minutes: 0});
  });

  it('closed before it began never begins', async () => {
    const {close} = openViewPort(() => {}, Promise.resolve());
    close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ports).toHaveLength(0);
  });

  it('closed stays closed', () => {
    const {close} = openViewPort(() => {});
    close();
    ports[0]?.die();
    close();
    vi.advanceTimersByTime(10_000);
    expect(ports).toHaveLength(1);
  });
});

it('a capture’s name is a file name on every system', () => {
  expect(captureName(Date.UTC(2026, 10, 22, 18, 40, 5))).toBe('plimsoll-2026-11-22T18-40-05.ndjson');
});
