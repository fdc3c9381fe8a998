// What can be seen of the page's own names without using them.
// Sorted: Firefox puts a name into its window when it is first asked for, so the order tells who asked, not what is there.
scene('names of the window', (say) => {
  say(
    Object.getOwnPropertyNames(window)
      .filter((name) => !/^\d+$/.test(name))
      .sort(),
  );
  say(Object.getOwnPropertyNames(document), Object.getOwnPropertyNames(document.documentElement));
  say(document.documentElement.outerHTML.length);
});

for (const name of [
  'WebSocket',
  'XMLHttpRequest',
  'fetch',
  'Request',
  'Response',
  'Worker',
  'SharedWorker',
  'Promise',
  'EventTarget',
  'MessageEvent',
  'CustomEvent',
])
  scene(`the face of ${name}`, (say) => {
    say(propertyOf(window, name), Object.keys(window).includes(name));
    const value = window[name];
    say(Object.prototype.toString.call(value), typeof value, Object.isExtensible(value));
    say(Object.getPrototypeOf(value) === Function.prototype, Object.getPrototypeOf(value).name);
    if (!value.prototype) return;
    say(propertiesOf(value), propertiesOf(value.prototype));
    say(value.prototype.constructor === value, Object.getPrototypeOf(value.prototype)?.constructor?.name);
  });

scene('an empty frame of the page', (say) => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inner = frame.contentWindow;
  say(
    propertyOf(inner, 'WebSocket'),
    inner.WebSocket === WebSocket,
    inner.WebSocket.prototype.constructor === inner.WebSocket,
  );
  const socket = new inner.WebSocket(`wss://${HOST}/ws?unsteady`);
  say(socket instanceof inner.WebSocket, socket instanceof WebSocket, socket.constructor === inner.WebSocket);
  socket.close();
  frame.remove();
});
