import type {Runtime} from 'webextension-polyfill';
import type {ToContent, ToView} from '../messages.ts';

/** To a content script or a view that may be gone by now: a closed port throws. */
export function tell(port: Runtime.Port, message: ToContent | ToView): void {
  try {
    port.postMessage(message);
  } catch {
    // Its `onDisconnect` follows, or has been.
  }
}
