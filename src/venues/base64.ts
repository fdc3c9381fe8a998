/**
 * The bytes of a frame with `encoding: 'base64'`, or of base64 within one.
 * @throws {Error} when it is not base64.
 */
export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
