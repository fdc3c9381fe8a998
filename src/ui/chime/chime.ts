import {chime} from '../../chime.ts';

void chime();
