// What a page is told, by whom, in which order; its handlers' own mistakes.
{
  const openAt = async (name) => {
    const socket = new WebSocket(`wss://${HOST}/ws?events=${name}`);
    await eventOf(socket, 'open');
    return socket;
  };
  const sendWanted = (socket, n = 0) =>
    socket.send(JSON.stringify({do: 'text', body: JSON.stringify({channel: 'webData2', data: {n}})}));
  const faceOf = (event, socket) => [
    event.type,
    event.constructor.name,
    Object.getPrototypeOf(event) === window[event.constructor.name].prototype,
    Object.prototype.toString.call(event),
    event.isTrusted,
    event.bubbles,
    event.cancelable,
    event.composed,
    event.defaultPrevented,
    event.returnValue,
    event.eventPhase,
    [event.target, event.currentTarget, event.srcElement].map((one) => one === socket),
    event.composedPath().length,
    event.timeStamp > 0,
    event.origin,
    event.lastEventId,
    event.source,
    Object.isFrozen(event.ports),
    typeof event.data,
    Reflect.ownKeys(event).map(String),
    window.event === event,
  ];

  scene('events while they are told and after', async (say) => {
    const socket = new WebSocket(`wss://${HOST}/ws?events=faces`);
    const kept = [];
    for (const type of ['open', 'message', 'close'])
      socket.addEventListener(type, function (event, ...rest) {
        kept.push(event);
        say(faceOf(event, socket), this === socket, rest.length);
        event.preventDefault();
        say(event.defaultPrevented, event.cancelBubble);
      });
    await eventOf(socket, 'open');
    sendWanted(socket);
    await eventOf(socket, 'message');
    socket.close();
    await eventOf(socket, 'close');
    for (const event of kept)
      say(
        faceOf(event, socket),
        attempt(() => event.initMessageEvent?.('x')),
        event.type,
      );
    say(kept[1].data, Object.is(kept[1].data, kept[1].data));
  });

  scene('listeners of every kind', async (say) => {
    const socket = await openAt('kinds');
    const heard = [];
    const note = (name) => () => heard.push(name);
    const twice = note('twice');
    const stop = new AbortController();
    socket.addEventListener('message', twice);
    socket.addEventListener('message', twice);
    socket.addEventListener('message', twice, true);
    socket.addEventListener('message', note('once'), {once: true});
    socket.addEventListener('message', note('signal'), {signal: stop.signal});
    socket.addEventListener(
      'message',
      (event) => heard.push(['passive', event.preventDefault(), event.defaultPrevented]),
      {passive: true},
    );
    socket.addEventListener('message', null);
    socket.addEventListener('message', undefined);
    const object = {
      count: 0,
      get handleEvent() {
        heard.push('handleEvent is read');
        return function (event) {
          this.count++;
          heard.push(['object', this === object, event.currentTarget === socket]);
        };
      },
    };
    socket.addEventListener('message', object);
    const late = note('late');
    const early = note('early');
    socket.addEventListener('message', () => {
      socket.addEventListener('message', late);
      socket.removeEventListener('message', early);
      stop.abort();
      socket.onmessage = note('replaced while told');
    });
    socket.addEventListener('message', early);
    socket.onmessage = note('property');
    for (const mistake of [
      [],
      ['message'],
      ['message', 'text'],
      ['message', 42],
      ['message', twice, {signal: null}],
      ['message', twice, {signal: {}}],
    ])
      say(stackOf(() => socket.addEventListener(...mistake)));
    for (let n = 0; n < 3; n++) {
      sendWanted(socket, n);
      await eventOf(socket, 'message');
      say(heard.splice(0), object.count);
    }
    socket.close();
    await eventOf(socket, 'close');
  });

  scene('properties for handlers', async (say) => {
    const socket = await openAt('properties');
    const heard = [];
    for (const name of ['onopen', 'onmessage', 'onerror', 'onclose']) {
      say(name, socket[name], Object.hasOwn(socket, name), name in socket);
      for (const value of [() => {}, null, undefined, 42, 'text', {}, {handleEvent() {}}, Symbol('no')]) {
        const outcome = attempt(() => (socket[name] = value));
        say(typeof outcome, socket[name] === value, typeof socket[name]);
      }
      socket[name] = null;
    }
    socket.onmessage = () => heard.push('first');
    socket.addEventListener('message', () => heard.push('listener'));
    socket.onmessage = null;
    socket.onmessage = () => heard.push('set again');
    sendWanted(socket);
    await eventOf(socket, 'message');
    socket.onmessage = {handleEvent: () => heard.push('never')};
    sendWanted(socket, 1);
    await eventOf(socket, 'message');
    say(heard);
    socket.close();
    await eventOf(socket, 'close');
  });

  scene('who may stop whom, and what comes between', async (say) => {
    const socket = await openAt('between');
    const heard = [];
    socket.addEventListener('message', () => {
      heard.push('one');
      Promise.resolve().then(() => heard.push('a promise of one'));
      queueMicrotask(() => heard.push('a microtask of one'));
    });
    socket.onmessage = (event) => {
      heard.push('two');
      event.stopPropagation();
      return false;
    };
    socket.addEventListener('message', (event) => {
      heard.push(['three', event.cancelBubble, event.defaultPrevented]);
      event.stopImmediatePropagation();
    });
    socket.addEventListener('message', () => heard.push('never'));
    sendWanted(socket);
    sendWanted(socket, 1);
    // Five things are heard of each message.
    for (let look = 0; look < 500 && heard.length < 10; look++) await pause(10);
    await pause(20);
    say(heard);
    socket.close();
    await eventOf(socket, 'close');
  });

  scene('a handler’s own mistakes', async (say) => {
    const socket = await openAt('mistakes');
    const told = [];
    const previous = window.onerror;
    window.onerror = (message, source, line, column, error) => {
      told.push([
        message,
        source,
        line,
        column,
        error instanceof Object ? describeStack(error) : String(error),
      ]);
    };
    socket.addEventListener('message', function thrower() {
      throw new TypeError('of a listener');
    });
    socket.onmessage = () => {
      null.nothing;
    };
    socket.addEventListener('message', {handleEvent: 42});
    socket.addEventListener('message', {});
    socket.addEventListener('message', {
      get handleEvent() {
        throw new RangeError('of a getter');
      },
    });
    socket.addEventListener('message', () => {
      throw 'a text';
    });
    socket.addEventListener('message', () => Promise.reject(new EvalError('of nobody’s promise')));
    sendWanted(socket);
    await eventOf(socket, 'message');
    await pause(30);
    window.onerror = previous;
    say(...told);
    socket.close();
    await eventOf(socket, 'close');
  });

  scene('a mistake with a socket in its own handler', async (say) => {
    const socket = await openAt('mistake');
    const told = eventOf(window, 'error');
    socket.onmessage = () => socket.send();
    sendWanted(socket);
    const {message, error, isTrusted} = await told;
    // Not where: of all things this alone shows a line of ours.
    say(message, describeStack(error), isTrusted);
    socket.close();
    await eventOf(socket, 'close');
  });

  scene('events of a page’s own on a socket', async (say) => {
    const socket = await openAt('own');
    const heard = [];
    for (const type of ['message', 'close', 'mine'])
      socket.addEventListener(type, (event) =>
        heard.push([event.type, event.isTrusted, socket.readyState, String(event.data ?? event.code)]),
      );
    say(
      socket.dispatchEvent(new MessageEvent('message', {data: 'forged', cancelable: true})),
      socket.dispatchEvent(new CloseEvent('close', {code: 1234})),
      socket.dispatchEvent(new Event('mine')),
      stackOf(() => socket.dispatchEvent({type: 'message'})),
      heard,
    );
    sendWanted(socket);
    const event = await eventOf(socket, 'message');
    say(
      stackOf(() => socket.dispatchEvent(event)),
      event.isTrusted,
      heard.at(-1),
      Object.getOwnPropertyDescriptor(event, 'isTrusted')?.get?.call(event),
    );
    socket.close();
    await eventOf(socket, 'close');
  });
}
