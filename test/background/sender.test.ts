import {describe, expect, it} from 'vitest';
import type {Runtime} from 'webextension-polyfill';
import {isOwnPage, senderOf} from '../../src/background/sender.ts';

const tab = {
  id: 7,
  index: 0,
  highlighted: false,
  active: true,
  pinned: false,
  incognito: false,
  url: 'https://trade.harbour.example/trade?ref=1',
};
const top = {
  id: 'ours',
  tab,
  frameId: 0,
  documentId: 'D1',
  url: 'https://trade.harbour.example/trade/BTC?token=secret#x',
} as Runtime.MessageSender;

describe('a sender', () => {
  it('is known by document, tab and frame, and its address ends before ? and #', () => {
    expect(senderOf(top, 'ours')).toEqual({
      key: 'D1',
      address: 'https://trade.harbour.example/trade/BTC',
      tab: 7,
      frame: 0,
      incognito: false,
    });
  });

  it('is known by its frame where the browser has no document ids', () => {
    const {documentId: _, ...without} = top;
    expect(senderOf(without, 'ours')?.key).toBe('7:0');
  });

  it.each([
    ['of another extension', {...top, id: 'theirs'}],
    ['without an id', {...top, id: undefined}],
    ['without a tab', {...top, tab: undefined}],
    ['without a frame', {...top, frameId: undefined}],
    ['on plain http', {...top, url: 'http://trade.harbour.example/trade'}],
    ['in a blank frame of unknown origin', {...top, url: 'about:blank'}],
    ['in a sandboxed blank frame', {...top, url: 'about:blank', origin: 'null'}],
    ['in a blank frame of another origin', {...top, url: 'about:blank', origin: 'https://evil.example'}],
  ])('%s is nobody', (_, sender) => {
    expect(senderOf(sender as Runtime.MessageSender, 'ours')).toBeNull();
  });

  it('in a blank frame of the page itself counts as the page', () => {
    const blank = {...top, frameId: 3, url: 'about:blank', origin: 'https://trade.harbour.example'};
    expect(senderOf(blank, 'ours')?.address).toBe('https://trade.harbour.example/trade');
  });
});

describe('a page of our own', () => {
  const root = 'chrome-extension://ours/';
  it('is told from a content script by its address', () => {
    expect(isOwnPage({id: 'ours', url: `${root}popup.html`}, 'ours', root)).toBe(true);
    expect(isOwnPage(top, 'ours', root)).toBe(false);
    expect(isOwnPage({id: 'theirs', url: `${root}popup.html`}, 'ours', root)).toBe(false);
    expect(isOwnPage({id: 'ours'}, 'ours', root)).toBe(false);
    expect(isOwnPage(undefined, 'ours', root)).toBe(false);
  });
});
