/** How an exchange's positions table is to be understood. Plain JSON. */
export type TableTerms = {
  /** What secures a row that does not say so itself. */
  readonly margin: 'isolated' | 'cross';
  /** At which price the page counts a size in dollars. */
  readonly dollarsAt: 'entry' | 'mark';
  /** Does the requirement follow the value, or was it fixed with the size in dollars? */
  readonly requirement: 'scaled' | 'fixed';
  /** Margin in the underlying itself: moves with its price, or was valued once and for all. */
  readonly coins: 'move' | 'valued';
  /** Words beside which the page shows figures of the whole account, lower case. */
  readonly labels?: {
    /** 0 to 100: 100 × (1 − requirement ÷ collateral). */
    readonly health?: readonly string[];
    /** Collateral after weights, with unrealised profit, in dollars. */
    readonly equity?: readonly string[];
  };
};

/** Of an exchange whose messages are read: its table is asked only when they are not seen. It says the least. */
export const FALLBACK: TableTerms = {
  margin: 'cross',
  dollarsAt: 'mark',
  requirement: 'scaled',
  coins: 'valued',
};
