export type Channel = {readonly close: () => void};

/**
 * Agrees on a private channel with the tap, before the page's first script: an element that is in no document, handed
 * over as the `relatedTarget` of an event that nobody else can hear yet. The page can neither listen on it nor reach it.
 * The element's text is the table for the tap.
 */
export const openChannel = (table: string, heard: (detail: string) => void): Channel => {
  const channel = document.createElement('i');
  channel.textContent = table;

  const offer = (): void => {
    document.dispatchEvent(new MouseEvent('plimsoll', {relatedTarget: channel}));
  };
  // Both orders: a tap that is there already hears the first offer; one that comes after us asks for it.
  document.addEventListener('plimsoll?', offer, {once: true});
  const withdraw = (): void => {
    document.removeEventListener('plimsoll?', offer);
    parsing.disconnect();
  };
  // The parser's first step comes before the page's first script: who asks after that is not the tap.
  const parsing = new MutationObserver(withdraw);
  parsing.observe(document, {childList: true, subtree: true});

  const receive = (event: Event): void => {
    withdraw();
    const {detail} = event as CustomEvent<unknown>;
    if (typeof detail === 'string') heard(detail);
  };
  channel.addEventListener('x', receive);
  offer();
  return {
    close: () => {
      withdraw();
      channel.removeEventListener('x', receive);
    },
  };
};
