const LONGEST = 16;

/** An address or a long name with its middle left out: `0x8f3a…b21c`. */
export function shortAccount(account: string): string {
  return account.length <= LONGEST ? account : `${account.slice(0, 6)}…${account.slice(-4)}`;
}
