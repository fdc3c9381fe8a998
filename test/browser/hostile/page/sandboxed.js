// A frame without an origin, within the page: its wires go to the venue, but it is not the venue's page.

const account = JSON.stringify({
  channel: 'clearinghouseState',
  data: {user: 'by a sandboxed frame', FORGED: true},
});
const seen = [];
for (const type of ['x', 'plimsoll', 'message'])
  addEventListener(type, (event) => seen.push(`${type} ${event.data}`), true);
document.dispatchEvent(
  new CustomEvent('x', {detail: `i 0 4 0 0 0 wss://api-ui.hyperliquid.xyz/ws\n${account}`}),
);
const socket = new WebSocket('wss://api-ui.hyperliquid.xyz/ws?sandboxed');
socket.onmessage = () => parent.postMessage({sandboxed: seen}, '*');
socket.onopen = () => parent.postMessage('open', '*');
