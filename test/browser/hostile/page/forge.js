// biome-ignore-all lint/correctness/noUnusedVariables: called by the test
// biome-ignore-all lint/suspicious/noThenProperty: that is the attack
// The page tries to be our tap, our content script, or a wire of the venue.

const VENUE = 'api-ui.hyperliquid.xyz';
/** A descriptor, past the page's own traps on `Object.prototype`. */
const bare = (property) => ({__proto__: null, ...property});
const account = (name) => JSON.stringify({channel: 'clearinghouseState', data: {user: name, FORGED: true}});
const detail = (name) => `i 0 4 0 0 0 wss://${VENUE}/ws\n${account(name)}`;
const targets = () => [
  window,
  document,
  document.documentElement,
  document.body,
  ...document.querySelectorAll('*'),
];

const openSocket = () =>
  new Promise((resolve) => {
    const socket = new WebSocket(`wss://${VENUE}/ws`);
    socket.onopen = () => resolve(socket);
  });

/** Asks for the channel as the tap does, and offers one as the content script does. */
const answersToStrangers = () => {
  const answers = [];
  const bait = document.createElement('i');
  bait.textContent = '[]';
  bait.addEventListener('x', (event) => answers.push(`on the bait: ${event.detail}`));
  document.addEventListener(
    'plimsoll',
    (event) => event.relatedTarget !== bait && answers.push(`offered: ${event.relatedTarget}`),
  );
  document.addEventListener('plimsoll?', () => answers.push('asked'));
  document.dispatchEvent(new Event('plimsoll?'));
  answers.length = answers.indexOf('asked') === 0 ? 0 : answers.length;
  for (const target of targets()) {
    target.dispatchEvent(new MouseEvent('plimsoll', {relatedTarget: bait}));
    target.dispatchEvent(new CustomEvent('x', {detail: detail('by custom event')}));
    target.dispatchEvent(new MessageEvent('message', {data: detail('by message event')}));
  }
  const given = [...answers];
  bait.dispatchEvent(new CustomEvent('x', {detail: detail('on the bait')}));
  return given;
};

const postEverywhere = () => {
  for (const message of [
    detail('by post'),
    {detail: detail('by post')},
    {kind: 'frames', frames: [{body: account('by post')}]},
  ])
    for (const target of [window, parent, top]) target.postMessage(message, '*');
  try {
    chrome.runtime.sendMessage('plimsoll', detail('by runtime'));
  } catch {}
};

/** Untrusted events on a genuine wanted socket and request, and objects that only look like them. */
const forgeWires = async () => {
  const socket = await openSocket();
  for (const forged of [
    new MessageEvent('message', {data: account('by an event')}),
    Object.assign(new Event('message'), {data: account('by a bare event')}),
  ]) {
    Object.setPrototypeOf(
      forged,
      new Proxy(Object.getPrototypeOf(forged), {
        get: (target, key) => (key === 'isTrusted' ? true : Reflect.get(target, key, forged)),
      }),
    );
    socket.dispatchEvent(forged);
  }
  const fake = Object.create(WebSocket.prototype, {url: bare({value: `wss://${VENUE}/ws`})});
  try {
    fake.dispatchEvent(new MessageEvent('message', {data: account('by a fake socket')}));
  } catch {}
  const request = new XMLHttpRequest();
  Object.defineProperties(request, {
    responseText: bare({value: account('by a property')}),
    responseURL: bare({value: `https://${VENUE}/info`}),
    status: bare({value: 200}),
  });
  request.dispatchEvent(new ProgressEvent('load'));
  request.open('POST', '/elsewhere');
  request.send('{"type":"clearinghouseState"}');
  await new Promise((resolve) => request.addEventListener('loadend', resolve));
};

/** A genuine wanted request, whose promises the page has turned inside out. */
const forgePromises = async () => {
  const forged = account('by a promise');
  const original = bare(Object.getOwnPropertyDescriptor(Promise.prototype, 'constructor'));
  const {then} = Promise.prototype;
  class Turned {
    constructor(run) {
      run(
        () => {},
        () => {},
      );
    }
    static [Symbol.species] = Turned;
  }
  Object.defineProperty(Promise.prototype, 'constructor', {
    __proto__: null,
    configurable: true,
    value: Turned,
    writable: true,
  });
  Promise.prototype.then = function (kept, broken) {
    return Reflect.apply(then, this, [(value) => kept?.(typeof value === 'string' ? forged : value), broken]);
  };
  Response.prototype.text = () => forged;
  Response.prototype.clone = () => new Response(forged);
  const answer = fetch(`https://${VENUE}/info`, {
    method: 'POST',
    body: '{"type":"clearinghouseState","user":"genuine fetch"}',
  });
  Reflect.apply(then, answer, [() => {}, () => {}]);
  const request = fetch(
    new Request(`https://${VENUE}/info`, {
      method: 'POST',
      body: '{"type":"clearinghouseState","user":"genuine request"}',
    }),
  );
  Reflect.apply(then, request, [() => {}, () => {}]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  Promise.prototype.then = then;
  Object.defineProperty(Promise.prototype, 'constructor', original);
};

/** Lets another site's frame into the page; resolves when it is there. */
const invite = () =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = 'https://neighbour.example/';
    frame.onload = () => resolve();
    document.body.append(frame);
  });
