import {Decimal, wire} from '../../crossing.ts';
import type {Change, Entry, GateBook} from './book.ts';
import {contractOf, maintenance, nameOf, TAKER, tierAt} from './contract.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

const USER = 15_564_602;

const cut = (value: Decimal) => wire(value, 12);
const seconds = () => Math.floor(Date.now() / 1000);

/** The web's envelope. */
export const answerOf = (data: unknown) => ({code: 200, message: 'success', data});

/** Value × (1 ÷ leverage + taker × (1 + 1 ÷ leverage)). */
function initial(book: GateBook, entry: Entry): Decimal {
  const share = new Decimal(1).div(entry.leverage);
  return book.value(entry).times(share.plus(share.plus(1).times(TAKER)));
}

/** Gate cuts its price at the contract's step; "0" says that there is none. */
const printed = (book: GateBook, entry: Entry) => wire(book.liquidationPrice(entry) ?? new Decimal(0), 2);

function row(book: GateBook, entry: Entry) {
  const value = book.value(entry);
  const [limit, rate, leverage] = tierAt(entry.coin, value);
  const isCross = entry.margin === undefined;
  return {
    user: USER,
    contract: nameOf(entry.coin),
    mode: 'single',
    size: entry.contracts.toNumber(),
    value: cut(value),
    leverage: isCross ? '0' : String(entry.leverage),
    cross_leverage_limit: isCross ? String(entry.leverage) : '0',
    lever: String(entry.leverage),
    pos_margin_mode: isCross ? 'cross' : 'isolated',
    leverage_max: String(leverage),
    risk_limit: String(limit),
    maintenance_rate: rate,
    average_maintenance_rate: maintenance(entry.coin, value).div(value).toFixed(4),
    entry_price: cut(entry.entry),
    mark_price: cut(book.mark(entry.coin)),
    liq_price: printed(book, entry),
    margin: isCross ? '0' : cut(entry.margin ?? new Decimal(0)),
    initial_margin: cut(initial(book, entry)),
    maintenance_margin: cut(book.required(entry)),
    unrealised_pnl: cut(book.profit(entry)),
    realised_pnl: '0',
    pnl_pnl: '0',
    pnl_fund: '0',
    pnl_fee: '0',
    history_pnl: '0',
    last_close_pnl: '0',
    adl_ranking: 3,
    pending_orders: 0,
    close_order: null,
    future_auto_order: [],
    update_id: entry.updates,
    update_time: seconds(),
    open_time: 1_790_000_000,
  };
}

/** A contract once touched stays in the list, with size 0. */
const touched = {
  user: USER,
  contract: 'ADA_USDT',
  mode: 'single',
  size: 0,
  value: '0',
  leverage: '0',
  pos_margin_mode: 'cross',
  entry_price: '0',
  mark_price: '0.79342',
  liq_price: '0',
  margin: '0',
  maintenance_margin: '0',
  unrealised_pnl: '0',
  adl_ranking: 6,
  update_id: 5,
  update_time: 1_788_014_623,
};

export const positions = (book: GateBook) =>
  answerOf([touched, ...book.entries.map((entry) => row(book, entry))]);

const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

export function accounts(book: GateBook) {
  const {equity: balance, required} = book.standing(book.cross);
  const held = sum(book.cross.map((entry) => initial(book, entry)));
  const profit = sum(book.entries.map((entry) => book.profit(entry)));
  const isFree = required.isZero();
  return answerOf([
    {
      user: USER,
      currency: 'USDT',
      asset: 'USDT',
      total: cut(book.total),
      available: cut(Decimal.max(0, balance.minus(held))),
      unrealised_pnl: cut(profit),
      position_margin: '0',
      order_margin: '0',
      point: '0',
      bonus: '0',
      in_dual_mode: false,
      enable_credit: false,
      margin_mode: 0,
      margin_mode_name: 'classic',
      enable_evolved_classic: true,
      enable_tiered_mm: true,
      cross_balance: cut(book.cash),
      iso_balance: cut(book.isolatedMargin),
      isolated_position_margin: cut(book.isolatedMargin),
      cross_unrealised_pnl: cut(balance.minus(book.cash)),
      cross_initial_margin: cut(held),
      cross_maintenance_margin: cut(required),
      cross_order_margin: '0',
      margin_balance: cut(balance),
      mm: cut(required),
      im: cut(held),
      mmr: isFree ? '0' : wire(balance.div(required), 4),
      imr: isFree ? '0' : wire(balance.div(held), 4),
      total_margin_balance: '0',
      total_maintenance_margin_rate: '0',
      total_initial_margin_rate: '0',
      update_time: seconds(),
    },
  ]);
}

