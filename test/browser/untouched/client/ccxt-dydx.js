// A real client on the page: `ccxt.browser.min.js` stands before it and has made `ccxt`.

globalThis.play = async () => {
  const exchange = new globalThis.ccxt.pro.dydx();
  const url = exchange.urls.api.ws;
  const seen = [url, await exchange.indexerGetPerpetualMarkets().catch((error) => String(error))];
  const heard = [];
  // The method that every `watch…` of it goes through.
  exchange.handleMessage = (client, message) => {
    heard.push([message.type, message.channel]);
    if (message.type === 'pong') client.resolve(message, 'pong');
    if (message.type === 'subscribed') client.resolve(message, message.channel);
    if (message.type === 'channel_batch_data' && message.channel === 'v4_parent_subaccounts')
      client.resolve(message, 'changes');
  };
  for (const [channel, id] of [
    ['v4_markets'],
    ['v4_parent_subaccounts', 'dydx1a/0'],
    ['v4_orderbook', 'BTC-USD'],
  ])
    seen.push(await exchange.watch(url, channel, {type: 'subscribe', channel, id}, channel));
  seen.push(await exchange.watch(url, 'pong', {type: 'ping'}, 'pong'));
  const changes = exchange.client(url).future('changes');
  globalThis.isListening = true;
  seen.push(await changes);
  await exchange.close();
  return [...seen, heard.filter(([type]) => type !== 'channel_batch_data')];
};
