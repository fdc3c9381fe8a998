import {describe, expect, it} from 'vitest';
import {cutFrame} from '../../../src/content/cut.ts';
import {reduce} from '../../../src/venues/deribit/reduce.ts';
import {initial} from '../../../src/venues/deribit/state.ts';
import {deribit} from '../../../src/venues/deribit/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import {answer, option, portfolio, positions, push, question, summary, ticker} from './wire.ts';

describe('pages', () => {
  it.each([
    'https://www.deribit.com/futures/BTC-PERPETUAL',
    'https://www.deribit.com/options/BTC',
    'https://test.deribit.com/account/BTC',
    'https://www.coinbase.com/advanced-trade/perpetuals/BTC-PERP-INTX',
    'https://international.coinbase.com/trade',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [deribit])?.id).toBe('deribit');
  });

  it.each([
    'https://www.coinbase.com/signin',
    'https://docs.deribit.com/',
    'https://www.deribit.com.evil.example/',
  ])('%s is not', (address) => {
    expect(venueAt(address, [deribit])).toBeNull();
  });
});

describe('traffic', () => {
  const [socket] = deribit.wanted.filter((row) => row.via === 'websocket');
  const rowOf = (text: string, direction: 'in' | 'out' = 'in') =>
    (socket?.[direction] ?? []).find(({head}) => text.slice(0, 96).includes(head));

  it.each([
    ['the account', portfolio(summary('BTC', 1))],
    ['the account, asked for', answer({id: 10, email: 'a@example.com', summaries: []})],
    ['positions', answer([{kind: 'future', size: 1, instrument_name: 'BTC-PERPETUAL'}])],
    ['options', answer([{vega: 0.6, ...option('BTC-25DEC26-80000-C', 1)}])],
    ['no positions', answer([])],
    ['changes', push('user.changes.any.any.raw', {positions: []})],
    ['tickers', ticker('BTC-PERPETUAL', {mark_price: 1})],
    ['an index', push('deribit_price_index.btc_usd', {index_name: 'btc_usd', price: 1})],
  ])('%s is wanted', (_, {body}) => {
    expect(rowOf(body)).toBeDefined();
  });

  it.each([
    [
      'a login',
      answer({access_token: 's3cret', expires_in: 900, refresh_token: 's3cret', scope: 'account:read'}),
    ],
    [
      'a login, other way round',
      answer({token_type: 'bearer', scope: 'account:read', refresh_token: 's3cret'}),
    ],
    ['an API key', answer({timestamp: 1, max_scope: 'account:read', id: 1, client_secret: 's3cret'})],
    ['an API key, in order', answer({client_id: 'x', client_secret: 's3cret', id: 1})],
    ['API keys', answer([{timestamp: 1, id: 1, client_secret: 's3cret'}])],
    ['API keys, by number', answer([{id: 1, client_secret: 's3cret'}])],
    ['the book', push('book.BTC-PERPETUAL.100ms', {bids: []})],
    ['orders', push('user.orders.any.any.raw', [])],
  ])('%s is not', (_, {body}) => {
    expect(rowOf(body)).toBeUndefined();
  });

  it.each([
    ['a login', 'public/auth', {grant_type: 'refresh_token', refresh_token: 's3cret'}],
    ['an order', 'private/buy', {instrument_name: 'BTC-PERPETUAL', amount: 10}],
  ])('of what the page sends, %s is not', (_, method, params) => {
    const body = JSON.stringify({jsonrpc: '2.0', id: 1, method, params});
    expect(rowOf(body, 'out')).toBeUndefined();
  });

  it('a question travels without its token and is understood', () => {
    const whole = question('get_positions', {access_token: '1600.s3cret', currency: 'ETH', kind: 'future'});
    const cut = rowOf(whole.body, 'out')?.cut;
    const body = cut ? cutFrame(whole.body, cut) : '';
    expect(body).toContain('"currency":"ETH","kind":"future"');
    expect(body).not.toContain('s3cret');
    const {state} = reduce(initial, {...whole, body});
    expect(reduce(state, answer([])).state.listed).toEqual(['ETH future']);
  });

  it('of the account’s answer the person’s address stays behind', () => {
    const whole = answer({id: 10, email: 'a@example.com', username: 'a', summaries: [summary('BTC', 1)]});
    const cut = rowOf(whole.body)?.cut;
    const body = cut ? cutFrame(whole.body, cut) : '';
    expect(body).not.toContain('example');
    expect(reduce(initial, {...whole, body}).state).toMatchObject({
      user: '10',
      summaries: {BTC: {balance: '1'}},
    });
  });

  it('questions and changes are all kept, of tickers only the newest of each', () => {
    expect(rowOf(ticker('BTC-PERPETUAL', {}).body)?.latest).toEqual(['"channel":"']);
    expect(rowOf(push('user.changes.any.any.raw', {}).body)?.latest).toBeUndefined();
    for (const each of positions([])) expect(rowOf(each.body, each.direction)?.latest).toBeUndefined();
  });
});
