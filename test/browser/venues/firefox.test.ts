import {describe} from 'vitest';
import {playVenues} from './play.ts';

// A file for each browser: two cores can play both at once.
describe('firefox', () => playVenues('firefox'));
