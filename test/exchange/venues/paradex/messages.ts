import {Decimal, wire} from '../../crossing.ts';
import type {Entry} from '../lighter/book.ts';
import type {ParadexBook} from './book.ts';
import {COINS, fractionOf, MAINTENANCE_FACTOR, symbolOf, TAKER_FEE} from './market.ts';

/** Per 8 hours, as a fraction. */
export const FUNDING = '0.0001';
const MAIN = '0x495d2eb5236a12b8b4ad7d3849ce6a203ce21c43f473c248dfd5ce70d9454fa';
/** The one that holds what is isolated. */
const APART = '0x6b1c20d1f3a9e84b5c7d2e9f0a1b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4';
/** USD for one USDC. */
const USDC = new Decimal('0.9998');

const eight = (value: Decimal) => wire(value, 8);
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));
let events = 0;
const sequence = () => Date.now() * 1_000_000 + ++events;

export const markets = () => ({
  results: COINS.map((coin) => ({
    symbol: symbolOf(coin),
    base_currency: coin,
    quote_currency: 'USD',
    settlement_currency: 'USDC',
    asset_kind: 'PERP',
    market_kind: 'cross',
    funding_period_hours: 8,
    delta1_cross_margin_params: {
      imf_base: fractionOf(coin).toFixed(),
      imf_factor: '0',
      imf_shift: '0',
      mmf_factor: MAINTENANCE_FACTOR,
    },
    option_cross_margin_params: null,
    fee_config: null,
  })),
});

const apartOf = (book: ParadexBook) => book.entries.find(({margin}) => margin !== undefined);

export function info(book: ParadexBook) {
  const fees = {taker_rate: TAKER_FEE, maker_rate: '0'};
  const main = {account: MAIN, kind: 'main', isolated_market: '', parent_account: '', fees};
  const held = apartOf(book);
  const apart = held && {
    account: APART,
    kind: 'subaccount',
    isolated_market: symbolOf(held.coin),
    parent_account: MAIN,
    fees,
  };
  return {results: apart ? [main, apart] : [main]};
}

const initialOf = (book: ParadexBook, entry: Entry) =>
  book.value(entry).times(fractionOf(entry.coin).plus(TAKER_FEE));

function summary(book: ParadexBook, account: string, entries: readonly Entry[], collateral: Decimal) {
  const value = collateral.plus(sum(entries.map((entry) => book.profit(entry))));
  const required = sum(entries.map((entry) => initialOf(book, entry)));
  const maintained = sum(entries.map((entry) => book.maintenance(entry)));
  return {
    account,
    account_value: eight(value),
    free_collateral: eight(value.minus(required)),
    initial_margin_requirement: eight(required),
    maintenance_margin_requirement: eight(maintained),
    margin_cushion: eight(value.minus(maintained)),
    seq_no: sequence(),
    settlement_asset: 'USDC',
    status: 'ACTIVE',
    total_collateral: eight(collateral),
    updated_at: Date.now(),
  };
}

export function summaries(book: ParadexBook) {
  const held = apartOf(book);
  const apart = summary(book, APART, held ? [held] : [], held?.margin ?? new Decimal(0));
  return [summary(book, MAIN, book.cross, book.cash), ...(book.hasApart ? [apart] : [])];
}

export const balance = (book: ParadexBook) => ({
  results: [{token: 'USDC', size: book.cash.div(USDC).toFixed(12), last_updated_at: Date.now()}],
});

/** Size and costs of 0 where it is no longer held. */
function position(book: ParadexBook, coin: string, entry: Entry | undefined, account: string) {
  const nothing = new Decimal(0);
  const price = entry && book.liquidationPrice(entry);
  const average = entry ? entry.cost.div(entry.size) : nothing;
  return {
    id: `${account}-${symbolOf(coin)}`,
    account,
    market: symbolOf(coin),
    status: entry ? 'OPEN' : 'CLOSED',
    side: entry?.size.lt(0) ? 'SHORT' : 'LONG',
    size: (entry?.size ?? nothing).toFixed(),
    average_entry_price: average.div(USDC).toFixed(8),
    average_entry_price_usd: average.toFixed(8),
    cost: (entry ? entry.cost.div(USDC) : nothing).toFixed(12),
    cost_usd: (entry?.cost ?? nothing).toFixed(8),
    unrealized_pnl: entry ? book.profit(entry).toFixed(12) : '0',
    unrealized_funding_pnl: (entry ? book.waiting(entry) : nothing).toFixed(),
    cached_funding_index: '35202.1002351',
    last_updated_at: Date.now(),
    last_fill_id: '1718947571560201703986670001',
    leverage: '20',
    liquidation_price: price?.toFixed(9) ?? '',
    seq_no: sequence(),
  };
}

const ownerOf = ({margin}: Entry) => (margin === undefined ? MAIN : APART);

/** What is held now, then what was held when this was last asked and is not any more. */
export function positions(book: ParadexBook, before: Map<string, string>) {
  const now = new Map(book.entries.map((entry) => [entry.coin, ownerOf(entry)]));
  const gone = [...before].filter(([coin]) => !now.has(coin));
  before.clear();
  for (const [coin, owner] of now) before.set(coin, owner);
  return [
    ...book.entries.map((entry) => position(book, entry.coin, entry, ownerOf(entry))),
    ...gone.map(([coin, owner]) => position(book, coin, undefined, owner)),
  ];
}

/** JSON, as private channels and all control messages are. */
export const push = (channel: string, data: unknown) =>
  JSON.stringify({jsonrpc: '2.0', method: 'subscription', params: {channel, data}});

/** SBE, as public channels are: 30 amounts in 1e-8 behind the head, then the market's name. */
export function marketSummary(book: ParadexBook, coin: string): Uint8Array {
  const name = Buffer.from(symbolOf(coin));
  const message = Buffer.alloc(8 + 240 + 1 + name.length);
  for (const [nth, value] of [240, 4, 1, 1].entries()) message.writeUInt16LE(value, 2 * nth);
  const amounts = Array.from({length: 28}, () => new Decimal(0));
  const mark = book.mark(coin);
  amounts.splice(0, 3, mark, mark.times('0.9997').toDecimalPlaces(8), mark);
  amounts[5] = new Decimal(FUNDING);
  message.writeBigInt64LE(BigInt(Date.now()) * 1000n, 8);
  message.writeBigInt64LE(BigInt(++events), 16);
  for (const [nth, amount] of amounts.entries())
    message.writeBigInt64LE(BigInt(amount.times(1e8).toFixed(0)), 24 + 8 * nth);
  message[248] = name.length;
  name.copy(message, 249);
  return message;
}

/** Best bid and ask: nothing of the account, most of the traffic. */
export function quote(book: ParadexBook, coin: string): Uint8Array {
  const name = Buffer.from(symbolOf(coin));
  const message = Buffer.alloc(8 + 48 + 1 + name.length);
  for (const [nth, value] of [48, 2, 1, 1].entries()) message.writeUInt16LE(value, 2 * nth);
  message.writeBigInt64LE(BigInt(Date.now()) * 1000n, 8);
  for (const [nth, amount] of [book.mark(coin).times('0.99999'), '1.2', book.mark(coin), '0.8'].entries())
    message.writeBigInt64LE(BigInt(new Decimal(amount).times(1e8).toFixed(0)), 24 + 8 * nth);
  message[56] = name.length;
  name.copy(message, 57);
  return message;
}
