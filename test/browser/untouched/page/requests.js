// Every corner of XMLHttpRequest.
const EVENTS = ['readystatechange', 'loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];
/** What is heard of a request, in order; progress counts once, since its number is the network's. */
const listenTo = (request) => {
  const heard = [];
  for (const type of EVENTS)
    request.addEventListener(type, (event) => {
      const line = `${type} ${request.readyState}${type === 'progress' ? '' : ` ${request.status} ${event.isTrusted}`}`;
      if (heard.at(-1) !== line) heard.push(line);
    });
  return heard;
};
const askBy = (
  type,
  path = '/info',
  body = JSON.stringify({type: 'clearinghouseState', user: '0x1'}),
  more = () => {},
) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const heard = listenTo(request);
    request.open('POST', `https://${HOST}${path}`);
    request.responseType = type;
    more(request);
    request.onloadend = () => resolve({request, heard});
    request.send(body);
  });
const contentOf = async (request) => {
  const {response} = request;
  if (response instanceof Document) return [response.constructor.name, response.documentElement?.outerHTML];
  if (response instanceof Blob) return ['Blob', response.type, await response.text()];
  return response instanceof ArrayBuffer ? ['ArrayBuffer', response.byteLength] : response;
};

for (const path of ['/info', '/other', '/page'])
  for (const type of ['', 'text', 'json', 'arraybuffer', 'blob', 'document'])
    scene(`a request for ${type || 'nothing special'} at ${path}`, async (say) => {
      const {request, heard} = await askBy(type, path);
      say(
        heard,
        request.status,
        request.statusText,
        request.responseURL,
        request.getResponseHeader('content-type'),
      );
      say(
        await contentOf(request),
        Object.is(request.response, request.response),
        attempt(() => request.responseText),
        attempt(() => request.responseXML?.title),
      );
      say(
        Reflect.ownKeys(request).map(String),
        request.constructor === XMLHttpRequest,
        request instanceof XMLHttpRequest,
      );
    });

scene('a request used again by its own handler', async (say) => {
  const request = new XMLHttpRequest();
  const texts = [];
  const next = (n) => {
    request.open('POST', `https://${HOST}/info`);
    request.send(JSON.stringify({type: 'meta', n}));
  };
  await new Promise((resolve) => {
    request.onload = () => {
      texts.push(request.responseText);
      if (texts.length < 3) next(texts.length);
      else resolve();
    };
    next(0);
  });
  say(texts);
});

scene('handlers in order', async (say) => {
  const heard = [];
  const {request} = await askBy('', '/info', 'x', (one) => {
    one.onload = () => heard.push('property');
    one.addEventListener('load', () => heard.push('listener'));
    one.addEventListener('load', () => {
      heard.push('thrower');
      throw new TypeError('of the page’s own, too');
    });
    one.upload.onload = () => heard.push('upload');
  });
  say(heard, request.readyState);
});

scene('requests called off, and failed', async (say) => {
  const request = new XMLHttpRequest();
  const heard = listenTo(request);
  request.open('POST', `https://${HOST}/info?unsteady`);
  request.send('{"type":"meta"}');
  request.abort();
  say(heard, request.readyState, request.status);
  const slow = await askBy('', '/info?slow&unsteady', '{"type":"meta"}', (one) => {
    one.timeout = 30;
  });
  say(slow.heard.filter((line) => !line.startsWith('progress') && !line.startsWith('readystatechange')));
  const lost = new XMLHttpRequest();
  const told = listenTo(lost);
  lost.open('GET', 'https://nowhere.example/');
  lost.send();
  await eventOf(lost, 'loadend');
  say(told, lost.status, lost.responseURL);
  say((await askBy('', '/missing')).heard, (await askBy('json', '/page')).request.response);
});

scene('a request that waits', (say) => {
  const request = new XMLHttpRequest();
  const heard = listenTo(request);
  request.open('POST', `https://${HOST}/info`, false);
  say(attempt(() => (request.responseType = 'json')));
  request.send('{"type":"clearinghouseState"}');
  say(heard, request.status, request.responseText);
});

scene('mistakes with requests', (say) => {
  const request = new XMLHttpRequest();
  say(
    attempt(() => request.send()),
    attempt(() => request.open('GET')),
    attempt(() => request.open('BAD METHOD', '/')),
    attempt(() => request.open('GET', 'https://')),
  );
  say(
    attempt(() => XMLHttpRequest()),
    attempt(() => XMLHttpRequest.prototype.send.call({})),
    attempt(() => XMLHttpRequest.prototype.status),
  );
  say(
    attempt(() => (request.responseType = 'nonsense')),
    request.responseType,
    request.DONE,
    XMLHttpRequest.DONE,
  );
});

scene('subclasses of requests', async (say) => {
  class Mine extends XMLHttpRequest {
    send(body) {
      super.send(body.toUpperCase());
    }
  }
  const mine = new Mine();
  say(mine instanceof Mine, mine instanceof XMLHttpRequest, mine.constructor === Mine);
  mine.open('POST', `https://${HOST}/other`);
  mine.send('shout');
  await eventOf(mine, 'loadend');
  say(mine.responseText);
});

scene('bodies of requests', async (say) => {
  for (const body of [
    'text',
    new Blob(['blob']),
    new Uint8Array([65, 66]),
    new URLSearchParams({a: 'b'}),
    document.implementation.createHTMLDocument('t'),
    null,
    undefined,
  ])
    say((await askBy('', '/other', body)).request.responseText);
});
