import type {CDPSession, Page, Target} from 'puppeteer-core';
import type {Gauges} from './driver.ts';

/** Read over the debugging protocol, which keeps its own count. */
export function gaugesOf(background: () => Promise<Target>): Gauges {
  const sessions = new WeakMap<Page | Target, Promise<CDPSession>>();
  const sessionOf = (whose: Page | Target): Promise<CDPSession> => {
    const known = sessions.get(whose) ?? whose.createCDPSession();
    sessions.set(whose, known);
    return known;
  };
  return {
    memory: async (whose) => {
      const session = await sessionOf(whose === 'background' ? await background() : whose);
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },
    busy: async (page) => {
      const session = await sessionOf(page);
      // In the thread's own time: what others take of the machine meanwhile is not the page's.
      await session.send('Performance.enable', {timeDomain: 'threadTicks'});
      const {metrics} = await session.send('Performance.getMetrics');
      return metrics.find(({name}) => name === 'TaskDuration')?.value ?? Number.NaN;
    },
  };
}
