/** Words in the names of credentials: of the first, any text is one; of the others, a long one. */
const SURE = 'secret|passphrase|password|passcode|mnemonic|private_?key';
const LIKELY = 'token|key|sign|challenge|jwt|auth|bearer|cookie|csrf|session|seed';

/** The end of a name and what stands before its text, also where a text is JSON itself. Bounded, whatever a page writes. */
const NAMED = String.raw`[\w-]{0,40}\\{0,8}"\s{0,4}:\s{0,4}\\{0,8}"`;

/** `"apiKey":"…"`, `?token=…`, and a JSON web token anywhere. */
const PLACES = [
  new RegExp(String.raw`((?:${SURE})${NAMED})[^"\\]+`, 'gi'),
  new RegExp(String.raw`((?:${LIKELY})${NAMED})[^"\\]{16,}`, 'gi'),
  new RegExp(String.raw`([?&][\w-]{0,40}(?:${SURE}|${LIKELY})[\w-]{0,40}=)[^&#]+`, 'gi'),
  /()(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
];

/**
 * A text without credentials, should an exchange ever put one where only figures are expected: what Plimsoll asks for has
 * none. Names are kept, what stands behind them is not.
 */
export const withoutSecrets = (text: string): string =>
  PLACES.reduce((rest, place) => rest.replace(place, '$1'), text);
