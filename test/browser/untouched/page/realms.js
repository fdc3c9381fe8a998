// Other worlds of the page's own: frames and workers.
{
  const frameOf = async (attributes) => {
    const frame = Object.assign(document.createElement('iframe'), attributes);
    const loaded = eventOf(frame, 'load');
    document.body.append(frame);
    await loaded;
    return frame;
  };
  const faceOf = (inner) => [
    ['WebSocket', 'XMLHttpRequest', 'fetch', 'Worker'].map((name) => [
      propertyOf(inner, name),
      inner[name] === window[name],
    ]),
    inner.WebSocket.prototype.constructor === inner.WebSocket,
    inner.Function.prototype.toString.call(inner.WebSocket),
    inner.location.href,
    inner.origin,
  ];
  const kinds = {
    'an empty frame': {src: 'about:blank'},
    'a frame of its own text': {srcdoc: '<!doctype html><title>Inner</title>'},
    'a frame of the same host': {src: '/inner'},
    'no frame at all': {},
  };
  for (const [name, attributes] of Object.entries(kinds))
    scene(`makers of another realm: ${name}`, async (say) => {
      const frame = await frameOf(attributes);
      const inner = frame.contentWindow;
      say(...faceOf(inner));
      const address = `wss://${HOST}/ws?realm=${encodeURIComponent(name)}`;
      const socket = new inner.WebSocket(address);
      say(
        socket instanceof inner.WebSocket,
        socket instanceof WebSocket,
        socket.constructor === inner.WebSocket,
      );
      await eventOf(socket, 'open');
      socket.send('{"do":"text","body":"{\\"channel\\":\\"webData2\\"}"}');
      const event = await eventOf(socket, 'message');
      say(event instanceof inner.MessageEvent, event instanceof MessageEvent, event.data);
      WebSocket.prototype.send.call(socket, 'by the outer one');
      say(
        (await eventOf(socket, 'message')).data,
        Object.getOwnPropertyDescriptor(WebSocket.prototype, 'url').get.call(socket) === address,
      );
      WebSocket.prototype.close.call(socket, 3000);
      await eventOf(socket, 'close');
      const Bare = new inner.Function();
      Bare.prototype = null;
      const crossed = Reflect.construct(WebSocket, [`wss://${HOST}/ws?unsteady`], Bare);
      say(crossed instanceof WebSocket, crossed instanceof inner.WebSocket);
      WebSocket.prototype.close.call(crossed);
      const errors = [
        () => new inner.WebSocket('wss://['),
        () => inner.WebSocket('x'),
        () => inner.WebSocket.prototype.send.call({}),
        () => inner.Reflect.construct(WebSocket, ['wss://[']),
      ];
      for (const act of errors)
        say(
          attempt(() => {
            try {
              return act();
            } catch (error) {
              return [
                describeError(error),
                error instanceof Error,
                error instanceof inner.Error,
                error instanceof DOMException,
                error instanceof inner.DOMException,
              ];
            }
          }),
        );
      const answer = await inner.fetch(`https://${HOST}/info`, {
        method: 'POST',
        body: '{"type":"clearinghouseState"}',
      });
      say(
        answer instanceof inner.Response,
        answer instanceof Response,
        await answer.text(),
        answer.constructor === inner.Response,
      );
      const called = await fetch.call(inner, `https://${HOST}/info`);
      say(called instanceof inner.Response, called.status);
      const promise = inner.fetch('https://[');
      say(promise instanceof inner.Promise, promise instanceof Promise, await attemptLater(() => promise));
      const request = new inner.XMLHttpRequest();
      request.open('POST', `https://${HOST}/info`);
      XMLHttpRequest.prototype.send.call(request, '{"type":"meta"}');
      await eventOf(request, 'load');
      say(request.responseText, request instanceof inner.XMLHttpRequest);
      const kept = inner.WebSocket;
      frame.remove();
      say(
        attemptType(() => new kept(address)),
        inner.closed,
      );
    });
  /** Of an error, its name alone: who throws in a world that is gone is nobody's promise. */
  const attemptType = (act) => {
    try {
      return Object.prototype.toString.call(act());
    } catch (error) {
      return error?.name;
    }
  };

  const WORK = `
    const run = async (say) => {
      say([String(WebSocket), String(fetch), Object.getOwnPropertyNames(WebSocket.prototype).length, typeof XMLHttpRequest]);
      try { new WebSocket('wss://['); } catch (error) { say([error.name, error.message, String(error.stack).split('\\n').length]); }
      const socket = new WebSocket('wss://${HOST}/ws?worker=' + self.name);
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => { say(['open', socket.bufferedAmount]); socket.send(new Uint8Array(3)); socket.send('{"do":"text","body":"{}"}'); };
      let left = 2;
      socket.onmessage = ({data, origin, isTrusted}) => { say(['message', typeof data, data.byteLength, origin, isTrusted]); if (!--left) socket.close(3000, 'done'); };
      socket.onclose = async ({code, reason, wasClean}) => {
        say([code, reason, wasClean]);
        say(await (await fetch('https://${HOST}/info', {method: 'POST', body: '{"type":"clearinghouseState"}'})).text());
        say('end');
      };
    };`;
  const untilEnd = (port) =>
    new Promise((resolve) => {
      const heard = [];
      port.onmessage = ({data, isTrusted, origin, ports}) => {
        heard.push([data, isTrusted, origin, ports.length]);
        if (data === 'end') resolve(heard);
      };
    });
  const urlOf = (text) => URL.createObjectURL(new Blob([WORK, text], {type: 'text/javascript'}));
  scene('sockets in workers of every kind', async (say) => {
    const own = urlOf('run((line) => self.postMessage(line))');
    const shared = urlOf('self.onconnect = ({ports: [port]}) => run((line) => port.postMessage(line))');
    for (const options of [{name: 'dedicated'}, {name: 'module', type: 'module'}]) {
      const worker = new Worker(own, options);
      say(worker instanceof Worker, worker.constructor === Worker, Reflect.ownKeys(worker).map(String));
      say(await untilEnd(worker));
      worker.terminate();
    }
    const worker = new SharedWorker(shared, 'shared');
    say(
      worker instanceof SharedWorker,
      worker.port instanceof MessagePort,
      Object.is(worker.port, worker.port),
    );
    say(await untilEnd(worker.port));
    for (const args of [
      [],
      ['https://['],
      ['/x', {type: 'nonsense'}],
      ['https://elsewhere.example/x.js'],
      [Symbol('no')],
      ['/missing'],
    ])
      for (const Maker of [Worker, SharedWorker]) {
        const made = stackOf(() => new Maker(...args));
        say(Maker.name, made instanceof Maker ? (await eventOf(made, 'error')).type : made);
      }
    say(
      stackOf(() => Worker('/x')),
      stackOf(() => SharedWorker('/x')),
    );
  });
}
