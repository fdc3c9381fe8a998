// How sockets end: codes, reasons, states, and what comes before and after.
{
  const openAt = async (name) => {
    const socket = new WebSocket(`wss://${HOST}/ws?end=${name}`);
    const heard = [];
    for (const type of ['open', 'message', 'error', 'close'])
      socket.addEventListener(type, (event) =>
        heard.push([event.type, socket.readyState, event.code, event.reason, event.wasClean]),
      );
    await eventOf(socket, 'open');
    return {socket, heard};
  };

  const codes = [undefined, 1000, '1000', 1000.4, 3000, 3999, 4999, 69_536, {valueOf: () => 3001}];
  scene('codes that a page may close with', async (say) => {
    const ended = await Promise.all(
      codes.map(async (code, at) => {
        const {socket, heard} = await openAt(`code${at}`);
        const outcome = attempt(() => socket.close(code));
        const state = socket.readyState;
        if (state === 2) await eventOf(socket, 'close');
        return [String(code), outcome, state, heard];
      }),
    );
    say(...ended);
  });

  scene('codes and reasons that it may not', async (say) => {
    const {socket, heard} = await openAt('never');
    for (const code of [
      0, 1, 999, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1011, 1015, 2000, 2999, 5000, 65_535, 65_536,
    ])
      say(
        code,
        stackOf(() => socket.close(code)),
        socket.readyState,
      );
    for (const code of [-1, NaN, Infinity, null, true, '', 'text', '3e3x', [], {}, 1n, Symbol('no')])
      say(
        typeof code,
        stackOf(() => socket.close(code)),
        socket.readyState,
      );
    for (const reason of ['x'.repeat(124), 'ü'.repeat(62), '\ud800'.repeat(42), Symbol('no')])
      say(
        stackOf(() => socket.close(4000, reason)),
        stackOf(() => socket.close(undefined, reason)),
        socket.readyState,
      );
    say(heard, socket.bufferedAmount);
    socket.close(4000, 'at last');
    await eventOf(socket, 'close');
    say(heard);
  });

  scene('reasons that it may give', async (say) => {
    const reasons = [
      '',
      'x'.repeat(123),
      'ü'.repeat(61),
      '\ud800',
      '\0\n',
      null,
      undefined,
      42,
      {toString: () => 'object'},
    ];
    const ended = await Promise.all(
      reasons.map(async (reason, at) => {
        const {socket, heard} = await openAt(`reason${at}`);
        socket.close(3000, reason);
        await eventOf(socket, 'close');
        return heard;
      }),
    );
    say(...ended);
  });

  scene('codes from the other end', async (say) => {
    const sent = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4000, 4999];
    const ended = await Promise.all(
      sent.map(async (code) => {
        const {socket, heard} = await openAt(`sent${code}`);
        socket.send(JSON.stringify({do: 'close', code, reason: `because ${code}`}));
        const event = await eventOf(socket, 'close');
        return [
          heard,
          event.constructor === CloseEvent,
          Reflect.ownKeys(event).map(String),
          event.bubbles,
          event.cancelable,
        ];
      }),
    );
    say(...ended);
  });

  scene('closed before it was open', async (say) => {
    for (const args of [[], [1000], [4000, 'early'], [999]]) {
      const socket = new WebSocket(`wss://${HOST}/ws?unsteady`);
      const heard = [];
      for (const type of ['open', 'message', 'error', 'close'])
        socket.addEventListener(type, (event) =>
          heard.push([event.type, socket.readyState, event.code, event.wasClean]),
        );
      const first = stackOf(() => socket.close(...args));
      const state = socket.readyState;
      const second = stackOf(() => socket.close());
      const sent = stackOf(() => socket.send('x'));
      await eventOf(socket, 'close');
      say(
        first,
        state,
        second,
        sent,
        heard,
        socket.bufferedAmount,
        stackOf(() => socket.send('after')),
        socket.bufferedAmount,
      );
    }
  });

  scene('closed in its own handlers', async (say) => {
    const socket = new WebSocket(`wss://${HOST}/ws?end=handlers`);
    const heard = [];
    const note = (name) => heard.push([name, socket.readyState]);
    socket.onopen = () => {
      note('open');
      socket.send('one');
      socket.close(3000, 'from open');
      note('closing');
      socket.close(3001);
      socket.send('two');
      note(socket.bufferedAmount);
    };
    socket.onmessage = () => note('message');
    socket.onclose = ({code, reason}) => {
      note('close');
      socket.close();
      note([code, reason]);
    };
    await eventOf(socket, 'close');
    await pause(10);
    say(heard, socket.bufferedAmount);
  });

  scene('refused before it was open', async (say) => {
    for (const address of [
      'wss://nowhere.example/ws',
      'wss://a.example:25/',
      `wss://${location.host}/no-sockets-here?unsteady`,
    ]) {
      const socket = new WebSocket(address);
      const heard = [];
      for (const type of ['open', 'error', 'close'])
        socket.addEventListener(type, (event) =>
          heard.push([
            event.type,
            event.constructor.name,
            socket.readyState,
            event.code,
            event.reason,
            event.wasClean,
            event.isTrusted,
            event.message,
          ]),
        );
      await eventOf(socket, 'close');
      say(heard, socket.readyState, socket.url, socket.protocol);
    }
  });
}
