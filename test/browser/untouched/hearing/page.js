// biome-ignore-all lint/correctness/noUnusedVariables: called by the test
// One function for each way in which a page can come by a text.

const WIRE = 'one.wire.example';
const eventOf = (target, name) =>
  new Promise((resolve) => target.addEventListener(name, resolve, {once: true}));
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const bySocket = async () => {
  const socket = new WebSocket(`wss://${WIRE}/ws/SECRET?key=SECRET`);
  await eventOf(socket, 'open');
  await pause(100);
  socket.send('{"ask":1}');
  socket.send('{"login":"SECRET"}');
  socket.send(new Blob(['{"ask":2}']));
  await pause(200);
  socket.close();
};

// What the page itself hears, as its server said it.
const byBytes = async (binaryType) => {
  const heard = [];
  const socket = new WebSocket(`wss://${WIRE}/packed`);
  socket.binaryType = binaryType;
  socket.onmessage = async ({data}) => {
    const at = heard.push(typeof data) - 1;
    if (typeof data === 'string') heard[at] = data;
    else heard[at] = [...new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data)].join();
  };
  await eventOf(socket, 'open');
  await pause(400);
  socket.send(new Uint8Array([1, 2, 3]));
  await pause(100);
  socket.close();
  return heard;
};

// A page that has its eye on everything with which bytes can be read.
const bySpiedBytes = async (binaryType) => {
  const seen = [];
  const spied = [
    [TextDecoder.prototype, 'decode'],
    [FileReader.prototype, 'readAsBinaryString'],
    [EventTarget.prototype, 'addEventListener'],
    ...['arrayBuffer', 'text', 'stream', 'slice'].map((name) => [Blob.prototype, name]),
    ...['FileReader', 'TextDecoder', 'Blob', 'Response'].map((name) => [window, name]),
  ].map(([owner, name]) => {
    const native = owner[name];
    owner[name] = function (...args) {
      seen.push(name);
      return new.target ? new native(...args) : native.apply(this, args);
    };
    return () => {
      owner[name] = native;
    };
  });
  const socket = new WebSocket(`wss://${WIRE}/packed`);
  socket.binaryType = binaryType;
  await pause(500);
  for (const leave of spied) leave();
  socket.close();
  return seen;
};

const state = '{"type":"state"}';
const byFetch = async () => {
  const post = (path, body) => fetch(`https://${WIRE}${path}`, {method: 'POST', body});
  await (await post('/asked/v1', state)).text();
  await (await post('/asked/v2?x=SECRET', '{"type":"other"}')).text();
  await (await post('/asked/v3', new Blob([state]))).text();
  await (await fetch(new Request(`https://${WIRE}/asked/v4`, {method: 'POST', body: state}))).json();
  await (await fetch(new URL(`https://${WIRE}/all?page=2`))).arrayBuffer();
  await (await fetch('own?x=SECRET')).text();
  await (await fetch(`https://${WIRE}/all?status=500`)).text();
  await (await fetch('/elsewhere')).text();
  const stream = (await fetch(`https://${WIRE}/all?streamed`)).body.getReader();
  while (!(await stream.read()).done);
  fetch(`https://${WIRE}/all?unread`);
  await pause(200);
};

const byXhr = async () => {
  const ask = async (path, type, body) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = type;
    request.send(body);
    await eventOf(request, 'loadend');
  };
  await ask(`https://${WIRE}/asked/v5`, '', state);
  await ask(`https://${WIRE}/asked/v6`, 'json', state);
  await ask(`https://${WIRE}/asked/v7`, 'text', '{"type":"other"}');
  await ask(`https://${WIRE}/all?x=2`, 'text');
  await ask('/own', 'json');
  await ask('/elsewhere', '');
};

const CODE = `const say = (port) => {port.postMessage('wanted from ' + self.name); port.postMessage('junk'); port.postMessage({kind: 'wanted object of ' + self.name})};`;
const byWorker = async () => {
  const workers = [
    new Worker('/worker.js', {name: 'dedicated'}),
    new Worker('/worker.js', {name: 'module', type: 'module'}),
    new Worker(URL.createObjectURL(new Blob([`${CODE} say(self)`])), {name: 'blob'}),
  ];
  await Promise.all(workers.map((worker) => eventOf(worker, 'message')));
  const {port} = new SharedWorker('/shared.js', {name: 'shared'});
  port.start();
  await eventOf(port, 'message');
  await navigator.serviceWorker.register('/service.js');
  const {active} = await navigator.serviceWorker.ready;
  navigator.serviceWorker.startMessages();
  active.postMessage('speak');
  await eventOf(navigator.serviceWorker, 'message');
  await pause(200);
};

const byUnseen = () => {
  try {
    new WebTransport('https://one.wire.example/quic').closed.catch(() => {});
  } catch {}
};
