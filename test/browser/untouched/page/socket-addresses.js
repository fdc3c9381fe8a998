// What the constructor of WebSocket takes and refuses: https://websockets.spec.whatwg.org/#the-websocket-interface.
{
  const outcome = (make) => {
    try {
      const socket = make();
      const seen = [socket.url, socket.protocol, socket.extensions, socket.readyState, socket.binaryType];
      socket.onerror = () => {};
      socket.close();
      return [...seen, socket.readyState];
    } catch (error) {
      return describeStack(error);
    }
  };
  const there = `${HOST}/ws?unsteady`;

  scene('addresses of every form', (say) => {
    const addresses = [
      `wss://${there}`,
      `WSS://${HOST.toUpperCase()}/ws?unsteady`,
      `https://${there}`,
      `ws://${there}`,
      `http://${there}`,
      `wss://${HOST}:443/ws?unsteady`,
      `wss:${there}`,
      `wss:/${there}`,
      `wss:\\\\${there}`,
      ` \n wss://${HOST}/a/../ws?unsteady\t `,
      `wss://${HOST}/w\ns?unsteady`,
      `wss://${HOST}/ws?unsteady&q=%20 ü%ff\ud800`,
      `wss://user:word@${there}`,
      `//${there}`,
      '/ws?unsteady',
      'ws?unsteady',
      '?unsteady',
      '.',
      '',
      `wss://${there}#`,
      `wss://${there}#fragment`,
      `https://${there}#fragment`,
      '#',
      'wss://',
      'wss://[',
      'wss://[::1]:x/',
      'wss://[::1]/?unsteady',
      'wss://a b/',
      'wss://exa%mple/',
      'wss://ex ample.example/',
      'wss://xn--/',
      'wss://münchen.example/?unsteady',
      'wss://1.2.3/?unsteady',
      'wss://256.256.256.256/',
      'wss://a.example:65536/',
      'wss://a.example:-1/',
      'wss://a.example:0/?unsteady',
      'wss://a.example:1/?unsteady',
      'wss://a.example:25/?unsteady',
      'ftp://a.example/',
      'mailto:a@b.example',
      'data:text/plain,x',
      'javascript:void 0',
      'blob:https://a.example/1',
      'file:///etc',
      'about:blank',
      'wss',
    ];
    for (const address of addresses)
      say(
        address,
        outcome(() => new WebSocket(address)),
      );
  });

  scene('addresses that are no texts', (say) => {
    const asked = [];
    const spoken = (name, value) => ({
      get toString() {
        asked.push(`${name} toString`);
        return () => value;
      },
      get [Symbol.toPrimitive]() {
        asked.push(`${name} toPrimitive`);
        return undefined;
      },
      valueOf: () => asked.push(`${name} valueOf`),
    });
    const thrower = {
      toString: () => {
        throw new RangeError('of the page’s own');
      },
    };
    for (const named of [
      new URL(`wss://${there}`),
      new String(`wss://${there}`),
      [`wss://${there}`],
      spoken('address', `wss://${there}`),
      location,
      thrower,
      undefined,
      null,
      0,
      true,
      {},
      Symbol('no'),
    ])
      say(outcome(() => new WebSocket(named)));
    say(
      outcome(
        () => new WebSocket(spoken('first', `wss://${there}`), spoken('second', 'two'), spoken('third', '')),
      ),
    );
    say(
      outcome(() => new WebSocket('wss://[', thrower)),
      outcome(() => new WebSocket(thrower, thrower)),
    );
    say(asked);
  });

  scene('protocols of every form', (say) => {
    for (const protocols of [
      undefined,
      null,
      '',
      'one',
      'One',
      'one two',
      'one,two',
      'ü',
      '\0',
      '\x7f',
      '\ud800',
      ...'()<>@,;:\\"/[]?={} \t',
      "!#$%&'*+-.^_`|~",
      [],
      [''],
      ['one', 'two'],
      ['one', 'one'],
      ['one', 'One'],
      ['one', 2, null, undefined],
      ['one', ['two']],
      ['one', Symbol('no')],
      new Set(['one', 'two']),
      (function* () {
        yield 'one';
        yield 'two';
      })(),
      {length: 1, 0: 'one'},
      {[Symbol.iterator]: undefined},
      new String('one'),
      42,
      true,
      Symbol('no'),
    ])
      say(
        typeof protocols,
        outcome(() => new WebSocket(`wss://${there}`, protocols)),
      );
    const asked = [];
    const list = {
      *[Symbol.iterator]() {
        asked.push('iterated');
        yield {toString: () => asked.push('first') && 'one'};
        yield {toString: () => asked.push('second') && 'two'};
      },
    };
    say(
      outcome(() => new WebSocket(`wss://${there}`, list)),
      asked,
    );
    say(outcome(() => new WebSocket(`wss://${there}`, 'one', 'more', 'arguments')));
  });

  scene('relative to a base, and in a document without one', async (say) => {
    const base = document.createElement('base');
    base.href = `https://${HOST}/folder/page`;
    document.head.append(base);
    for (const address of ['ws?unsteady', '../ws?unsteady', '//a.example/?unsteady', '?unsteady'])
      say(outcome(() => new WebSocket(address)));
    base.href = 'data:,x';
    say(outcome(() => new WebSocket('/ws?unsteady')));
    base.remove();
    say(outcome(() => new WebSocket('/ws?unsteady')));
  });
}