export const riskLimitTiers = (coin: string) =>
  answerOf(
    contractOf(coin).tiers.map(([upTo, rate, leverage], index, all) => {
      const from = new Decimal(all[index - 1]?.[0] ?? 0);
      return {
        tier: index + 1,
        risk_limit: String(upTo),
        initial_rate: new Decimal(1).div(leverage).toFixed(6),
        maintenance_rate: rate,
        leverage_max: String(leverage),
        deduction: from.times(rate).minus(maintenance(coin, from)).toFixed(),
      };
    }),
  );

export const contract = (coin: string) =>
  answerOf({
    name: nameOf(coin),
    type: 'direct',
    quanto_multiplier: contractOf(coin).multiplier,
    taker_fee_rate: TAKER,
    maker_fee_rate: '-0.0001',
    funding_interval: 28_800,
    funding_rate: FUNDING,
    maintenance_rate: contractOf(coin).tiers[0]?.[1],
    in_delisting: false,
  });

export function notice(channel: string, result: unknown) {
  const now = Date.now();
  return {time: Math.floor(now / 1000), time_ms: now, channel, event: 'update', result};
}

/** Numbers, as the socket has them; neither mark nor value nor requirement. */
export function positionUpdate(book: GateBook, coin: string) {
  const entry = book.entries.find((each) => each.coin === coin);
  const now = Date.now();
  const isCross = entry?.margin === undefined;
  const [limit, rate, leverage] = tierAt(coin, entry ? book.value(entry) : new Decimal(0));
  return {
    contract: nameOf(coin),
    cross_leverage_limit: isCross ? (entry?.leverage ?? 0) : 0,
    entry_price: entry?.entry.toNumber() ?? 0,
    history_pnl: 0,
    history_point: 0,
    last_close_pnl: 0,
    leverage: isCross ? 0 : (entry?.leverage ?? 0),
    leverage_max: leverage,
    liq_price: entry ? Number(printed(book, entry)) : 0,
    maintenance_rate: Number(rate),
    margin: entry?.margin?.toNumber() ?? 0,
    mode: 'single',
    realised_pnl: 0,
    realised_point: 0,
    risk_limit: limit,
    size: entry?.contracts.toNumber() ?? 0,
    time: Math.floor(now / 1000),
    time_ms: now,
    user: String(USER),
    update_id: entry?.updates ?? 1_000,
  };
}

export const balanceUpdate = (book: GateBook, {type, coins}: Change) => ({
  balance: book.total.toNumber(),
  change: 0,
  text: `${nameOf(coins[0] ?? 'BTC')}:533324294866`,
  time: seconds(),
  time_ms: Date.now(),
  type,
  user: String(USER),
  currency: 'usdt',
});

export function ticker(book: GateBook, coin: string) {
  const mark = book.mark(coin).toFixed();
  return {
    contract: nameOf(coin),
    last: mark,
    change_percentage: '0.77',
    total_size: '1182654',
    mark_price: mark,
    index_price: mark,
    funding_rate: FUNDING,
    funding_rate_indicative: FUNDING,
    volume_24h: '2356',
  };
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: GateBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => ({
    p: mark.times(1 + step / 20_000).toFixed(1),
    s: 4_000 + Math.abs(step) * 1_400,
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {
    t: Date.now(),
    contract: nameOf(coin),
    asks: steps.map(level),
    bids: steps.map((step) => level(-step)),
  };
}
