import {mountOverlay} from '../../src/ui/overlay/overlay.ts';

/** Entry for `shots.ts`: the pill alone, in reach of the script. */
Object.assign(globalThis, {overlay: mountOverlay()});
