import {USDC, type User} from './state.ts';

/** The name of a collateral token, as the balances have it. Null: it is not known which token that is. */
export function tokenName(user: User, token: number | null): string {
  if (token === null) return 'USD';
  if (token === USDC) return 'USDC';
  return user.spot?.balances.find((one) => one.token === token)?.coin ?? `token ${token}`;
}
