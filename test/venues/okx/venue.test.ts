import {describe, expect, it} from 'vitest';
import {commonPart} from '../../../src/content/table.ts';
import {okx} from '../../../src/venues/okx/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import {account, changed, mark, positions} from './wire.ts';

describe('pages', () => {
  it.each([
    'https://www.okx.com/trade-swap/btc-usdt-swap',
    'https://www.okx.com/zh-hans/trade-futures/btc-usd-260327',
    'https://my.okx.com/en-eu/trade-margin/btc-usdt',
    'https://www.okx.com/balance/trading',
    'https://tr.okx.com/en/trade-swap/eth-usdt-swap',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [okx])?.id).toBe('okx');
  });

  it.each([
    'https://www.okx.com/account/login',
    'https://www.okx.com/web3',
    'https://www.okx.com.evil.example/trade-swap/btc-usdt-swap',
    'https://www.okx.cab/trade-swap/btc-usdt-swap',
  ])('%s is not', (address) => {
    expect(venueAt(address, [okx])).toBeNull();
  });
});

describe('traffic', () => {
  const sockets = okx.wanted.filter((row) => row.via === 'websocket');
  const rowOf = (text: string) =>
    sockets.flatMap((row) => row.in).find(({head}) => text.slice(0, 96).includes(head));

  it('nothing that the page sends is wanted: its login has a token in it', () => {
    for (const row of sockets) expect(row.out).toBeUndefined();
    for (const row of okx.wanted) if (row.via === 'request') expect(row.asks).toBeUndefined();
  });

  it('pushes of the account are all kept, of marks only the newest of each contract', () => {
    expect(rowOf(account([]).body)?.latest).toBeUndefined();
    expect(rowOf(positions([]).body)?.head).toBe('"channel":"positions"');
    expect(rowOf(changed([]).body)?.latest).toBeUndefined();
    expect(rowOf(mark('BTC-USDT-SWAP', '1').body)?.latest).toEqual(['"instId":"']);
    const acknowledged =
      '{"event":"subscribe","arg":{"channel":"positions","instType":"ANY"},"connId":"a4d3ae55"}';
    expect(rowOf(acknowledged)).toBeDefined();
  });

  it.each(['books', 'trades', 'orders', 'account-greeks', 'tickers', 'candle1m'])(
    '%s is not wanted',
    (channel) => {
      expect(rowOf(JSON.stringify({arg: {channel, instId: 'BTC-USDT-SWAP'}, data: []}))).toBeUndefined();
    },
  );

  it('heads differ behind what they have in common', () => {
    expect(commonPart(sockets[0]?.in.map(({head}) => head) ?? [])).toContain('"channel":"');
  });
});
