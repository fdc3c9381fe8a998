// A frame of another site within the page.

const forged =
  'i 0 4 0 0 0 wss://api-ui.hyperliquid.xyz/ws\n{"channel":"clearinghouseState","data":{"user":"by a neighbour","FORGED":true}}';
const seen = [];
let own = false;
addEventListener('message', (event) => seen.push(String(event.data)), true);
for (const type of ['x', 'plimsoll', 'plimsoll?']) addEventListener(type, () => own || seen.push(type), true);
const send = () => {
  own = true;
  for (const target of [parent, top, self]) target.postMessage(forged, '*');
  document.dispatchEvent(new Event('plimsoll?'));
  document.dispatchEvent(new CustomEvent('x', {detail: forged}));
  try {
    parent.document.dispatchEvent(new CustomEvent('x', {detail: forged}));
    seen.push('reached into the page');
  } catch {}
  own = false;
};
send();
setInterval(send, 100);
setInterval(() => {
  document.title = JSON.stringify(seen.filter((text) => text !== forged));
}, 50);
