import {mountOverlay} from '../../../src/ui/overlay/overlay.ts';

/** The pill alone on a page, in reach of the script. */
Object.assign(globalThis, {overlay: mountOverlay()});
