// XMLHttpRequest: states, events and their numbers, what may be asked when, and what is answered.
{
  const WANTED = JSON.stringify({type: 'clearinghouseState', user: '0x1'});
  const KINDS = ['readystatechange', 'loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];
  const places = {
    'a wanted answer': `https://${HOST}/info?of=states`,
    'another answer': `https://${HOST}/other?of=states`,
    'one of the own host': '/own?of=states',
  };
  /** All events in order, with their numbers. */
  const listenTo = (request) => {
    const heard = [];
    const listen = (target, name) => {
      for (const kind of KINDS)
        target.addEventListener(kind, (event) => {
          const line = [
            name,
            kind,
            kind === 'progress' || request.readyState,
            event.constructor.name,
            event.isTrusted,
            event.lengthComputable,
            event.loaded,
            event.total,
          ];
          heard.push(line);
        });
    };
    listen(request, 'answer');
    listen(request.upload, 'upload');
    return heard;
  };
  /** Without what is the network's: how many steps the loading has, and when. Of progress only the last counts, without its state. */
  const steady = (heard) =>
    heard.filter(([name, kind, state], at) => {
      const isSame = (other) => other[0] === name && other[1] === kind;
      if (kind === 'progress') return !heard.slice(at + 1).some(isSame);
      const before = heard.slice(0, at).findLast(isSame);
      return kind !== 'readystatechange' || state !== 3 || before?.[2] !== 3;
    });
  const run = (request) =>
    new Promise((resolve) => request.addEventListener('loadend', () => setTimeout(resolve)));
  const headersOf = (request) =>
    request
      .getAllResponseHeaders()
      .split('\r\n')
      .filter((line) => !/^(date|keep-alive):/.test(line));

  for (const [name, url] of Object.entries(places)) {
    scene(`states and numbers: ${name}`, async (say) => {
      for (const body of [WANTED, new Blob([WANTED]), new Uint8Array(100_000), null]) {
        const request = new XMLHttpRequest();
        const heard = listenTo(request);
        const states = [];
        request.onreadystatechange = () =>
          states.push([
            request.readyState,
            request.status,
            request.statusText,
            request.responseText.length > 0,
            request.responseURL,
            headersOf(request).length,
            request.getResponseHeader('content-type'),
          ]);
        say(
          request.readyState,
          stackOf(() => request.send()),
          stackOf(() => request.setRequestHeader('a', 'b')),
        );
        request.open('POST', url);
        say(
          request.readyState,
          request.status,
          request.responseURL,
          request.response,
          request.getAllResponseHeaders(),
          request.getResponseHeader('a'),
        );
        request.setRequestHeader('content-type', 'text/plain');
        request.send(body);
        say(
          stackOf(() => request.send()),
          stackOf(() => request.setRequestHeader('a', 'b')),
          stackOf(() => (request.withCredentials = true)),
        );
        await run(request);
        // How many steps the loading has is the network's business.
        say(
          steady(heard),
          states.filter(([state], at) => state !== 3 || states[at + 1]?.[0] !== 3),
          headersOf(request),
        );
      }
    });

    scene(`every type: ${name}`, async (say) => {
      for (const type of [
        '',
        'text',
        'json',
        'arraybuffer',
        'blob',
        'document',
        'moz-chunked-text',
        'nonsense',
        null,
      ]) {
        const request = new XMLHttpRequest();
        request.open('POST', `${url}&type=${type}`);
        say(
          stackOf(() => (request.responseType = type)),
          request.responseType,
        );
        const during = [];
        request.onprogress = () => {
          during[0] = [
            stackOf(() => (request.responseType = 'json')),
            stackOf(() => request.overrideMimeType('text/xml')),
            request.responseType === 'json' || request.response === null || typeof request.response,
          ];
        };
        request.send(WANTED);
        await run(request);
        const {response} = request;
        say(
          during,
          Object.prototype.toString.call(response),
          response?.byteLength ??
            response?.size ??
            (typeof response === 'string' ? response : Object.keys(response ?? {})),
          Object.is(response, request.response),
        );
        say(
          stackOf(() => request.responseText),
          stackOf(() => request.responseXML?.documentElement?.localName),
          stackOf(() => (request.responseType = '')),
          stackOf(() => request.overrideMimeType('text/plain')),
        );
        if (type === 'json') {
          response.small = 'changed by the page';
          say(request.response.small, Object.getPrototypeOf(response) === Object.prototype);
        }
      }
    });

    scene(`stopped: ${name}`, async (say) => {
      const slow = `${url}&pieces&unsteady`;
      for (const state of [1, 2, 3, 4]) {
        const request = new XMLHttpRequest();
        const heard = listenTo(request);
        request.open('POST', slow);
        const ended = run(request);
        // At the very end there may be no more to tell.
        const stopped = new Promise((resolve) =>
          request.addEventListener('readystatechange', () => {
            if (request.readyState !== state) return;
            request.abort();
            resolve();
          }),
        );
        request.send(WANTED);
        if (state === 1) request.abort();
        await (state === 4 ? stopped.then(() => pause(50)) : ended);
        say(
          state,
          steady(heard).filter(([, kind]) => kind !== 'progress'),
          request.readyState,
          request.status,
          request.responseText,
          request.getAllResponseHeaders(),
          request.responseURL,
        );
      }
      const again = new XMLHttpRequest();
      const heard = listenTo(again);
      again.open('POST', slow);
      again.send(WANTED);
      again.open('POST', url);
      again.send('{"type":"meta"}');
      await run(again);
      say(
        steady(heard).filter(([, kind]) => kind !== 'progress'),
        JSON.parse(again.responseText).asked,
      );
      for (const timeout of [30, 10_000]) {
        const timed = new XMLHttpRequest();
        const told = listenTo(timed);
        timed.open('POST', `${url}&slow&unsteady`);
        timed.timeout = timeout;
        timed.send(WANTED);
        await run(timed);
        say(
          told.filter(
            ([from, kind]) => from === 'answer' && kind !== 'progress' && kind !== 'readystatechange',
          ),
          timed.status,
          timed.timeout,
        );
      }
      const idle = new XMLHttpRequest();
      const silence = listenTo(idle);
      idle.abort();
      idle.open('GET', url);
      idle.abort();
      say(silence, idle.readyState);
    });

    scene(`waited for: ${name}`, (say) => {
      for (const method of ['GET', 'POST']) {
        const request = new XMLHttpRequest();
        const heard = listenTo(request);
        request.open(method, `${url}&sync`, false);
        say(
          stackOf(() => (request.responseType = 'json')),
          stackOf(() => (request.timeout = 5)),
        );
        request.overrideMimeType('text/plain; charset=utf-8');
        request.send(WANTED);
        say(
          steady(heard).filter(([, kind]) => kind !== 'progress'),
          request.status,
          request.responseText,
          headersOf(request),
        );
      }
      const lost = new XMLHttpRequest();
      lost.open('GET', 'https://nowhere.example/', false);
      const told = listenTo(lost);
      const outcome = stackOf(() => lost.send());
      // The browser's words name its own inner address of the request in no stable way; its kind is stable.
      say(String(outcome?.[0]).split(':')[0], told, lost.status, lost.readyState);
    });

    scene(`types that the page insists on: ${name}`, async (say) => {
      for (const mime of [
        'text/xml',
        'application/json',
        'text/plain; charset=iso-8859-1',
        'text/plain; charset=x-user-defined',
        'nonsense',
        '',
      ]) {
        const request = new XMLHttpRequest();
        request.open('POST', `${url}&mime`);
        request.overrideMimeType(mime);
        request.send(JSON.stringify({type: 'clearinghouseState', user: 'ü€'}));
        await run(request);
        say(
          mime,
          request.responseText,
          request.getResponseHeader('content-type'),
          request.responseXML?.documentElement?.localName,
        );
      }
    });
  }

  scene('headers asked and told', async (say) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/own?headers');
    for (const [name, value] of [
      ['X-One', ' 1 '],
      ['x-one', '2'],
      ['bad name', '1'],
      ['x-bad', 'a\nb'],
      ['cookie', 'no'],
      ['Sec-Fetch-Mode', 'no'],
      ['host', 'no'],
      ['x-ü', '1'],
      ['', '1'],
      ['x-empty', ''],
    ])
      say(
        name,
        stackOf(() => request.setRequestHeader(name, value)),
      );
    request.send(WANTED);
    await run(request);
    say(
      headersOf(request),
      request.getResponseHeader('X-ONE'),
      request.getResponseHeader('set-cookie'),
      request.getResponseHeader('bad name'),
      request.getResponseHeader('x-none'),
    );
  });

  scene('addresses and methods of requests', async (say) => {
    for (const [method, url, ...rest] of [
      ['get', '/own'],
      ['Post', '/own'],
      ['PATCH', '/own'],
      ['HEAD', '/own'],
      ['TRACE', '/own'],
      ['CONNECT', '/own'],
      ['bad method', '/own'],
      ['', '/own'],
      ['GET', 'https://['],
      ['GET', `https://user:word@${HOST}/info`],
      ['GET', '/own', true, 'user', 'word'],
      ['GET', '/own#fragment'],
      ['GET', ''],
      ['GET', {toString: () => '/own'}],
      ['GET', new URL(`https://${HOST}/info`)],
      ['GET', 'data:application/json,{"a":1}'],
      ['GET', 'file:///etc'],
      ['GET', 'nonsense://x'],
      ['GET', '/moved?status=302&to=/own'],
      ['POST', `https://${HOST}/moved?status=307&to=/info`],
      ['POST', '/moved?status=303&to=/own'],
      ['GET', '/own?status=204'],
      ['GET', '/own?status=404'],
      ['GET', '/own?status=500'],
      [],
      ['GET'],
    ]) {
      const request = new XMLHttpRequest();
      const args = [method, url, ...rest].filter((one) => one !== undefined);
      const outcome = stackOf(() => request.open(...args));
      if (outcome !== undefined) {
        say(args.map(String), outcome);
        continue;
      }
      const heard = listenTo(request);
      say(
        args.map(String),
        stackOf(() => request.send(method === 'POST' ? WANTED : undefined)),
      );
      if (request.readyState !== 4) await run(request);
      say(
        steady(heard)
          .map(([from, kind]) => `${from} ${kind}`)
          .filter((line, at, all) => line !== all[at - 1]),
        request.status,
        request.responseURL,
        request.responseText,
      );
    }
  });

  scene('handlers of requests', async (say) => {
    const request = new XMLHttpRequest();
    const heard = [];
    const note = (name) => () => heard.push(name);
    const told = [];
    const previous = window.onerror;
    window.onerror = (message, source, line, column, error) => {
      told.push([message, source, line, column, describeStack(error)]);
    };
    const stop = new AbortController();
    request.addEventListener('load', note('first'));
    request.onload = note('property');
    request.addEventListener('load', note('once'), {once: true});
    request.addEventListener('load', note('stopped'), {signal: stop.signal});
    request.addEventListener('load', {handleEvent: note('object')});
    request.addEventListener('load', () => {
      throw new TypeError('of a listener');
    });
    request.addEventListener('load', (event) => {
      heard.push([
        event.target === request,
        event.currentTarget === request,
        event.eventPhase,
        event.bubbles,
        event.composedPath().length,
      ]);
      Promise.resolve().then(note('microtask'));
      request.onload = note('replaced');
      event.stopImmediatePropagation();
    });
    request.addEventListener('load', note('never'));
    request.onloadend = note('end');
    stop.abort();
    for (let n = 0; n < 2; n++) {
      request.open('POST', `https://${HOST}/info?handlers=${n}`);
      request.send(WANTED);
      await run(request);
    }
    window.onerror = previous;
    say(heard, ...told);
    say(request.dispatchEvent(new ProgressEvent('load', {loaded: 5})), heard.length);
    for (const name of ['onload', 'ontimeout', 'onreadystatechange'])
      for (const value of [42, 'text', {}, null, undefined]) {
        request[name] = value;
        say(request[name] === value, typeof request[name], request.upload[name] === undefined);
      }
  });

  scene('bodies that requests send', async (say) => {
    const form = new FormData();
    form.set('type', 'clearinghouseState');
    for (const body of [
      '',
      '\ud800',
      new ArrayBuffer(0),
      new DataView(new ArrayBuffer(3)),
      new Float64Array(2),
      new Blob(['x'], {type: 'a/b'}),
      new URLSearchParams('a=b'),
      document.implementation.createDocument(null, 'root'),
      42,
      true,
      {toString: () => WANTED},
      [1],
      new ReadableStream(),
    ]) {
      for (const url of [`https://${HOST}/info?bodies`, '/own?bodies']) {
        const request = new XMLHttpRequest();
        request.open('POST', url);
        const outcome = stackOf(() => request.send(body));
        if (outcome === undefined) await run(request);
        say(outcome, JSON.parse(request.responseText || '{}').asked);
      }
    }
    const request = new XMLHttpRequest();
    request.open('POST', '/own?form');
    request.send(form);
    await run(request);
    say(
      JSON.parse(request.responseText).asked.replaceAll(/-{4,}\w+/g, 'BOUNDARY'),
      stackOf(() => request.send(Symbol('no'))),
    );
    const got = new XMLHttpRequest();
    got.open('GET', '/own?nobody');
    got.send(WANTED);
    await run(got);
    say(JSON.parse(got.responseText).asked);
  });
}
