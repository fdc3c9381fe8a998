// biome-ignore-all lint/suspicious/noGlobalAssign: a hostile page does what it likes
// The first thing the page runs: every built-in that could lie on somebody's way is replaced by one that takes notes.

(() => {
  const calls = [];
  const stolen = [];
  const {apply, construct, ownKeys, getOwnPropertyDescriptor} = Reflect;
  const {stringify} = JSON;
  const {push} = Array.prototype;
  const {indexOf, slice} = String.prototype;
  const NativeProxy = Proxy;
  const native = {defineProperty: Reflect.defineProperty};
  // Without a prototype: its own traps below would otherwise answer for what a descriptor leaves out.
  const defineProperty = (owner, key, property) =>
    native.defineProperty(owner, key, {__proto__: null, ...property});
  const NativeString = String;
  let listening = false;
  let inside = false;

  /** Notes a call that is not of the page's own making, and whatever of its arguments looks like our frames. */
  const note = (name, self, args) => {
    if (!listening || inside) return;
    inside = true;
    apply(push, calls, [name]);
    for (let i = -1; i < args.length; i++) {
      const value = i < 0 ? self : args[i];
      let text = '';
      try {
        text = typeof value === 'string' ? value : (stringify(value) ?? '');
      } catch {}
      if (apply(indexOf, text, ['SECRET']) >= 0)
        apply(push, stolen, [`${name}: ${apply(slice, text, [0, 200])}`]);
    }
    inside = false;
  };
  const spied = (name, native) =>
    new NativeProxy(native, {
      apply: (target, self, args) => {
        note(name, self, args);
        return apply(target, self, args);
      },
      construct: (target, args, maker) => {
        note(`new ${name}`, undefined, args);
        return construct(target, args, maker);
      },
    });

  const OWNERS = {
    Function: Function.prototype,
    String: String.prototype,
    Array: Array.prototype,
    Promise: Promise.prototype,
    RegExp: RegExp.prototype,
    WeakMap: WeakMap.prototype,
    Map: Map.prototype,
    Set: Set.prototype,
    Number: Number.prototype,
    Object: Object.prototype,
    Reflect,
    JSON,
    Math,
    ObjectStatics: Object,
    PromiseStatics: Promise,
    ArrayStatics: Array,
    EventTarget: EventTarget.prototype,
    Event: Event.prototype,
    CustomEvent: CustomEvent.prototype,
    UIEvent: UIEvent.prototype,
    MouseEvent: MouseEvent.prototype,
    MessageEvent: MessageEvent.prototype,
    MessagePort: MessagePort.prototype,
    WebSocket: WebSocket.prototype,
    XMLHttpRequest: XMLHttpRequest.prototype,
    Response: Response.prototype,
    Request: Request.prototype,
    Headers: Headers.prototype,
    URL: URL.prototype,
    Node: Node.prototype,
    Element: Element.prototype,
    Document: Document.prototype,
    TextDecoder: TextDecoder.prototype,
    Blob: Blob.prototype,
    ReadableStream: ReadableStream.prototype,
    Location: location,
  };
  for (const owner of ownKeys(OWNERS))
    for (const key of ownKeys(OWNERS[owner])) {
      const name = `${owner}.${NativeString(key)}`;
      const property = getOwnPropertyDescriptor(OWNERS[owner], key);
      if (!property.configurable) continue;
      const {value, get, set} = property;
      // A constructor that is another object would only show that somebody looked: an accessor does, unseen.
      if (key === 'constructor')
        defineProperty(OWNERS[owner], key, {
          configurable: true,
          get() {
            note(`${name} looked up`, this, []);
            return value;
          },
        });
      else if (typeof value === 'function')
        defineProperty(OWNERS[owner], key, {...property, value: spied(name, value)});
      else if (get || set)
        defineProperty(OWNERS[owner], key, {
          ...property,
          get: get && spied(`get ${name}`, get),
          set: set && spied(`set ${name}`, set),
        });
    }
  defineProperty(Promise, Symbol.species, {
    get() {
      note('Promise species', this, []);
      return this;
    },
  });
  // What somebody's plain object does not have, everybody's prototype answers for.
  for (const key of [
    'bubbles',
    'cancelable',
    'composed',
    'detail',
    'once',
    'passive',
    'capture',
    'signal',
    'get',
    'has',
    'apply',
    'construct',
    'path',
    'host',
    'in',
    'out',
    'asks',
    'anchor',
    'cut',
    'latest',
    'query',
    'via',
    'row',
    'at',
    'later',
    'then',
    'toJSON',
  ])
    defineProperty(Object.prototype, key, {
      configurable: true,
      get() {
        note(`Object.prototype.${key}`, this, []);
        return undefined;
      },
      set(value) {
        defineProperty(this, key, {value, writable: true, enumerable: true, configurable: true});
      },
    });
  for (const key of ['0', '1', '2'])
    defineProperty(Array.prototype, key, {
      configurable: true,
      set(value) {
        note(`Array.prototype[${key}]`, this, [value]);
        defineProperty(this, key, {value, writable: true, enumerable: true, configurable: true});
      },
    });
  const classes = [
    'Event',
    'CustomEvent',
    'MessageEvent',
    'MouseEvent',
    'MessageChannel',
    'BroadcastChannel',
    'URL',
    'Request',
    'Response',
    'TextDecoder',
    'WeakMap',
    'Proxy',
    'MutationObserver',
    'XMLHttpRequest',
  ];
  for (const name of classes) window[name] = spied(name, window[name]);
  window.postMessage = spied('postMessage', window.postMessage);

  const events = [];
  const listen = EventTarget.prototype.addEventListener;
  for (const type of ['x', 'plimsoll', 'plimsoll?', 'message', 'messageerror', 'plimsoll-content', ''])
    for (const target of [window, document])
      apply(listen, target, [
        type,
        (event) =>
          apply(push, events, [
            `${type} on ${target === window ? 'window' : 'document'} from ${event.origin}`,
          ]),
        true,
      ]);

  /** Plays one scene; afterwards says what was called, heard and taken meanwhile. */
  window.watch = async (milliseconds, act) => {
    const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
    await wait(50);
    calls.length = 0;
    stolen.length = 0;
    events.length = 0;
    const over = wait(milliseconds);
    listening = true;
    act?.();
    await over;
    listening = false;
    return stringify({calls, stolen, events});
  };
})();
