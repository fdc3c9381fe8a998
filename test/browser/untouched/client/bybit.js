// A real client on the page: bundled for the browser by the test, which calls `play`.
import {RestClientV5, WebsocketClient} from 'bybit-api';

/** In ms. A sign of life that comes by the clock would stand at another place in each run. */
const NEVER = 10 * 60_000;
const ACCESS = {key: 'KEY', secret: 'SECRET'};

globalThis.play = async () => {
  const asked = new RestClientV5({...ACCESS, baseUrl: `${location.origin}/x-api`});
  const seen = [
    await asked.getWalletBalance({accountType: 'UNIFIED'}),
    await asked.getPositionInfo({category: 'linear', settleCoin: 'USDT'}),
    await asked.getRiskLimit({category: 'linear', symbol: 'BTCUSDT'}),
    await asked.getTickers({category: 'linear'}).catch((error) => String(error.message ?? error)),
  ];
  const socket = new WebsocketClient({...ACCESS, pingInterval: NEVER});
  const heard = [];
  socket.on('exception', (error) =>
    heard.push(['exception', String(error.message ?? error.ret_msg ?? error)]),
  );
  const all = new Promise((resolve) => {
    socket.on('update', (update) => {
      heard.push(update);
      // The order of two sockets is nobody's promise.
      const topics = new Set(heard.map(({topic}) => topic));
      if (topics.has('tickers.BTCUSDT')) globalThis.isListening = true;
      if (topics.has('position') && topics.has('wallet')) resolve();
    });
  });
  await Promise.all(socket.subscribeV5(['position', 'wallet'], 'linear'));
  await Promise.all(socket.subscribeV5('tickers.BTCUSDT', 'linear'));
  await all;
  socket.closeAll(true);
  return [
    ...seen,
    ...heard.filter(({topic}) => topic !== 'tickers.BTCUSDT'),
    heard.find(({topic}) => topic === 'tickers.BTCUSDT'),
  ];
};
