/** Bytes as the tap hands them on, one letter each, of which the lowest eight bits count: see `tap/bytes.ts`. */
export const bytesIn = (letters: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

export const base64Of = (letters: string): string => {
  let plain = '';
  for (const byte of bytesIn(letters)) plain += String.fromCharCode(byte);
  return btoa(plain);
};
