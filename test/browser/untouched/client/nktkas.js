// A real client on the page: bundled for the browser by the test, which calls `play`.
import {HttpTransport, InfoClient, SubscriptionClient, WebSocketTransport} from '@nktkas/hyperliquid';

const USER = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';

globalThis.play = async () => {
  const seen = [];
  const asked = new InfoClient({transport: new HttpTransport()});
  seen.push(await asked.clearinghouseState({user: USER}), await asked.meta(), await asked.allMids());

  const transport = new WebSocketTransport();
  const posted = new InfoClient({transport});
  seen.push(await posted.clearinghouseState({user: USER}));
  const subscribed = new SubscriptionClient({transport});
  for (const topic of ['clearinghouseState', 'webData3', 'allMids']) {
    const event = await new Promise((resolve, reject) => {
      const subscription = subscribed[topic](topic === 'allMids' ? resolve : {user: USER}, resolve);
      subscription.catch(reject);
    });
    seen.push(event);
  }
  await transport.close();
  return seen;
};
