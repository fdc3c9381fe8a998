/** Addresses of a page's frames are few, and come with every frame: what was read last is kept, by its text. */
const KEPT = 100;
const read = new Map<string, URL | null>();

/** A frame's address, to be looked at only. Null: it is none. */
export function addressIn(text: string): Readonly<URL> | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size >= KEPT) read.clear();
  const address = URL.canParse(text) ? new URL(text) : null;
  read.set(text, address);
  return address;
}
