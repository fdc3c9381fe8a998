import {bytesOf} from '../base64.ts';

/**
 * Paradex's binary messages (SBE schema 1): a head of four 16-bit numbers (length of the block, template, schema,
 * version), the block, then texts with their length before them. Little endian; amounts are in 1e-8. Later versions
 * only append to the block.
 */

const HEAD = 8;
const SCHEMA = 1;
/** SBE's nothing: the smallest 64-bit number. */
const NOTHING = -(2n ** 63n);

/** Templates. */
export const MARKET_SUMMARY = 4;
export const POSITION = 22;
export const ACCOUNT = 23;

/** A channel with its message, in the words of the JSON that it stands for. */
export type Unpacked = {readonly channel: string; readonly message: unknown};

class Block {
  readonly #view: DataView;
  readonly #texts: number;

  constructor(view: DataView) {
    this.#view = view;
    this.#texts = HEAD + view.getUint16(0, true);
  }

  #raw(offset: number): bigint {
    // What is beyond the block is not in this version.
    if (HEAD + offset + 8 > this.#texts) return NOTHING;
    return this.#view.getBigInt64(HEAD + offset, true);
  }

  /** Undefined: nothing. */
  amount(offset: number): string | undefined {
    const raw = this.#raw(offset);
    if (raw === NOTHING) return undefined;
    const digits = `${raw < 0n ? -raw : raw}`.padStart(9, '0');
    return `${raw < 0n ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`;
  }

  /** As near as a double comes, which is how JSON has it too. */
  sequence(offset: number): number {
    const at = HEAD + offset;
    return this.#view.getUint32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
  }

  /** Told in µs. */
  time(offset: number): string {
    return `${this.#raw(offset) / 1000n}`;
  }

  byte(offset: number): number {
    return this.#view.getUint8(HEAD + offset);
  }

  address(offset: number): string {
    const digits = Array.from({length: 32}, (_, at) =>
      this.byte(offset + at)
        .toString(16)
        .padStart(2, '0'),
    );
    return `0x${digits.join('')}`;
  }

  /** The first text behind the block. */
  text(): string {
    const length = this.#view.getUint8(this.#texts);
    const letters = Array.from({length}, (_, at) => this.#view.getUint8(this.#texts + 1 + at));
    return String.fromCharCode(...letters);
  }
}

const SIDES = ['', 'LONG', 'SHORT'];
const STATUSES = ['', 'OPEN', 'CLOSED'];

const readers: Readonly<Record<number, (block: Block) => Unpacked>> = {
  [MARKET_SUMMARY]: (block) => ({
    channel: 'markets_summary',
    message: {symbol: block.text(), mark_price: block.amount(16), underlying_price: block.amount(24)},
  }),
  [POSITION]: (block) => ({
    channel: 'positions',
    message: {
      seq_no: block.sequence(8),
      side: SIDES[block.byte(16)] ?? '',
      size: block.amount(17),
      average_entry_price: block.amount(25),
      unrealized_pnl: block.amount(33),
      mark_price: block.amount(49),
      liquidation_price: block.amount(57),
      leverage: block.amount(65),
      last_updated_at: block.time(73),
      account: block.address(81),
      cost: block.amount(121),
      unrealized_funding_pnl: block.amount(145),
      status: STATUSES[block.byte(153)] ?? '',
      market: block.text(),
    },
  }),
  [ACCOUNT]: (block) => ({
    channel: 'account',
    message: {
      seq_no: block.sequence(8),
      total_collateral: block.amount(16),
      initial_margin_requirement: block.amount(32),
      maintenance_margin_requirement: block.amount(40),
      account_value: block.amount(48),
      updated_at: block.time(64),
      account: block.address(72),
    },
  }),
};

/** Undefined: of a template or a schema that is not wanted. Throws an Error for what is cut off or no base64. */
export function unpacked(base64: string): Unpacked | undefined {
  const view = new DataView(bytesOf(base64).buffer);
  if (view.getUint16(4, true) !== SCHEMA) return undefined;
  return readers[view.getUint16(2, true)]?.(new Block(view));
}
