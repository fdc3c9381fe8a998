// A real client on the page: bundled for the browser by the test, which calls `play`.
import {RestClient, WebsocketClient} from 'okx-api';

/** In ms. A sign of life that comes by the clock would stand at another place in each run. */
const NEVER = 10 * 60_000;
const ACCESS = {apiKey: 'KEY', apiSecret: 'SECRET', apiPass: 'PASS'};

globalThis.play = async () => {
  const asked = new RestClient({...ACCESS, baseUrl: location.origin});
  const seen = [
    await asked.getAccountConfiguration(),
    await asked.getInstruments({instType: 'SWAP'}),
    await asked.getPositionTiers({instType: 'SWAP', tdMode: 'cross', instFamily: 'BTC-USDT'}),
    await asked.getTickers({instType: 'SWAP'}).catch((error) => JSON.stringify(error)),
  ];
  const socket = new WebsocketClient({accounts: [ACCESS], pingInterval: NEVER});
  const heard = [];
  socket.on('exception', (error) => heard.push(['exception', String(error.message ?? error.msg ?? error)]));
  let tellOwn;
  const own = new Promise((resolve) => {
    tellOwn = resolve;
  });
  const all = new Promise((resolve) => {
    socket.on('update', ({arg, data}) => {
      heard.push([arg, data]);
      const counted = (channel) => heard.filter(([topic]) => topic.channel === channel).length;
      const [mark, account, positions] = ['mark-price', 'account', 'positions'].map(counted);
      if (account > 0 && positions > 0) tellOwn();
      if (mark > 0 && account > 0 && positions > 0) globalThis.isListening = true;
      if (account > 1 && positions > 1) resolve();
    });
  });
  await socket.subscribe([{channel: 'account'}, {channel: 'positions', instType: 'ANY'}]);
  // One socket after the other: the messages are numbered.
  await own;
  await socket.subscribe({channel: 'mark-price', instId: 'BTC-USDT-SWAP'});
  await all;
  socket.closeAll(true);
  return [
    ...seen,
    ...heard.filter(([{channel}]) => channel !== 'mark-price'),
    heard.find(([{channel}]) => channel === 'mark-price'),
  ];
};
