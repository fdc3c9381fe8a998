/** One message that the page received or sent: also one line of a capture file. */
export type Frame = {
  /** When our content script saw it, ms since 1970. */
  readonly at: number;
  /** Address of the page. From the browser's own word for the sender, never from the page. */
  readonly page: string;
  readonly via: 'websocket' | 'fetch' | 'xhr' | 'worker' | 'dom';
  /** Of the socket, of the request, of the worker's script. */
  readonly url: string;
  /** `out` is what the page sent: a subscription, a request's body. It stands directly before the answer it belongs to. */
  readonly direction: 'in' | 'out';
  /** The raw text, or the part that the venue's cut left of it. */
  readonly body: string;
  /** `body` is the base64 of a binary message. Absent: it is text, or the text that was packed in a binary message. */
  readonly encoding?: 'base64';
};

/** A frame, or a part of one, that a venue could not read: counted, shown, kept for diagnosis. Never thrown. */
export type Defect = {
  readonly at: number;
  readonly url: string;
  /** Path inside the frame: `data.assetPositions.3.position.szi`; empty for the whole. */
  readonly where: string;
  /** What was wrong, for people: `expected a decimal string, got null`. */
  readonly what: string;
  /** The first 200 characters of the frame. */
  readonly head: string;
};
