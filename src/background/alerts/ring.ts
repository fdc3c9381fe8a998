import {chime} from '../../chime.ts';

/** Of Chrome's API, and only when the user has granted the permission. */
type Offscreen = Pick<typeof chrome.offscreen, 'createDocument' | 'closeDocument'>;

/** Rings once: Firefox in its background page, Chrome, whose worker has no ears, in an offscreen document that rings as it loads. */
export async function ring(browser: {readonly offscreen?: Offscreen}): Promise<void> {
  if (typeof AudioContext !== 'undefined') return chime();
  const {offscreen} = browser;
  if (offscreen === undefined) return;
  // There may be one only, and the one of the last call may still stand.
  await offscreen.closeDocument().catch(() => {});
  // The enum is a value of the browser's, which only its string form reaches from here.
  const reasons = ['AUDIO_PLAYBACK'] as unknown as chrome.offscreen.Reason[];
  await offscreen.createDocument({url: 'chime.html', reasons, justification: 'The chime of a margin call'});
}
