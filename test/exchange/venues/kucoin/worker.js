// The socket lives here, as on the exchange's own page: what it hears goes to the page in batches of one type.
const SOCKET =
  'wss://ws-api-futures.kucoin.com/?token=2neAiuYvAU61ZDXANAGAsiL4-iAExhsBXZxftpOeh_55i3Ysy2q2LEs';
const MARKETS = 'XBTUSDTM,ETHUSDTM,SOLUSDTM';
const TYPES = {
  '/contract/positionAll': 'futures_position',
  '/contract/instrument': 'futures_markIndexPrice',
  '/contractMarket/level2Depth50': 'futures_level2',
};

let wallets = [];
const post = (type, data) => self.postMessage(JSON.stringify({method: 'topicMessage', type, data}));

/** Of a wallet event the page's own fields. */
function wallet({currency, walletBalance, equity, availableBalance, totalCrossMargin, version}) {
  wallets = wallets.map((row) =>
    row.currency === currency
      ? {...row, walletBalance, margin: equity, availableBalance, totalMargin: totalCrossMargin, version}
      : row,
  );
  post('futures_wallet', {walletList: wallets, needPullCost: true});
}

function hear(message) {
  if (message.type === 'welcome') self.postMessage(JSON.stringify({status: 'connect', method: 'connectSub'}));
  if (message.topic === '/contractAccount/wallet') wallet(message.data);
  const type = TYPES[message.topic?.split(':', 1)[0]];
  if (type !== undefined) post(type, [message]);
}

function listen() {
  const socket = new WebSocket(SOCKET);
  const topics = [
    '/contract/positionAll',
    '/contractAccount/wallet',
    `/contract/instrument:${MARKETS}`,
    '/contractMarket/level2Depth50:XBTUSDTM',
  ];
  socket.onopen = () => {
    for (const [id, topic] of topics.entries()) {
      socket.send(JSON.stringify({id: String(id), type: 'subscribe', topic, response: true}));
    }
  };
  socket.onmessage = ({data}) => {
    try {
      hear(JSON.parse(data));
    } catch (error) {
      console.warn('unreadable', error);
    }
  };
  socket.onclose = () => {
    self.postMessage(JSON.stringify({status: 'disconnect', method: 'connectSub'}));
    setTimeout(listen, 500);
  };
}

self.onmessage = ({data}) => {
  ({wallets} = JSON.parse(data));
  listen();
};
