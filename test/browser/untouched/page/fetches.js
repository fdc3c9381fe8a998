// Every corner of fetch, on an address that is wanted, asked as wanted and not, and on one that is not.
const ask = (type) => JSON.stringify({type, user: '0x1'});
const post = (body, more = {}) => ({method: 'POST', body, ...more});
const faceOf = (response) => [
  response.status,
  response.ok,
  response.type,
  response.url,
  response.redirected,
  response.bodyUsed,
  [...response.headers].filter(([name]) => name === 'content-type'),
];

const questions = {
  'a wanted question': ['/info', post(ask('clearinghouseState'))],
  'another question': ['/info', post(ask('l2Book'))],
  'no question': ['/info', undefined],
  'another address': ['/other?x=1', undefined],
};
for (const [name, [path, init]] of Object.entries(questions)) {
  const url = `https://${HOST}${path}`;
  const get = () => fetch(url, init);

  scene(`reading: ${name}`, async (say) => {
    for (const how of ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData']) {
      const response = await get();
      say(
        how,
        faceOf(response),
        Reflect.ownKeys(response).map(String),
        response.body?.constructor.name,
        response.body?.locked,
      );
      const value = await attemptLater(() => response[how]?.());
      say(
        value instanceof ArrayBuffer
          ? value.byteLength
          : value instanceof Blob
            ? [value.size, value.type]
            : value,
        response.bodyUsed,
      );
      say(await attemptLater(() => response.text()));
    }
  });

  scene(`streaming and cloning: ${name}`, async (say) => {
    const response = await get();
    const copy = response.clone();
    const reader = response.body.getReader();
    say(
      attempt(() => response.clone()),
      response.body.locked,
      response.bodyUsed,
    );
    let text = '';
    for (let step = await reader.read(); !step.done; step = await reader.read())
      text += new TextDecoder().decode(step.value);
    say(text, await copy.text(), response.bodyUsed, copy.bodyUsed);
    const [one, two] = (await get()).body.tee();
    say(await new Response(one).text(), await new Response(two).text());
    const dropped = await get();
    await dropped.body.cancel();
    say(dropped.bodyUsed, await attemptLater(() => dropped.text()));
  });

  scene(`as a Request: ${name}`, async (say) => {
    const request = new Request(url, init);
    const answer = fetch(request);
    say(request.bodyUsed, request.url, request.method);
    say(faceOf(await answer), await (await answer).text());
    say(await attemptLater(() => fetch(request).then(({status}) => status)));
    const second = new Request(url, init);
    say(await (await fetch(second, {method: 'POST', body: ask('meta')})).text(), second.bodyUsed);
    say(await (await fetch(new URL(url), init)).text());
    say(await (await fetch({toString: () => url}, init)).text());
  });

  scene(`called off: ${name}`, async (say) => {
    const unsteady = `${url}${path.includes('?') ? '&' : '?'}unsteady`;
    const before = AbortSignal.abort();
    say(await attemptLater(() => fetch(url, {...init, signal: before})));
    const during = new AbortController();
    const answer = fetch(unsteady, {...init, signal: during.signal});
    during.abort(new RangeError('my reason'));
    say(await attemptLater(() => answer));
    const late = new AbortController();
    const slow = await fetch(`${url}${path.includes('?') ? '&' : '?'}slow`, {...init, signal: late.signal});
    late.abort();
    say(await attemptLater(() => slow.text()));
  });
}

scene('the promise', async (say) => {
  const promise = fetch(`https://${HOST}/info`, questions['a wanted question'][1]);
  say(
    promise instanceof Promise,
    promise.constructor === Promise,
    Reflect.ownKeys(promise).map(String),
    Object.isExtensible(promise),
  );
  const heard = [];
  await Promise.all([
    promise.then(() => heard.push('one')),
    promise.then(() => heard.push('two')),
    promise.finally(() => heard.push('three')),
  ]);
  say(heard, (await promise).bodyUsed);
});

scene('bodies of all kinds', async (say) => {
  const form = new FormData();
  form.set('type', 'clearinghouseState');
  const text = ask('clearinghouseState');
  for (const body of [
    text,
    new Blob([text]),
    new TextEncoder().encode(text),
    new URLSearchParams({type: '"clearinghouseState"'}),
    new String(text),
    null,
  ])
    say(await (await fetch(`https://${HOST}/info`, post(body))).text());
  say((await (await fetch(`https://${HOST}/info`, post(form))).text()).replaceAll(/-{4,}\w+/g, 'BOUNDARY'));
});

scene('an init that watches who reads it', async (say) => {
  const read = [];
  const init = {
    get method() {
      read.push('method');
      return 'POST';
    },
    get body() {
      read.push('body');
      return ask('clearinghouseState');
    },
  };
  say(await (await fetch(`https://${HOST}/info`, init)).text(), read);
  class Init {
    method = 'POST';
    get body() {
      read.push('class body');
      return ask('clearinghouseState');
    }
  }
  say(await (await fetch(`https://${HOST}/info`, new Init())).text(), read);
});

scene('failures', async (say) => {
  for (const args of [
    [],
    [''],
    ['nonsense://x'],
    ['https://nowhere.example/'],
    [`https://${HOST}/info`, {method: 'GET', body: 'x'}],
    [`https://${HOST}/info`, {method: 'NO METHOD'}],
    [`https://${HOST}/missing`],
    [`https://user:secret@${HOST}/info`],
  ])
    say(await attemptLater(async () => faceOf(await fetch(...args))));
  say(
    await attemptLater(() => fetch.call({}, '/')),
    await attemptLater(() => window.fetch.call(undefined, '/missing').then(({status}) => status)),
  );
  say(
    attempt(() => new fetch('/')),
    attempt(() => Reflect.construct(fetch, [])),
  );
  fetch('https://nowhere.example/unheard', post('x'));
  fetch(`https://nowhere.example/info`, post(ask('clearinghouseState'))).then(() => {});
  await pause(200);
});

scene('statuses', async (say) => {
  for (const status of [200, 201, 204, 206, 400, 404, 429, 500])
    say(faceOf(await fetch(`https://${HOST}/info?status=${status}`, post(ask('meta')))));
  say(
    faceOf(await fetch(`https://${HOST}/redirect`)),
    faceOf(await fetch(`https://${HOST}/redirect`, {redirect: 'manual'})),
  );
  say(faceOf(await fetch(`https://${HOST}/info`, post(ask('meta'), {mode: 'no-cors'}))));
  say(await (await fetch(`https://${HOST}/info`, post(ask('large')))).text().then((text) => text.length));
});
