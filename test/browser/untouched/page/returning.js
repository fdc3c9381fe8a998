// biome-ignore-all lint/correctness/noUnusedVariables: called by the test, before it leaves the page and when it is back
// A page that is left with a socket open and come back to: the browser may have kept it, and closed its socket.
const leave = async () => {
  const socket = new WebSocket(`wss://${HOST}/ws?left`);
  globalThis.life = [];
  const note = (event) =>
    life.push([
      event.type,
      event.isTrusted,
      event.persisted,
      event.code,
      event.reason,
      event.wasClean,
      socket.readyState,
    ]);
  for (const type of ['open', 'message', 'error', 'close']) socket.addEventListener(type, note);
  for (const type of ['pagehide', 'pageshow', 'freeze', 'resume']) addEventListener(type, note);
  for (const type of ['freeze', 'resume', 'visibilitychange']) document.addEventListener(type, note);
  await eventOf(socket, 'open');
  socket.send('{"do":"text","body":"{\\"channel\\":\\"webData2\\"}"}');
  await eventOf(socket, 'message');
};
const comeBack = async () => {
  await pause(300);
  const [{type, notRestoredReasons}] = performance.getEntriesByType('navigation');
  return [globalThis.life ?? 'a new page', type, notRestoredReasons?.reasons ?? null, String(WebSocket)];
};
