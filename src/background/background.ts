import type {Browser} from 'webextension-polyfill';
import {Service} from './service.ts';
import {shelf} from './shelf.ts';

/**
 * Both browsers answer with promises in Manifest V3, Chromium before 148 under the older name only: what the polyfill
 * would add is its types and 10 KB.
 */
const {browser, chrome} = globalThis as unknown as {readonly browser?: Browser; readonly chrome: Browser};

new Service(browser ?? chrome, shelf);
