import type {Browser} from 'webextension-polyfill';
import {Service} from './service.ts';
import {shelf} from './shelf.ts';
import {welcomeOnce} from './welcome.ts';

/**
 * Both browsers answer with promises in Manifest V3, Chromium before 148 under the older name only: what the polyfill
 * would add is its types and 10 KB.
 */
const {browser, chrome} = globalThis as unknown as {readonly browser?: Browser; readonly chrome: Browser};

const api = browser ?? chrome;
welcomeOnce(api);
new Service(api, shelf);
