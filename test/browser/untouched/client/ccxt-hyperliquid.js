// A real client on the page: `ccxt.browser.min.js` stands before it and has made `ccxt`.

globalThis.play = async () => {
  const USER = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';
  const seen = [];
  const exchange = new globalThis.ccxt.pro.hyperliquid();
  for (const type of ['clearinghouseState', 'meta', 'allMids', 'spotClearinghouseState'])
    seen.push(await exchange.publicPostInfo({type, user: USER}));

  // The method that every `watch…` of it goes through, without its need for a full list of markets.
  const url = exchange.urls.api.ws.public;
  const heard = [];
  exchange.handleMessage = (client, message) => {
    heard.push(message.channel);
    client.resolve(message, message.channel);
  };
  for (const type of ['allMids', 'clearinghouseState', 'webData2']) {
    const message = {method: 'subscribe', subscription: {type, user: USER}};
    seen.push(await exchange.watch(url, type, message, type));
  }
  await exchange.close();
  return [...seen, heard];
};
