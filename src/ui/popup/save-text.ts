/** Lets the browser save a text as a file of this name: through an anchor, so that no permission is needed. */
export function saveText(text: string, name: string, type = 'application/x-ndjson'): void {
  const address = URL.createObjectURL(new Blob([text], {type}));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The download holds its own reference from the click on; a minute is for browsers that take it later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `plimsoll-2026-11-22T18-40-05.ndjson`, in UTC. */
export function captureName(now: number): string {
  return `plimsoll-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.ndjson`;
}
