// Requests, answers and headers in all their forms; addresses and modes. /own is of the page’s own host, /info is not.
{
  const WANTED = JSON.stringify({type: 'clearinghouseState', user: '0x1'});
  const info = `https://${HOST}/info`;
  const faceOf = (answer) => [
    answer.status,
    answer.statusText,
    answer.ok,
    answer.type,
    answer.url,
    answer.redirected,
    answer.bodyUsed,
    answer.body === null,
    [...answer.headers].filter(([name]) => name !== 'date' && name !== 'keep-alive'),
  ];
  const requestFace = (request) =>
    [
      'method',
      'url',
      'destination',
      'referrer',
      'referrerPolicy',
      'mode',
      'credentials',
      'cache',
      'redirect',
      'integrity',
      'keepalive',
      'isReloadNavigation',
      'isHistoryNavigation',
      'duplex',
      'targetAddressSpace',
      'bodyUsed',
    ]
      .map((name) => [name, request[name]])
      .concat([[...request.headers]], request.signal.aborted);

  scene('what a Request takes', async (say) => {
    const inits = [
      {},
      {method: 'post', body: WANTED},
      {method: 'PUT', body: new Blob(['x'], {type: 'a/b'})},
      {method: 'patch', body: 'x'},
      {method: 'GET', body: 'x'},
      {method: 'TRACE'},
      {method: ''},
      {mode: 'navigate'},
      {
        mode: 'same-origin',
        credentials: 'omit',
        cache: 'reload',
        redirect: 'error',
        referrer: '',
        keepalive: true,
        integrity: 'sha256-x',
      },
      {mode: 'nonsense'},
      {cache: 'only-if-cached'},
      {referrer: 'https://['},
      {referrer: 'https://elsewhere.example/', referrerPolicy: 'origin'},
      {window: null},
      {window: {}},
      {signal: null},
      {signal: {}},
      {headers: {'X-One': '1', 'x-one': '2'}},
      {
        headers: [
          ['a', '1'],
          ['a', '2'],
          ['B', '3'],
        ],
      },
      {headers: [['a']]},
      {headers: {'bad name': '1'}},
      {headers: {a: 'bad\nvalue'}},
      {headers: {'content-length': '5', cookie: 'no', host: 'no', 'sec-x': 'no'}},
      {method: 'POST', body: new ReadableStream()},
      {method: 'POST', body: new ReadableStream(), duplex: 'half'},
      null,
      42,
    ];
    for (const init of inits) {
      const made = stackOf(() => new Request(info, init));
      say(made instanceof Request ? requestFace(made) : made);
    }
    for (const named of [
      '',
      '/own?x#y',
      'https://[',
      `https://user:word@${HOST}/info`,
      new URL(info),
      {toString: () => info},
      undefined,
      Symbol('no'),
    ]) {
      const made = stackOf(() => new Request(named));
      say(
        made instanceof Request ? made.url : made,
        await stackLater(() => fetch(named).then(({status, url}) => [status, url])),
      );
    }
  });

  scene('a Request used, copied and given away', async (say) => {
    for (const url of [info, '/own']) {
      const first = new Request(url, {method: 'POST', body: WANTED, headers: {'content-type': 'text/plain'}});
      const copy = first.clone();
      const held = first.body;
      const answer = fetch(first);
      say(
        first.bodyUsed,
        first.body === held,
        held?.locked,
        copy.bodyUsed,
        stackOf(() => first.clone()),
        stackOf(() => new Request(first)),
      );
      say(faceOf(await answer), await (await answer).json(), await copy.text(), copy.bodyUsed);
      say(await stackLater(() => fetch(first)), await stackLater(() => first.text()));
      const second = new Request(new Request(url, {method: 'POST', body: WANTED}), {
        method: 'PUT',
        body: 'other',
      });
      say(
        second.method,
        await second.clone().text(),
        await (await fetch(url, {method: 'POST', body: WANTED})).text(),
      );
      const once = new Request(url, {method: 'POST', body: WANTED});
      say(
        await (await fetch(once, {body: '{"type":"clearinghouseState","b":2}', method: 'POST'})).text(),
        once.bodyUsed,
      );
      const reading = new Request(url, {method: 'POST', body: WANTED});
      reading.text();
      say(await stackLater(() => fetch(reading)));
      const locked = new Request(url, {method: 'POST', body: WANTED});
      locked.body?.getReader();
      say(await stackLater(() => fetch(locked).then(({status}) => status)));
      say(await (await fetch(new Request(url, {method: 'POST', body: new Blob([WANTED])}))).text());
      say(
        await stackLater(
          async () =>
            (
              await fetch(url, {
                method: 'POST',
                body: new ReadableStream({start: (controller) => controller.close()}),
                duplex: 'half',
              })
            ).status,
        ),
      );
      class Mine extends Request {
        get url() {
          return 'https://elsewhere.example/';
        }
      }
      say(await (await fetch(new Mine(url, {method: 'POST', body: WANTED}))).text());
    }
  });

  scene('arguments that watch who reads them', async (say) => {
    for (const url of [info, '/own']) {
      const read = [];
      const watched = (kept, name) =>
        new Proxy(kept, {
          get: (target, key) => {
            read.push(`${name}.${String(key)}`);
            return Reflect.get(target, key);
          },
          has: (_, key) => read.push(`${String(key)} in ${name}`) && false,
          getPrototypeOf: () => read.push(`prototype of ${name}`) && null,
        });
      const address = watched({toString: () => url}, 'address');
      const init = watched(
        {method: 'POST', body: watched({toString: () => WANTED}, 'body'), headers: watched({}, 'headers')},
        'init',
      );
      say(await stackLater(async () => (await fetch(address, init)).text()));
      say(read);
    }
  });

  scene('answers that a page makes itself', async (say) => {
    for (const make of [
      () => new Response(),
      () => new Response('text', {status: 201, statusText: 'Made', headers: {a: '1'}}),
      () => new Response(null, {status: 204}),
      () => new Response('x', {status: 204}),
      () => new Response('x', {status: 99}),
      () => new Response('x', {statusText: 'bad\n'}),
      () => Response.error(),
      () => Response.json({a: [1]}, {status: 202}),
      () => Response.json(() => {}),
      () => Response.redirect('/own', 307),
      () => Response.redirect('/own', 200),
      () => Response.redirect('https://['),
      () => Response(),
    ]) {
      const made = stackOf(make);
      say(made instanceof Response ? [faceOf(made), await attemptLater(() => made.clone().text())] : made);
    }
  });

  scene('headers', async (say) => {
    for (const url of [info, '/own?headers']) {
      const {headers} = await fetch(url, {method: 'POST', body: WANTED});
      say(
        [...headers.keys()].filter((name) => name !== 'date'),
        headers.get('Content-Type'),
        headers.has('content-length'),
        headers.getSetCookie?.(),
      );
      say(
        stackOf(() => headers.set('a', 'b')),
        stackOf(() => headers.append('a', 'b')),
        stackOf(() => headers.delete('content-type')),
        stackOf(() => headers.get('bad name')),
      );
      const told = [];
      headers.forEach(function (value, name, all) {
        if (name.startsWith('x-')) told.push([name, value, all === headers, this === told]);
      }, told);
      say(
        told,
        Object.prototype.toString.call(headers[Symbol.iterator]()),
        headers.entries === headers[Symbol.iterator],
      );
    }
    const own = new Headers([
      ['b', '2'],
      ['A', ' 1 '],
      ['b', '3'],
      ['set-cookie', 'x'],
      ['set-cookie', 'y'],
    ]);
    const seen = [];
    for (const [name, value] of own) {
      seen.push([name, value]);
      if (name === 'a') own.append('aa', 'while read');
    }
    say(seen, [...own.values()], own.get('b'), own.get('none'));
  });

  scene('modes, redirects and statuses', async (say) => {
    const outcome = (url, init) =>
      stackLater(async () => {
        const answer = await fetch(url, init);
        return [faceOf(answer), await stackLater(() => answer.text())];
      });
    const wanted = {method: 'POST', body: WANTED};
    for (const status of [301, 302, 303, 307, 308])
      for (const redirect of ['follow', 'error', 'manual']) {
        say(status, redirect, await outcome(`/moved?status=${status}&to=/own`, {...wanted, redirect}));
        if (redirect === 'follow')
          say(
            await outcome(`https://${HOST}/moved?status=${status}&to=/info`, {...wanted, redirect}),
            await outcome(`/moved?status=${status}&to=/own`),
          );
      }
    say(
      await outcome('/moved?status=302&to=https://nowhere.example/'),
      await outcome('/moved?status=302&to=data:,x'),
      await outcome('/moved?status=302&to=/moved?status=302', {redirect: 'manual'}),
    );
    for (const mode of ['cors', 'no-cors', 'same-origin', 'navigate'])
      for (const credentials of ['include', 'omit'])
        say(mode, credentials, await outcome(info, {...wanted, mode, credentials}));
    for (const cache of ['no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'])
      say(cache, await outcome(`${info}?cache`, {cache}));
    for (const method of ['HEAD', 'OPTIONS', 'get', 'post'])
      say(method, await outcome(info, {method}), await outcome('/own', {method}));
    for (const status of [200, 201, 203, 204, 205, 206, 304, 400, 401, 403, 404, 418, 429, 500, 503])
      say(await outcome(`/own?status=${status}`), await outcome(`${info}?status=${status}`, wanted));
    for (const url of [
      'data:text/plain,x',
      'data:application/json,{}',
      URL.createObjectURL(new Blob(['blob'], {type: 'a/b'})),
      'about:blank',
      'file:///etc',
      'blob:nothing',
      'javascript:0',
    ])
      say(
        (await outcome(url)).map((one) =>
          Array.isArray(one) ? one.map((part) => (String(part).startsWith('blob:') ? 'blob' : part)) : one,
        ),
      );
  });

  scene('integrity and keepalive', async (say) => {
    const text = await (await fetch('/own?whole')).text();
    const sum = btoa(
      String.fromCharCode(
        ...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
      ),
    );
    const asked = await (await fetch(`${info}?whole`)).text();
    const other = btoa(
      String.fromCharCode(
        ...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(asked))),
      ),
    );
    for (const [url, right] of [
      ['/own?whole', sum],
      [`${info}?whole`, other],
    ])
      for (const integrity of [
        `sha256-${right}`,
        `sha256-${'A'.repeat(43)}=`,
        'nonsense',
        `sha256-${'A'.repeat(43)}= sha256-${right}`,
      ])
        say(await stackLater(async () => (await fetch(url, {integrity})).text()));
    for (const length of [10, 65_000, 70_000])
      say(
        length,
        await stackLater(
          async () =>
            (await fetch('/own', {method: 'POST', keepalive: true, body: 'x'.repeat(length)})).status,
        ),
      );
    say(navigator.sendBeacon?.('/own?beacon&unsteady', 'x'));
  });
}
