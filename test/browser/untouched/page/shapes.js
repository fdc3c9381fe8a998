// Names, texts, attributes and makers of everything that we stand before.
{
  const CLASSES = [
    'WebSocket',
    'XMLHttpRequest',
    'XMLHttpRequestUpload',
    'XMLHttpRequestEventTarget',
    'Request',
    'Response',
    'Headers',
    'Worker',
    'SharedWorker',
    'WebTransport',
    'WebSocketStream',
    'EventSource',
    'CloseEvent',
    'MessageEvent',
    'ProgressEvent',
    'Function',
    'Promise',
  ];
  const textsOf = (one) => [
    String(one),
    `${one}`,
    one.toString(),
    Function.prototype.toString.call(one),
    Reflect.apply(Function.prototype.toString, one, []),
  ];

  // Firefox puts a name into its window when it is first asked for: there the order tells who asked, not what is there.
  const isOrdered = !navigator.userAgent.includes('Firefox');
  scene('the order of names', (say) => {
    const names = Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name));
    say(isOrdered ? names : names.length, Object.keys(window).length);
    for (const name of CLASSES) {
      const value = window[name];
      if (value === undefined) continue;
      say(
        name,
        Object.getOwnPropertyNames(value),
        Object.getOwnPropertyNames(value.prototype),
        Object.getOwnPropertySymbols(value.prototype).map(String),
      );
      say(
        Object.keys(value),
        Object.keys(value.prototype),
        Object.entries(Object.getOwnPropertyDescriptors(value.prototype)).map(
          ([key, {writable, enumerable, configurable}]) => [key, writable, enumerable, configurable],
        ),
      );
    }
    const keys = [];
    for (const key in WebSocket.prototype) keys.push(key);
    for (const key in WebSocket) keys.push(key);
    say(keys);
  });

  scene('the texts of functions', (say) => {
    for (const name of CLASSES) {
      const value = window[name];
      if (value === undefined) continue;
      say(
        name,
        textsOf(value),
        value.name,
        value.length,
        Object.prototype.toString.call(value),
        Object.prototype.toString.call(value.prototype),
      );
      for (const [key, {get, set, value: member}] of Object.entries(
        Object.getOwnPropertyDescriptors(value.prototype),
      ))
        say(
          key,
          [get, set, member]
            .filter((one) => typeof one === 'function')
            .map((one) => [textsOf(one), one.name, one.length, Object.hasOwn(one, 'prototype')]),
        );
    }
    say(
      textsOf(fetch),
      textsOf(Function.prototype.toString),
      textsOf(Function.prototype),
      Function.prototype.toString.name,
      Function.prototype.toString.length,
    );
    say(
      WebSocket.toString === Function.prototype.toString,
      fetch.toString === Function.prototype.toString,
      Object.hasOwn(Function.prototype.toString, 'prototype'),
    );
    say(
      Object.getOwnPropertyDescriptor(Function.prototype, 'toString').enumerable,
      Object.getOwnPropertyNames(Function.prototype.toString).sort(),
    );
    for (const one of [{}, null, undefined, 'text'])
      say(stackOf(() => Function.prototype.toString.call(one)));
    say(
      textsOf(WebSocket.bind(null)),
      WebSocket.bind(null).name,
      textsOf(class extends WebSocket {}),
      textsOf(() => 'own'),
      textsOf(function own(_a, _b) {}),
    );
    const {proxy, revoke} = Proxy.revocable(WebSocket, {});
    say(textsOf(proxy));
    revoke();
    say(
      stackOf(() => String(proxy)),
      stackOf(() => Function.prototype.toString.call(proxy)),
    );
  });

  scene('makers', (say) => {
    const address = `wss://${HOST}/ws?unsteady`;
    const made = (make) => {
      const outcome = stackOf(make);
      if (!(outcome instanceof Object) || Array.isArray(outcome)) return outcome;
      const seen = [
        Object.prototype.toString.call(outcome),
        outcome.constructor?.name,
        outcome instanceof WebSocket,
        Object.getPrototypeOf(outcome) === WebSocket.prototype,
      ];
      stackOf(() => WebSocket.prototype.close.call(outcome));
      return seen;
    };
    function Plain() {}
    function Bare() {}
    Bare.prototype = 42;
    const bound = WebSocket.bind(null, address);
    for (const maker of [
      WebSocket,
      Plain,
      Bare,
      Object,
      XMLHttpRequest,
      Function,
      bound,
      class extends WebSocket {},
      new Proxy(WebSocket, {}),
      new Proxy(Plain, {}),
      fetch,
      () => {},
      {},
      undefined,
    ])
      say(made(() => Reflect.construct(WebSocket, [address], maker)));
    say(
      made(() => Reflect.construct(XMLHttpRequest, [], WebSocket)),
      made(() => Reflect.construct(Object, [], WebSocket)),
      made(() => Reflect.construct(Date, [], WebSocket)),
    );
    say(
      made(() => new bound()),
      made(() => new bound.prototype.constructor()),
      made(() => new new Proxy(WebSocket, {})(address)),
    );
    const asked = [];
    const watched = new Proxy(() => {}, {
      get: (target, name) => {
        asked.push(String(name));
        return Reflect.get(target, name);
      },
    });
    say(
      made(() => Reflect.construct(WebSocket, [address], watched)),
      asked,
    );
    const thrower = new Proxy(() => {}, {
      get() {
        throw new RangeError('asked for a prototype');
      },
    });
    say(
      made(() => Reflect.construct(WebSocket, [address], thrower)),
      made(() => Reflect.construct(WebSocket, ['wss://['], thrower)),
    );
    say(
      made(() => WebSocket(address)),
      made(() => WebSocket.call(new WebSocket(address), address)),
      made(() => WebSocket.apply(undefined, [])),
      made(() => WebSocket`x`),
    );
    say(
      made(() => XMLHttpRequest()),
      made(() => new fetch('/')),
      made(() => Reflect.construct(fetch, [], WebSocket)),
      made(() => new WebSocket.prototype.send()),
    );
    class Private extends WebSocket {
      #kept = 'kept';
      static made = 'static';
      constructor() {
        super(address);
        this.target = new.target === Private;
      }
      get kept() {
        return this.#kept;
      }
    }
    const own = new Private();
    say(
      own.kept,
      own.target,
      Private.made,
      Private.CLOSED,
      Private.name,
      Private.length,
      Object.keys(own),
      own.constructor === Private,
    );
    own.close();
    class Late extends WebSocket {
      constructor() {
        super('wss://[');
      }
    }
    class Never extends WebSocket {
      // biome-ignore lint/correctness/noUnreachableSuper: the mistake is what is tried
      constructor() {}
    }
    say(
      made(() => new Late()),
      made(() => new Never()),
      made(() => class extends fetch {}),
    );
    function Old() {
      return WebSocket.call(this, address);
    }
    say(made(() => new Old()));
  });

  scene('statics, and what a page may do to them', (say) => {
    for (const owner of [WebSocket, WebSocket.prototype, XMLHttpRequest, fetch])
      for (const [name, value] of [
        ['OPEN', 5],
        ['CLOSED', 5],
        ['name', 'x'],
        ['length', 5],
        ['prototype', {}],
        ['ours', 'new'],
        ['toString', 1],
      ]) {
        const before = Object.getOwnPropertyDescriptor(owner, name);
        say(
          name,
          attempt(() => Reflect.set(owner, name, value)),
          String(owner[name]).slice(0, 60),
          attempt(() => delete owner[name]),
          Object.hasOwn(owner, name),
        );
        if (before) attempt(() => Object.defineProperty(owner, name, before));
        else delete owner[name];
      }
    say(
      WebSocket.OPEN,
      Object.isFrozen(WebSocket),
      Object.isSealed(WebSocket),
      Reflect.isExtensible(WebSocket),
      Reflect.getPrototypeOf(WebSocket) === EventTarget,
    );
    say(
      Reflect.has(WebSocket, 'OPEN'),
      'send' in WebSocket.prototype,
      WebSocket[Symbol.hasInstance] === Function.prototype[Symbol.hasInstance],
      Object.create(WebSocket.prototype) instanceof WebSocket,
    );
    say(JSON.stringify([WebSocket, fetch]), Object.is(WebSocket, window.WebSocket), typeof globalThis.fetch);
    say(
      new Set([WebSocket, window.WebSocket, self.WebSocket, WebSocket.prototype.constructor]).size,
      new Set([fetch, window.fetch]).size,
    );
  });

  scene('a page that takes the names for itself', async (say) => {
    const native = {WebSocket};
    const nativeFetch = fetch;
    const calls = [];
    class Wrapped extends native.WebSocket {
      constructor(...args) {
        super(...args);
        calls.push(['new', args.length]);
      }
      send(...args) {
        calls.push(['send', args.length]);
        super.send(...args);
      }
    }
    say(delete window.WebSocket, typeof WebSocket, 'WebSocket' in window);
    Object.defineProperty(window, 'WebSocket', {value: Wrapped, writable: true, configurable: true});
    window.fetch = (...args) => {
      calls.push(['fetch', args.length]);
      return nativeFetch(...args);
    };
    const socket = new window.WebSocket(`wss://${HOST}/ws?taken`);
    await eventOf(socket, 'open');
    socket.send('mine');
    say((await eventOf(socket, 'message')).data, socket instanceof native.WebSocket, calls);
    say(
      await (
        await window.fetch(`https://${HOST}/info`, {method: 'POST', body: '{"type":"clearinghouseState"}'})
      ).text(),
      calls.length,
    );
    socket.close();
    await eventOf(socket, 'close');
    Object.defineProperty(window, 'WebSocket', {
      value: native.WebSocket,
      writable: true,
      enumerable: false,
      configurable: true,
    });
    window.fetch = nativeFetch;
    say(propertyOf(window, 'WebSocket'), propertyOf(window, 'fetch'));
  });
}
