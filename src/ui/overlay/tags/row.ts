/** A row of the page's own positions table, as it was when it was read. */
export type TableRow = {
  /** As its words name the contract. */
  readonly symbol: string;
  readonly underlying: string;
  /** Null: its words do not say. */
  readonly side: 'long' | 'short' | null;
  readonly element: Element;
  /** Shows the venue's own liquidation price. */
  readonly cell: Element;
  /** The cells before and behind that one. */
  readonly beside: readonly Element[];
  /** Is it in the page, and of the same position? */
  readonly still: () => boolean;
};
