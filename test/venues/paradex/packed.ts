/** Binary messages as Paradex's schema 1 lays them out, in base64: written down from the schema, field by field. */

type Field = {readonly at: number; readonly amount: string} | {readonly at: number; readonly byte: number};

const SCALE = 100_000_000n;

function scaled(amount: string): bigint {
  const [whole = '0', rest = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole) * SCALE + BigInt(rest.padEnd(8, '0'));
  return amount.startsWith('-') ? -value : value;
}

function packed(
  template: number,
  length: number,
  fields: readonly Field[],
  address: string,
  at: number,
  text: string,
) {
  const letters = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + length + 1 + letters.length);
  const view = new DataView(bytes.buffer);
  for (const [nth, value] of [length, template, 1, 1].entries()) view.setUint16(2 * nth, value, true);
  view.setBigInt64(8, 1_790_000_000_000_000n, true);
  view.setBigInt64(16, 1_790_000_000_000_000_000n, true);
  for (const field of fields)
    if ('byte' in field) view.setUint8(8 + field.at, field.byte);
    else view.setBigInt64(8 + field.at, scaled(field.amount), true);
  const digits = address.slice(2).padStart(64, '0');
  if (address !== '')
    for (let i = 0; i < 32; i++)
      view.setUint8(8 + at + i, Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  view.setUint8(8 + length, letters.length);
  bytes.set(letters, 8 + length + 1);
  return btoa(String.fromCharCode(...bytes));
}

/** Template 4 has 27 amounts from version 0, 30 from version 1. */
export const packedSummary = (market: string, mark: string, index: string) =>
  packed(
    4,
    240,
    [
      {at: 16, amount: mark},
      {at: 24, amount: index},
    ],
    '',
    0,
    market,
  );

export const packedPosition = (given: {
  readonly account: string;
  readonly market: string;
  readonly size: string;
  readonly isShort: boolean;
  readonly profit: string;
  readonly mark: string;
  readonly cost: string;
}) =>
  packed(
    22,
    154,
    [
      {at: 16, byte: given.isShort ? 2 : 1},
      {at: 17, amount: given.size},
      {at: 33, amount: given.profit},
      {at: 49, amount: given.mark},
      {at: 57, amount: '0'},
      {at: 121, amount: given.cost},
      {at: 145, amount: '3'},
      {at: 153, byte: 1},
    ],
    given.account,
    81,
    given.market,
  );

export const packedAccount = (given: {
  readonly account: string;
  readonly value: string;
  readonly maintenance: string;
  readonly required: string;
  readonly collateral: string;
}) =>
  packed(
    23,
    113,
    [
      {at: 16, amount: given.collateral},
      {at: 32, amount: given.required},
      {at: 40, amount: given.maintenance},
      {at: 48, amount: given.value},
      {at: 112, byte: 1},
    ],
    given.account,
    72,
    'USDC',
  );
