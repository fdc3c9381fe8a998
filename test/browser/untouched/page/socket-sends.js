// What is sent, how much of it waits, and how bytes come back.
{
  const openAt = async (name) => {
    const socket = new WebSocket(`wss://${HOST}/ws?sends=${name}`);
    await eventOf(socket, 'open');
    return socket;
  };
  const endOf = async (socket) => {
    socket.close();
    await eventOf(socket, 'close');
  };
  const contentOf = async (value) => {
    const buffer = value instanceof Blob ? await value.arrayBuffer() : value;
    if (!(buffer instanceof ArrayBuffer)) return ['text', value.length, value.slice(0, 40)];
    const bytes = new Uint8Array(buffer);
    return [
      value.constructor.name,
      value.type ?? '',
      bytes.length,
      bytes.reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7),
    ];
  };
  const wholeOf = new Uint8Array(24).map((_, at) => at * 11);

  const sendable = {
    'a buffer': () => wholeOf.slice().buffer,
    'an empty buffer': () => new ArrayBuffer(0),
    'a buffer that may grow': () => new ArrayBuffer(8, {maxByteLength: 64}),
    'a buffer given away': () => {
      const {buffer} = wholeOf.slice();
      structuredClone(buffer, {transfer: [buffer]});
      return buffer;
    },
    'a view on one given away': () => {
      const view = wholeOf.slice();
      structuredClone(view.buffer, {transfer: [view.buffer]});
      return view;
    },
    'shared memory': () => new WebAssembly.Memory({initial: 1, maximum: 1, shared: true}).buffer,
    'a view on shared memory': () =>
      new Uint8Array(new WebAssembly.Memory({initial: 1, maximum: 1, shared: true}).buffer, 8, 4),
    ...Object.fromEntries(
      [
        Int8Array,
        Uint8Array,
        Uint8ClampedArray,
        Int16Array,
        Uint16Array,
        Int32Array,
        Uint32Array,
        Float32Array,
        Float64Array,
        BigInt64Array,
        BigUint64Array,
        DataView,
      ].map((View) => [View.name, () => new View(wholeOf.slice().buffer, 8, 1)]),
    ),
    'a Blob': () => new Blob(['blob', wholeOf]),
    'an empty Blob': () => new Blob([]),
    'a File': () => new File(['file'], 'name', {type: 'text/plain'}),
    'no text': () => '',
    'a lone surrogate': () => 'a\ud800b\udfff',
    'letters of four bytes': () => '😀'.repeat(9),
    'a null byte': () => 'a\0b',
    'a long text': () => 'wanted? '.repeat(30_000),
    'long bytes': () => new Uint8Array(300_000).fill(5),
    'a number': () => 42,
    nothing: () => undefined,
    null: () => null,
    'an array': () => [1, 2],
    'an array with a buffer': () => [new ArrayBuffer(3)],
    'an object': () => ({toString: () => 'object'}),
    'a function': () => function named() {},
    'a search': () => new URLSearchParams({a: 'b c'}),
    'a wanted question': () =>
      JSON.stringify({method: 'subscribe', subscription: {type: 'webData2', user: '0x1'}}),
  };
  for (const type of ['blob', 'arraybuffer'])
    scene(`everything that can be sent, come back as ${type}`, async (say) => {
      const socket = await openAt(type);
      socket.binaryType = type;
      for (const [name, make] of Object.entries(sendable)) {
        const value = stackOf(make);
        const before = socket.bufferedAmount;
        const answer = eventOf(socket, 'message');
        const outcome = stackOf(() => socket.send(value));
        const waiting = socket.bufferedAmount;
        if (outcome === undefined)
          say(name, before, waiting, await contentOf((await answer).data), socket.bufferedAmount);
        else say(name, before, waiting, outcome);
      }
      say(
        stackOf(() =>
          socket.send({
            toString: () => {
              throw new RangeError('of the page’s own');
            },
          }),
        ),
      );
      say(
        stackOf(() => socket.send(Symbol('no'))),
        stackOf(() => socket.send()),
        socket.send('', 'more', 'arguments'),
      );
      await endOf(socket);
    });

  scene('how much waits', async (say) => {
    const socket = await openAt('waiting');
    const amounts = [];
    for (const length of [1, 10, 1_000, 100_000, 400_000]) {
      socket.send('x'.repeat(length));
      amounts.push(socket.bufferedAmount);
      socket.send(new ArrayBuffer(length));
      amounts.push(socket.bufferedAmount);
      socket.send('ü');
      amounts.push(socket.bufferedAmount);
    }
    say(amounts);
    say(
      attempt(() => (socket.bufferedAmount = 5)),
      Object.hasOwn(socket, 'bufferedAmount'),
    );
    let left = 15;
    await new Promise((resolve) => {
      socket.onmessage = () => --left || resolve();
    });
    say(socket.bufferedAmount);
    socket.close(4000, 'not lost');
    socket.send('lost');
    say(socket.bufferedAmount);
    await eventOf(socket, 'close');
    const atEnd = socket.bufferedAmount;
    socket.send(new ArrayBuffer(1_000));
    socket.send('ü'.repeat(10));
    socket.send(new Blob(['four']));
    say(atEnd, socket.bufferedAmount - atEnd);
  });

  scene('the type of bytes, changed on the way', async (say) => {
    const socket = await openAt('switching');
    const seen = [];
    for (const value of [
      'arraybuffer',
      'blob',
      'ArrayBuffer',
      '',
      'moz-blob',
      null,
      undefined,
      {toString: () => 'arraybuffer'},
      new String('blob'),
      Symbol('no'),
    ]) {
      say(
        stackOf(() => {
          socket.binaryType = value;
        }),
        socket.binaryType,
      );
    }
    let left = 12;
    const all = new Promise((resolve) => {
      socket.onmessage = ({data}) => {
        seen.push(data);
        // The next one is of the other kind, though it was sent long before.
        socket.binaryType = seen.length % 2 ? 'arraybuffer' : 'blob';
        --left || resolve();
      };
    });
    for (let n = 0; n < 12; n++) socket.send(n % 3 ? new Uint8Array([n, n, n]) : `text ${n}`);
    await all;
    say(await Promise.all(seen.map(contentOf)));
    const [bytes] = seen.filter((one) => one instanceof ArrayBuffer);
    say(
      bytes.resizable,
      bytes.maxByteLength,
      Object.isExtensible(bytes),
      structuredClone(bytes, {transfer: [bytes]}).byteLength,
      bytes.byteLength,
    );
    await endOf(socket);
  });

  scene('bytes that the page may keep, change and give away', async (say) => {
    const socket = await openAt('keeping');
    socket.binaryType = 'arraybuffer';
    const kept = [];
    socket.addEventListener('message', ({data}) => {
      new Uint8Array(data).fill(9);
      structuredClone(data, {transfer: [data]});
    });
    socket.addEventListener('message', ({data}) => kept.push(data.byteLength));
    for (let n = 1; n < 4; n++) {
      socket.send(new Uint8Array(n));
      await eventOf(socket, 'message');
    }
    say(kept);
    await endOf(socket);
  });
}
