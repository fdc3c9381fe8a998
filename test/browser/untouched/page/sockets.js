// Every corner of WebSocket. The server obeys: `{"do":"text","body":…}` and so on; see the test.
const open = async (path = '/ws', protocols) => {
  const socket =
    protocols === undefined
      ? new WebSocket(`wss://${HOST}${path}`)
      : new WebSocket(`wss://${HOST}${path}`, protocols);
  await eventOf(socket, 'open');
  return socket;
};
const order = (socket, what) => socket.send(JSON.stringify(what));
const wanted = (n) => ({
  do: 'text',
  body: JSON.stringify({channel: 'clearinghouseState', data: {user: '0x1', n}}),
});
const closing = async (socket) => {
  const {code, reason, wasClean, isTrusted} = await eventOf(socket, 'close');
  return [code, reason, wasClean, isTrusted, socket.readyState];
};
const bytes = async (value) => {
  const buffer = value instanceof Blob ? await value.arrayBuffer() : value;
  return buffer instanceof ArrayBuffer ? [value.constructor.name, ...new Uint8Array(buffer)] : value;
};

for (const path of ['/ws', '/unwanted']) {
  scene(`a socket’s life on ${path}`, async (say) => {
    const socket = new WebSocket(`wss://${HOST}${path}?a=1#no`.replace('#no', ''));
    say(
      socket.readyState,
      socket.url,
      socket.protocol,
      socket.extensions,
      socket.bufferedAmount,
      socket.binaryType,
    );
    say(
      socket instanceof WebSocket,
      socket instanceof EventTarget,
      socket.constructor === WebSocket,
      Reflect.ownKeys(socket).map(String),
    );
    say(attempt(() => socket.send('too early')));
    const opened = await eventOf(socket, 'open');
    say(
      opened.type,
      opened.isTrusted,
      opened.target === socket,
      socket.readyState,
      socket.CONNECTING,
      socket.OPEN,
    );
    order(socket, wanted(1));
    const event = await eventOf(socket, 'message');
    say(
      event.data,
      event.type,
      event.origin,
      event.lastEventId,
      event.source,
      event.ports.length,
      event.isTrusted,
      event.bubbles,
      event.cancelable,
      event.constructor === MessageEvent,
    );
    say(Reflect.ownKeys(event).map(String), typeof event.timeStamp, event.composedPath().length);
    socket.close(4001, 'enough');
    say(socket.readyState);
    say(await closing(socket));
    say(
      attempt(() => socket.send('too late')),
      socket.bufferedAmount,
    );
  });

  scene(`who hears first on ${path}`, async (say) => {
    const socket = await open(path);
    const heard = [];
    const note = (name) => () => heard.push(name);
    socket.addEventListener('message', note('first'));
    socket.onmessage = note('property');
    socket.addEventListener('message', note('second'));
    socket.addEventListener('message', note('capture'), true);
    socket.addEventListener('message', note('once'), {once: true});
    socket.addEventListener('message', {handleEvent: note('object')});
    const gone = note('gone');
    socket.addEventListener('message', gone);
    socket.removeEventListener('message', gone);
    const abort = new AbortController();
    socket.addEventListener('message', note('aborted'), {signal: abort.signal});
    abort.abort();
    order(socket, wanted(1));
    await eventOf(socket, 'message');
    say(heard.splice(0));
    socket.onmessage = note('property again');
    order(socket, wanted(2));
    await eventOf(socket, 'message');
    say(heard.splice(0), typeof socket.onmessage);
    socket.onmessage = null;
    socket.addEventListener('message', (event) => event.stopImmediatePropagation());
    socket.addEventListener('message', note('never'));
    order(socket, wanted(3));
    await pause(150);
    say(heard.splice(0));
    socket.close();
    say(await closing(socket));
  });

  scene(`bytes on ${path}`, async (say) => {
    const socket = await open(path);
    order(socket, {do: 'binary', body: [1, 2, 255]});
    say(await bytes((await eventOf(socket, 'message')).data));
    socket.binaryType = 'arraybuffer';
    say(socket.binaryType);
    order(socket, {do: 'binary', body: [3, 4]});
    say(await bytes((await eventOf(socket, 'message')).data));
    say(
      attempt(() => (socket.binaryType = 'nonsense')),
      socket.binaryType,
    );
    socket.binaryType = 'blob';
    order(socket, {do: 'binary', body: []});
    say(await bytes((await eventOf(socket, 'message')).data));
    for (const value of [
      new Uint8Array([7, 8, 9]).buffer,
      new Uint8Array([0, 7, 8]).subarray(1),
      new Blob(['blob']),
      'text',
      '',
      '\ud800 and \u2028',
      42,
      null,
      {toString: () => 'object'},
    ]) {
      say(attempt(() => socket.send(value)));
      say(await bytes((await eventOf(socket, 'message')).data));
    }
    say(
      attempt(() => socket.send()),
      attempt(() => socket.send(Symbol('no'))),
    );
    socket.close();
    say(await closing(socket));
  });

  scene(`errors in handlers on ${path}`, async (say) => {
    const socket = await open(path);
    const heard = [];
    socket.addEventListener('message', () => {
      heard.push('thrower');
      throw new TypeError('of the page’s own');
    });
    socket.onmessage = () => heard.push('after');
    order(socket, wanted(1));
    await eventOf(socket, 'message');
    say(heard);
    socket.close();
    say(await closing(socket));
  });

  for (const [name, what] of Object.entries({
    'going away': {do: 'close', code: 1001, reason: 'bye'},
    'of its own code': {do: 'close', code: 4999, reason: 'ü'.repeat(40)},
    'without a code': {do: 'close'},
    'without a word': {do: 'terminate'},
  }))
    scene(`the server leaves ${name} on ${path}`, async (say) => {
      const socket = await open(path);
      const heard = [];
      for (const type of ['error', 'close'])
        socket.addEventListener(type, (event) => heard.push([event.type, event.constructor.name]));
      order(socket, what);
      say(await closing(socket), heard);
    });

  scene(`a burst on ${path}`, async (say) => {
    const socket = await open(path);
    const heard = [];
    socket.onmessage = ({data}) => heard.push(data);
    for (let n = 0; n < 300; n++) order(socket, n % 3 ? wanted(n) : {do: 'text', body: `plain ${n}`});
    while (heard.length < 300) await pause(10);
    say(heard);
    socket.close();
    say(await closing(socket));
  });
}

