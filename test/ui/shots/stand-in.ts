/** What a page under the camera finds where the browser's API would be. */
export type Scene = {
  readonly messages: Readonly<Record<string, {readonly message: string}>>;
  readonly language: string;
  /** What the background answers. */
  readonly view: unknown;
  readonly study: unknown;
  /** ms since 1970, for ever. */
  readonly now: number;
  /** The browser lets us see the exchanges' pages. */
  readonly access: 'allowed' | 'withheld';
  readonly settings: unknown;
};

/** Runs in the page before its scripts: the background is one port that answers with what somebody made up. */
export function standIn({messages, language, view, study, now, access, settings}: Scene): void {
  Date.now = () => now;
  const event = {addListener() {}, removeListener() {}};
  const getMessage = (key: string, given: string | string[] = []) =>
    (messages[key]?.message ?? '').replaceAll(
      /\$(\d)/g,
      (_, index) => [given].flat()[Number(index) - 1] ?? '',
    );
  const connect = () => {
    const listeners: ((message: unknown) => void)[] = [];
    return {
      onMessage: {addListener: (listener: (message: unknown) => void) => listeners.push(listener)},
      onDisconnect: event,
      postMessage: ({kind}: {kind: string}) => {
        const answer = kind === 'study' ? {kind, study} : {kind: 'view', view};
        for (const listener of listeners) queueMicrotask(() => listener(answer));
      },
    };
  };
  const host_permissions = ['https://app.hyperliquid.xyz/*', 'https://www.binance.com/*'];
  Object.assign(globalThis, {
    chrome: {
      i18n: {getMessage, getUILanguage: () => language},
      runtime: {connect, getManifest: () => ({host_permissions})},
      action: {getUserSettings: async () => ({isOnToolbar: false})},
      permissions: {contains: async () => access === 'allowed', onAdded: event, onRemoved: event},
      tabs: {query: async () => [], onActivated: event},
      windows: {getCurrent: async () => ({id: 1})},
      storage: {local: {get: async () => ({settings}), set: async () => {}}, onChanged: event},
    },
  });
  // A closed root would hide the pill from whoever looks for faults in it.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function open() {
    return attach.call(this, {mode: 'open'});
  };
}
