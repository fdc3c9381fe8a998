import type {FromView, PORT, ToView} from '../../messages.ts';

/** Written out, checked by the type: importing the value would bring the schemas along. */
const VIEW_PORT: typeof PORT.view = 'view';

/** A worker that died is woken by connecting again; not at once, lest a worker that dies at its start spins. */
const RECONNECT_MS = 250;

export type ViewPort = {
  readonly send: (message: FromView) => void;
  /** From here on, of this tab's exchange. */
  readonly follow: (tab: number) => void;
  readonly close: () => void;
};

/**
 * Watches the background for as long as the page lives, over its deaths. Begins at once, or when `ready` is settled:
 * what is sent before goes out then.
 */
export function openViewPort(receive: (message: ToView) => void, ready?: Promise<unknown>): ViewPort {
  let port: chrome.runtime.Port | null = null;
  let early: FromView[] | null = [];
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let tab: number | undefined;
  const watch = (): void =>
    port?.postMessage({kind: 'watch', ...(tab === undefined ? {} : {tab})} satisfies FromView);
  const connect = (): void => {
    port = chrome.runtime.connect({name: VIEW_PORT});
    port.onMessage.addListener(receive);
    port.onDisconnect.addListener(() => {
      port = null;
      retry = setTimeout(connect, RECONNECT_MS);
    });
    watch();
    for (const message of early ?? []) port.postMessage(message);
    early = null;
  };
  const begin = () => {
    if (!closed) connect();
  };
  if (ready === undefined) begin();
  else void ready.then(begin, begin);
  return {
    send: (message) => {
      if (early === null) port?.postMessage(message);
      else early.push(message);
    },
    follow: (shown) => {
      tab = shown;
      watch();
    },
    close: () => {
      closed = true;
      clearTimeout(retry);
      port?.disconnect();
    },
  };
}
