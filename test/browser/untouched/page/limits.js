// What a page that looks for it can tell: the test says of which of these it knows that they differ.
{
  const socketOf = () => new WebSocket(`wss://${HOST}/ws?unsteady`);
  const closed = (socket) => socket.close();

  scene('limit: where an error says that it came from', async (say) => {
    const linesOf = ({stack}) => stack.split('\n').length;
    const lines = [];
    for (const act of [
      () => new WebSocket('wss://['),
      () => WebSocket('x'),
      () => new XMLHttpRequest().send(),
      () => String(Object.create(fetch)),
    ])
      try {
        act();
      } catch (error) {
        lines.push(linesOf(error));
      }
    const socket = socketOf();
    try {
      socket.send('too early');
    } catch (error) {
      lines.push(linesOf(error));
    }
    closed(socket);
    lines.push(await fetch('https://nowhere.example/').catch(linesOf));
    const told = eventOf(window, 'error');
    setTimeout(() => new WebSocket('wss://['));
    say(lines, (await told).filename);
  });

  scene('limit: the text of a function, asked for by another frame', (say) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    say(
      frame.contentWindow.Function.prototype.toString.call(WebSocket),
      Function.prototype.toString.call(frame.contentWindow.fetch),
    );
    frame.remove();
  });

  scene('limit: a name taken from a frame before its document came', async (say) => {
    const frame = Object.assign(document.createElement('iframe'), {srcdoc: 'inner'});
    const loaded = eventOf(frame, 'load');
    document.body.append(frame);
    const early = frame.contentWindow.WebSocket;
    await loaded;
    say(early === frame.contentWindow.WebSocket);
    frame.remove();
  });

  scene('limit: how the browser words its own errors about a socket', (say) => {
    const socket = socketOf();
    say(
      attempt(() => class extends socket {}),
      attempt(() => structuredClone(WebSocket)),
      attempt(() => new WebSocket('wss://a.example', {[Symbol.iterator]: 1})),
    );
    closed(socket);
  });

  scene('limit: who called a function of old', (say) => {
    say(
      attempt(() => WebSocket.caller),
      attempt(() => fetch.arguments),
    );
  });

  scene('limit: a wanted answer that never comes and that nobody waits for', async (say) => {
    const heard = [];
    const hear = (event) => {
      event.preventDefault();
      heard.push(describeError(event.reason));
    };
    addEventListener('unhandledrejection', hear);
    const stop = AbortSignal.abort();
    fetch(`https://${HOST}/info`, {signal: stop, method: 'POST', body: '{"type":"clearinghouseState"}'});
    fetch(`https://${HOST}/other`, {signal: stop});
    await pause(50);
    removeEventListener('unhandledrejection', hear);
    say(heard);
  });

  scene('limit: the order in which names came to be', (say) => {
    say(
      Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)),
      Object.getOwnPropertyNames(Function.prototype.toString),
    );
  });
}
