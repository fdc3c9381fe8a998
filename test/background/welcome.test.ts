import {describe, expect, it} from 'vitest';
import type {Browser, Runtime} from 'webextension-polyfill';
import {welcomeOnce} from '../../src/background/welcome.ts';

type Installed = (details: Runtime.OnInstalledDetailsType) => void;

/** The tabs that are opened for these reasons, in a browser that has a window or none. */
function opened(reasons: readonly Runtime.OnInstalledReason[], windows: 'some' | 'none' = 'some') {
  const listeners: Installed[] = [];
  const urls: (string | undefined)[] = [];
  const api = {
    runtime: {
      getURL: (path: string) => `chrome-extension://plimsoll/${path}`,
      onInstalled: {addListener: (listener: Installed) => listeners.push(listener)},
    },
    tabs: {
      create: async ({url}: {url?: string}) => {
        if (windows === 'none') throw new Error('No current window');
        urls.push(url);
      },
    },
  };
  // Of the browser only these members are asked.
  welcomeOnce(api as unknown as Browser);
  for (const reason of reasons) for (const listener of listeners) listener({reason, temporary: false});
  return urls;
}

describe('the first-run page', () => {
  it('opens with the installation', () => {
    expect(opened(['install'])).toEqual(['chrome-extension://plimsoll/welcome.html']);
  });

  it('does not open when Plimsoll or the browser is updated', () => {
    expect(opened(['update', 'browser_update'])).toEqual([]);
  });

  it('is no error in a browser without a window', async () => {
    expect(opened(['install'], 'none')).toEqual([]);
    // A refusal that nobody caught would end this run.
    await new Promise((settled) => setTimeout(settled));
  });
});
