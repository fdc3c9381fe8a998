import browser from 'webextension-polyfill';
import {venues} from '../venues/index.ts';
import {Service} from './service.ts';

new Service(browser, venues);
