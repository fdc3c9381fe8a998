/** How long the pill stays visible without a script of ours behind it. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;

/** Hides an element by an animation of its own, so long after it was last renewed, whether a script lives or not. */
export function expiry(
  element: HTMLElement,
  duration: number,
): {readonly renew: () => void; readonly end: () => void} {
  const running = element.animate([{visibility: 'visible'}, {visibility: 'hidden'}], {
    duration,
    easing: 'step-end',
    fill: 'forwards',
  });
  return {
    renew: () => {
      running.currentTime = 0;
      running.play();
    },
    end: () => running.cancel(),
  };
}

/**
 * Keeps an element visible only while our script lives. Firefox takes a content script's world away without a word when
 * the extension is reloaded, disabled or removed; what it drew stays on the page, and a last figure would look live for
 * ever. So the element hides by an animation of its own unless it is wound back in time.
 */
export function lease(element: HTMLElement): {readonly end: () => void} {
  const {renew, end} = expiry(element, LEASE_MS);
  const timer = setInterval(renew, RENEW_MS);
  // A hidden tab's timers may come once a minute only: the pill is there again as soon as it is looked at.
  document.addEventListener('visibilitychange', renew);
  return {
    end: () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
      end();
    },
  };
}
