// Bodies read in pieces, copied, called off; promises that nobody waits for; what the browser’s own log says.
{
  const WANTED = JSON.stringify({type: 'clearinghouseState', user: '0x1'});
  const wanted = {method: 'POST', body: WANTED};
  const places = {
    'a wanted answer': [`https://${HOST}/info?of=streams`, wanted],
    'another answer': [`https://${HOST}/other?of=streams`, undefined],
    'one of the own host': ['/own?of=streams', undefined],
  };
  const readAll = async (stream) => {
    const reader = stream.getReader();
    let text = '';
    for (let step = await reader.read(); !step.done; step = await reader.read())
      text += new TextDecoder().decode(step.value);
    await reader.closed;
    return [text, step(reader)];
  };
  const step = (reader) => [Object.prototype.toString.call(reader), stackOf(() => reader.releaseLock())];
  for (const [name, [url, init]] of Object.entries(places)) {
    const get = (more = {}) => fetch(url, {...init, ...more});

    scene(`streams: ${name}`, async (say) => {
      const answer = await get();
      say(
        Object.is(answer.body, answer.body),
        answer.body instanceof ReadableStream,
        answer.body.locked,
        Reflect.ownKeys(answer.body).map(String),
      );
      say(
        await readAll(answer.body),
        answer.bodyUsed,
        answer.body.locked,
        await stackLater(() => answer.text()),
        stackOf(() => answer.clone()),
      );
      const bytes = (await get()).body;
      const byob = stackOf(() => bytes.getReader({mode: 'byob'}));
      if (byob instanceof Object && 'read' in byob) {
        const {value, done} = await byob.read(new Uint8Array(new ArrayBuffer(8), 2, 4));
        say(value.constructor.name, value.byteOffset, [...value], done, value.buffer.byteLength);
        await byob.cancel('enough');
      } else say(byob);
      const [one, two] = (await get()).body.tee();
      say(await readAll(one), await readAll(two));
      const piped = (await get()).body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(
          new TransformStream({transform: (chunk, controller) => controller.enqueue(chunk.length)}),
        );
      const lengths = [];
      for await (const length of piped) lengths.push(length);
      say(lengths.reduce((sum, length) => sum + length, 0));
      const kept = [];
      await (await get()).body.pipeTo(new WritableStream({write: (chunk) => void kept.push(...chunk)}));
      say(new TextDecoder().decode(new Uint8Array(kept)));
      const given = (await get()).body;
      const {port1, port2} = new MessageChannel();
      const arrived = new Promise((resolve) => {
        port2.onmessage = ({data}) => resolve(data);
      });
      const outcome = stackOf(() => port1.postMessage(given, [given]));
      say(outcome, outcome === undefined ? (await readAll(await arrived))[0] : null, given.locked);
    });

    scene(`copies and uses: ${name}`, async (say) => {
      const answer = await get();
      const copies = [answer.clone(), answer.clone(), answer.clone()];
      say(
        await Promise.all([answer, ...copies].map((one) => one.text())),
        copies.map((one) => [one.bodyUsed, one.url, one.type, one instanceof Response]),
      );
      for (const how of ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData']) {
        const one = await get();
        const first = one[how]?.();
        say(
          how,
          one.bodyUsed,
          await stackLater(() => one[how]?.()),
          Object.prototype.toString.call(await stackLater(() => first)),
          stackOf(() => one.clone()),
        );
      }
      const cancelled = await get();
      say(
        await cancelled.body.cancel('no need'),
        cancelled.bodyUsed,
        await stackLater(() => cancelled.text()),
      );
      const locked = await get();
      const reader = locked.body.getReader();
      say(
        await stackLater(() => locked.text()),
        stackOf(() => locked.clone()),
        await stackLater(() => locked.body.cancel()),
        locked.bodyUsed,
      );
      reader.releaseLock();
      say(await stackLater(async () => JSON.parse(await locked.text()).small));
      say(
        await (
          await caches.open('untouched').then(async (cache) => {
            await cache.put('/kept', await get());
            return cache.match('/kept');
          })
        ).text(),
      );
    });

    scene(`called off at every time: ${name}`, async (say) => {
      const again = `${url}&unsteady`;
      for (const reason of [undefined, new RangeError('mine'), 'a text', null]) {
        const stop = new AbortController();
        const order = [];
        const answer = fetch(again, {...init, signal: stop.signal});
        answer.catch(() => order.push('answer'));
        stop.signal.onabort = () => order.push('signal');
        Promise.resolve().then(() => order.push('before'));
        stop.abort(reason);
        Promise.resolve().then(() => order.push('after'));
        say(await stackLater(() => answer), stop.signal.reason === reason);
        say(order);
      }
      const late = new AbortController();
      const begun = await fetch(`${url}&pieces&unsteady`, {...init, signal: late.signal});
      const reader = begun.body.getReader();
      const {value} = await reader.read();
      const rest = reader.read();
      late.abort(new RangeError('in the middle'));
      say(
        value.length > 0,
        await stackLater(() => rest),
        await stackLater(() => reader.closed),
        begun.bodyUsed,
      );
      const over = new AbortController();
      const whole = await get({signal: over.signal});
      const text = await whole.text();
      over.abort();
      say(text.length > 5, whole.bodyUsed);
      const unread = new AbortController();
      const waiting = await fetch(`${url}&pieces&unsteady`, {...init, signal: unread.signal});
      const copy = waiting.clone();
      unread.abort();
      say(await stackLater(() => waiting.text()), await stackLater(() => copy.text()));
      say(
        await stackLater(() => get({signal: AbortSignal.abort('at once')})),
        await stackLater(() => fetch(`${url}&slow&unsteady`, {...init, signal: AbortSignal.timeout(20)})),
      );
      const request = new Request(url, {...init, signal: AbortSignal.abort()});
      say(request.signal.aborted, await stackLater(() => fetch(request)), request.bodyUsed);
    });

    scene(`when it is told: ${name}`, async (say) => {
      const order = [];
      const answer = get();
      answer.then(() => order.push('first'));
      answer.then(() => Promise.resolve().then(() => order.push('behind the first')));
      answer.finally(() => order.push('finally'));
      (async () => {
        await answer;
        order.push('awaited');
      })();
      await answer;
      await pause(5);
      say(
        order,
        Object.getOwnPropertyNames(answer),
        Object.isExtensible(answer),
        answer.constructor === Promise,
        answer.then === Promise.prototype.then,
      );
      class Mine extends Promise {}
      say(
        Promise.resolve(answer) === answer,
        Mine.resolve(answer) instanceof Mine,
        (await Promise.race([answer, pause(1_000)])) === (await answer),
        await Promise.allSettled([answer]).then(([{status}]) => status),
      );
    });
  }

  scene('failures that nobody hears', async (say) => {
    const heard = [];
    const hear = (event) => {
      event.preventDefault();
      heard.push([
        event.type,
        event.isTrusted,
        event.cancelable,
        describeStack(event.reason),
        event.promise instanceof Promise,
      ]);
    };
    addEventListener('unhandledrejection', hear);
    addEventListener('rejectionhandled', hear);
    const lost = fetch('https://nowhere.example/lost');
    (async () => {
      await fetch(`https://${HOST}/info?unsteady`, {...wanted, signal: AbortSignal.abort()});
    })();
    fetch(`https://${HOST}/info?of=nobody`, wanted).then((answer) => answer.nothing());
    await pause(150);
    lost.catch(() => {});
    await pause(50);
    removeEventListener('unhandledrejection', hear);
    removeEventListener('rejectionhandled', hear);
    // Which of several that fail at the same time is told first is nobody's promise.
    say(heard.map((one) => JSON.stringify(one)).sort());
  });

  scene('what the browser’s own log says', async (say) => {
    performance.clearResourceTimings();
    const seen = [];
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries().map(({name}) => name)));
    observer.observe({type: 'resource'});
    for (const [url, init] of Object.values(places)) await (await fetch(`${url}&log`, init)).text();
    await stackLater(() => fetch('https://nowhere.example/log'));
    const request = new XMLHttpRequest();
    request.open('POST', `https://${HOST}/info?log=xhr`);
    request.send(WANTED);
    await eventOf(request, 'loadend');
    const socket = new WebSocket(`wss://${HOST}/ws?log`);
    await eventOf(socket, 'open');
    socket.close();
    await eventOf(socket, 'close');
    await pause(50);
    const entries = performance.getEntriesByType('resource');
    const told = [
      'name',
      'entryType',
      'initiatorType',
      'nextHopProtocol',
      'renderBlockingStatus',
      'responseStatus',
      'contentType',
      'encodedBodySize',
      'decodedBodySize',
      'deliveryType',
      'workerStart',
      'initiatorUrl',
    ];
    say(entries.map((entry) => told.map((member) => entry[member])));
    say(
      entries.every(
        ({startTime, duration, responseEnd}) => startTime > 0 && duration >= 0 && responseEnd >= startTime,
      ),
      seen,
    );
    observer.disconnect();
  });
}
