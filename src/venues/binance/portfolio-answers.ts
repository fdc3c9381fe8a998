import {Decimal} from '../../engine/decimal.ts';
import {AssetPrices, CollateralRates, PortfolioAnswer, PortfolioBalances} from './frames-account.ts';
import {RiskLevelChange} from './frames-stream.ts';
import {handler} from './heard.ts';
import type {AccountState, PortfolioState} from './state.ts';

const withPortfolio = (account: AccountState, news: PortfolioState): AccountState => ({
  ...account,
  portfolio: {...account.portfolio, ...news},
});

export const portfolioAccount = handler(PortfolioAnswer, (account, answer, {frame}) =>
  withPortfolio(account, {
    account: {
      ratio: answer.uniMMR,
      equity: answer.accountEquity,
      maintenance: answer.accountMaintMargin,
      ...(answer.accountInitialMargin !== undefined && {initial: answer.accountInitialMargin}),
      at: frame.at,
    },
  }),
);

export const riskLevel = handler(RiskLevelChange, (account, {u, eq, m}, {frame}) =>
  withPortfolio(account, {
    account: {ratio: u, equity: eq, maintenance: m, at: frame.at},
  }),
);

/** Net of an asset: all wallets together less what is borrowed and its interest. */
export const portfolioBalances = handler(PortfolioBalances, (account, rows, {frame}) => {
  const amounts = rows.map((row) => {
    const owed = new Decimal(row.crossMarginBorrowed).plus(row.crossMarginInterest);
    const net = new Decimal(row.totalWalletBalance).minus(owed);
    return [row.asset, net.toFixed()] as const;
  });
  return withPortfolio(account, {net: {amounts: Object.fromEntries(amounts), at: frame.at}});
});

export const collateralRates = handler(CollateralRates, (account, rows) =>
  withPortfolio(account, {rates: Object.fromEntries(rows.map((row) => [row.asset, row.collateralRate]))}),
);

export const assetPrices = handler(AssetPrices, (account, rows, {frame}) => {
  const of = Object.fromEntries(rows.map((row) => [row.asset, row.assetIndexPrice]));
  return withPortfolio(account, {prices: {of, at: frame.at}});
});
