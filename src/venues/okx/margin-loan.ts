import type {MarginPool, Position, PositionReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {baseOf, quoteOf} from './contract.ts';
import {isolatedId} from './isolated.ts';
import {accountSource, LEVELS, WATERLINE} from './levels.ts';
import {clean} from './recovered.ts';
import type {OkxState, Position as Row} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** Level 1 taker fee of spot; what is taken where the ratio does not tell. */
const USUAL_SPOT_FEE = new Decimal('0.001');

/**
 * A spot position on borrowed money, alone with its assets. OKX: ratio = (assets − debt) ÷ (maintenance + fees), the price
 * is where assets = debt × (1 + maintenance rate) × (1 + taker fee). So what is charged on the debt is
 * (1 + rate)(1 + fee) − 1.
 */
type Loan = {
  readonly row: Row;
  readonly base: string;
  readonly quote: string;
  readonly side: 'long' | 'short';
  readonly assets: Decimal;
  /** Positive, with the interest that is not yet in it. */
  readonly debt: Decimal;
  readonly rowMark: Decimal | undefined;
  readonly mark: Decimal | undefined;
  readonly markAt: number;
};

/** A long owes the quote currency and holds the base, a short the other way round. */
function loanOf(state: OkxState, row: Row): Loan {
  const [base, quote] = [baseOf(row.instId), quoteOf(row.instId)];
  const stream = own(state.marks, row.instId);
  const rowMark = row.markPx === undefined ? undefined : new Decimal(row.markPx);
  return {
    row,
    base,
    quote,
    side: row.posCcy === quote || row.liabCcy === base ? 'short' : 'long',
    assets: new Decimal(row.pos).abs(),
    debt: new Decimal(row.liab ?? 0).abs().plus(new Decimal(row.interest ?? 0).abs()),
    rowMark,
    mark: stream === undefined ? rowMark : new Decimal(stream.price),
    markAt: stream?.at ?? row.at,
  };
}

type Charge = {
  /** Maintenance rate with the fee on it. */
  readonly rate: Decimal;
  readonly fee: Decimal;
  readonly doubts: readonly string[];
};

/** From the row's own maintenance and ratio. Undefined: they do not tell. */
function chargeOf({row, side, assets, debt, rowMark}: Loan): Charge | undefined {
  if (rowMark === undefined || row.mmr === undefined || debt.isZero()) return undefined;
  const owed = side === 'short' ? debt.times(rowMark) : debt;
  const held = side === 'short' ? assets : assets.times(rowMark);
  const maintenance = side === 'short' ? new Decimal(row.mmr) : rowMark.times(row.mmr);
  const raw = maintenance.div(owed);
  const rate = clean(raw) ?? raw;
  const doubts =
    clean(raw) === undefined ? [`the maintenance rate of ${row.instId} is OKX's own amount`] : [];
  const charged = new Decimal(row.mgnRatio ?? 0).gt(0)
    ? held
        .minus(owed)
        .div(row.mgnRatio ?? 1)
        .div(owed)
    : undefined;
  const told = charged && clean(ONE.plus(charged).div(ONE.plus(rate)).minus(ONE));
  const fee = told?.lte('0.01') ? told : USUAL_SPOT_FEE;
  const doubt = `the taker fee of ${row.instId} does not follow from OKX's own ratio: 0.1 % of level 1 is taken`;
  return {rate, fee: fee.times(ONE.plus(rate)), doubts: told === fee ? doubts : [...doubts, doubt]};
}

function reportedOf({row, side, debt, rowMark, mark}: Loan, charge: Charge | undefined): PositionReported {
  const {liqPx} = row;
  const isStill = rowMark !== undefined && mark?.eq(rowMark);
  const owed = side === 'short' ? debt.times(rowMark ?? 0) : debt;
  return {
    ...(liqPx !== undefined && {
      liquidationPrice: liqPx === 'none' || new Decimal(liqPx).lte(0) ? 'none' : new Decimal(liqPx),
    }),
    ...(isStill &&
      charge &&
      row.mmr !== undefined && {
        maintenanceMargin: (side === 'short' ? new Decimal(row.mmr) : rowMark.times(row.mmr)).plus(
          owed.times(charge.fee),
        ),
      }),
  };
}

/** The debt of a short grows with the price, that of a long stays. Of one that is paid back, or not told, there is nothing to say. */
function borrowed(loan: Loan, charge: Charge | undefined): readonly Position[] {
  const {row, base, quote, side, assets, debt, mark} = loan;
  const size = side === 'short' ? debt : assets;
  if (size.isZero()) return [];
  const total = charge?.rate.plus(charge.fee);
  const position: Position = {
    symbol: row.instId,
    underlying: base,
    contract: 'spot-borrow',
    settle: quote,
    multiplier: ONE,
    side,
    size,
    ...(mark && {markPrice: mark}),
    ...(row.avgPx !== undefined && {entryPrice: new Decimal(row.avgPx)}),
    ...(row.lever !== undefined && {leverage: new Decimal(row.lever)}),
    ...(total && {
      schedule:
        side === 'short'
          ? {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: total}]}
          : {kind: 'fixed', maintenance: debt.times(total)},
    }),
    reported: reportedOf(loan, charge),
    ...(charge && charge.doubts.length > 0 && {doubts: charge.doubts}),
  };
  return [position];
}

export function loanPool(state: OkxState, row: Row): MarginPool {
  const loan = loanOf(state, row);
  const {base, quote, side, assets, debt, mark} = loan;
  const isStill = loan.rowMark !== undefined && mark?.eq(loan.rowMark);
  const price = mark && {price: mark};
  return {
    id: isolatedId(row),
    kind: 'isolated',
    unit: quote,
    waterline: WATERLINE,
    collateral: [
      {asset: quote, amount: side === 'short' ? assets : debt.neg(), price: ONE, weight: ONE},
      {asset: base, amount: side === 'short' ? debt.neg() : assets, weight: ONE, ...price},
    ],
    positions: borrowed(loan, chargeOf(loan)),
    orderMargin: ZERO,
    levels: LEVELS,
    ...(isStill && row.mgnRatio !== undefined && {reported: {ratio: new Decimal(row.mgnRatio)}}),
    ...(row.liab === undefined && {equityNeeds: [`debt of ${row.instId}`]}),
    sources: [accountSource(row.at), {...accountSource(loan.markAt), name: `mark price of ${row.instId}`}],
  };
}
