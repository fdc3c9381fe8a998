// biome-ignore-all lint/suspicious/noThenProperty: that is the attack
// biome-ignore-all lint/suspicious/noShadowRestrictedNames: a hostile page does what it likes
// The first thing the page runs: prototypes with traps in them. While they are armed, whoever falls into one is noted and fails.

(() => {
  const touched = [];
  const errors = [];
  let armed = false;
  const {defineProperty} = Object;
  const {push} = Array.prototype;
  const {apply} = Reflect;
  const {stringify} = JSON;
  const wait = setTimeout;
  const trap = (name) => {
    if (!armed) return;
    armed = false;
    apply(push, touched, [name]);
    armed = true;
    throw new Error(name);
  };
  const NAMES = [
    '0',
    '1',
    '2',
    '3',
    '7',
    'value',
    'get',
    'set',
    'writable',
    'enumerable',
    'configurable',
    'detail',
  ];
  const MORE = [
    'bubbles',
    'cancelable',
    'composed',
    'once',
    'passive',
    'capture',
    'signal',
    'handleEvent',
    'then',
  ];
  const OURS = [
    'via',
    'host',
    'path',
    'in',
    'out',
    'asks',
    'heads',
    'anchor',
    'offsets',
    'reach',
    'bytes',
    'at',
    'row',
    'url',
  ];
  for (const name of [...NAMES, ...MORE, ...OURS, 'toJSON', 'construct', 'apply', 'has', 'ownKeys'])
    defineProperty(Object.prototype, name, {
      __proto__: null,
      configurable: true,
      get: () => trap(`get ${name}`),
      set(kept) {
        trap(`set ${name}`);
        defineProperty(this, name, {
          __proto__: null,
          value: kept,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
    });
  /** As it was, unless armed. */
  const poison = (owner, key, name) => {
    const native = owner[key];
    defineProperty(owner, key, {
      __proto__: null,
      configurable: true,
      writable: true,
      value: function (...args) {
        trap(name);
        return apply(native, this, args);
      },
    });
  };
  for (const owner of [Array, String, Map, Set, NodeList])
    poison(owner.prototype, Symbol.iterator, `${owner.name} iterator`);
  for (const key of ['then', 'catch', 'finally']) poison(Promise.prototype, key, `Promise.${key}`);
  for (const key of ['push', 'map', 'some', 'concat', 'slice', 'join'])
    poison(Array.prototype, key, `Array.${key}`);
  for (const key of ['slice', 'indexOf', 'includes', 'startsWith', 'split', 'replace', 'charCodeAt'])
    poison(String.prototype, key, `String.${key}`);
  for (const key of ['call', 'apply', 'bind']) poison(Function.prototype, key, `Function.${key}`);
  for (const key of ['get', 'set', 'has']) poison(WeakMap.prototype, key, `WeakMap.${key}`);
  for (const key of ['addEventListener', 'dispatchEvent']) poison(EventTarget.prototype, key, key);
  for (const key of ['parse', 'stringify']) poison(JSON, key, `JSON.${key}`);
  for (const key of ['apply', 'construct', 'get', 'getOwnPropertyDescriptor'])
    poison(Reflect, key, `Reflect.${key}`);

  window.onerror = (message) => apply(push, errors, [`${message}`]);
  window.onunhandledrejection = (event) => apply(push, errors, [`${event.reason}`]);
  /** Who fell into a trap meanwhile, and what the page heard of errors. */
  window.arm = (milliseconds) => {
    armed = true;
    wait(() => {
      armed = false;
      document.title = stringify({touched, errors});
    }, milliseconds);
  };
  const socket = new WebSocket('wss://api-ui.hyperliquid.xyz/ws?polluted');
  socket.onopen = () => {
    document.title = 'open';
  };
})();
