import {mountOverlay} from '../../ui/overlay/overlay.ts';
import {openDoor} from './door.ts';

openDoor(mountOverlay);