scene('subprotocols', async (say) => {
  for (const protocols of [['one', 'two'], 'two', [], undefined]) {
    const socket = await open('/ws', protocols);
    say(socket.protocol);
    socket.close();
    await closing(socket);
  }
});

scene('mistakes', (say) => {
  for (const args of [
    [],
    [''],
    ['https://'],
    ['ftp://a.example'],
    ['wss://a.example/#hash'],
    ['wss://a.example', ['a', 'a']],
    ['wss://a.example', 'no spaces'],
    [Symbol('no')],
  ])
    say(attempt(() => new WebSocket(...args)));
  say(
    attempt(() => WebSocket('wss://a.example')),
    attempt(() => WebSocket.call({}, 'wss://a.example')),
  );
  say(
    attempt(() => WebSocket.prototype.send.call({}, 'x')),
    attempt(() => WebSocket.prototype.send.call(WebSocket.prototype, 'x')),
  );
  say(
    attempt(() => WebSocket.prototype.url),
    attempt(() => Reflect.get(WebSocket.prototype, 'readyState', {})),
  );
  say(
    attempt(() => new WebSocket.prototype.send('x')),
    attempt(() => new (WebSocket.bind(null))('no address')),
  );
});

scene('closing badly', async (say) => {
  const socket = await open();
  say(
    attempt(() => socket.close(999)),
    attempt(() => socket.close(1001)),
    attempt(() => socket.close(4000, 'ü'.repeat(62))),
  );
  say(attempt(() => socket.close(undefined, 'reason alone')));
  socket.close();
  say(await closing(socket));
  const other = new WebSocket(`wss://${HOST}/ws?unsteady`);
  other.close();
  say(other.readyState, await closing(other));
});

scene('a host that is not there', async (say) => {
  const socket = new WebSocket('wss://nowhere.example/ws');
  const heard = [];
  for (const type of ['open', 'error', 'close'])
    socket.addEventListener(type, (event) => heard.push(event.type));
  say(await closing(socket), heard);
});

scene('subclasses', async (say) => {
  class Mine extends WebSocket {
    kept = 'field';
    constructor(path) {
      super(`wss://${HOST}${path}`, 'two');
    }
    send(text) {
      super.send(`{"do":"text","body":${JSON.stringify(`mine ${text}`)}}`);
    }
    get tag() {
      return 'tag';
    }
  }
  const mine = new Mine('/ws');
  say(
    mine instanceof Mine,
    mine instanceof WebSocket,
    mine.constructor === Mine,
    mine.kept,
    mine.tag,
    Mine.OPEN,
    Object.getPrototypeOf(Mine) === WebSocket,
  );
  await eventOf(mine, 'open');
  mine.send('x');
  say((await eventOf(mine, 'message')).data, mine.protocol);
  mine.close();
  say(await closing(mine));
  function Old() {
    return Reflect.construct(WebSocket, [`wss://${HOST}/ws`], Old);
  }
  Old.prototype = Object.create(WebSocket.prototype, {constructor: {value: Old}});
  const old = new Old();
  say(
    old instanceof Old,
    old instanceof WebSocket,
    old.constructor === Old,
    Object.getPrototypeOf(old) === Old.prototype,
  );
  await eventOf(old, 'open');
  old.close();
  say(await closing(old));
  say(attempt(() => Reflect.construct(WebSocket, ['wss://a.example'], () => {})));
});

scene('events of the page’s own making', async (say) => {
  const socket = await open();
  const heard = [];
  socket.onmessage = ({data, isTrusted}) => heard.push([data, isTrusted]);
  const forged = new MessageEvent('message', {data: '{"channel":"clearinghouseState","data":{}}'});
  say(socket.dispatchEvent(forged), heard);
  say(attempt(() => Object.defineProperty(forged, 'isTrusted', {value: true})));
  socket.close();
  say(await closing(socket));
});
