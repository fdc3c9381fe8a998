import type {Browser} from 'webextension-polyfill';

/** Opens the first-run page when Plimsoll is new in this browser; not when it, or the browser, has got a newer version. */
export function welcomeOnce({runtime, tabs}: Pick<Browser, 'runtime' | 'tabs'>): void {
  runtime.onInstalled.addListener(({reason}) => {
    // Refused in a browser without a window: then nobody is there to read.
    if (reason === 'install') void tabs.create({url: runtime.getURL('welcome.html')}).catch(() => {});
  });
}
