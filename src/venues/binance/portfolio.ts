import type {MarginAccount} from '../../engine/account.ts';
import type {AccountState} from './state.ts';

export const portfolioAccounts = (_account: AccountState, _holder: string): readonly MarginAccount[] => [];
