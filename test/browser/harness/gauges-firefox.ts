import {readFileSync} from 'node:fs';
import type {Gauges} from './driver.ts';

type Privileged = <T>(body: string) => Promise<T>;

/** A function that finds a process of the browser's by its number, in the browser's own account of itself. */
const PROCESS = `
  const processOf = async (pid) => {
    const {children} = await ChromeUtils.requestProcInfo();
    const found = children.find((child) => child.pid === pid);
    if (!found) throw new Error('no process ' + pid);
    return found;
  };
  const pidOf = (url) => {
    const windows = [...Services.wm.getEnumerator('navigator:browser')];
    const tabs = windows.flatMap((each) => [...each.gBrowser.tabs]).map((tab) => tab.linkedBrowser);
    const found = tabs.find((each) => each.currentURI.spec === url);
    if (!found) throw new Error('no tab on ' + url + ', only on ' + tabs.map((each) => each.currentURI.spec).join(', '));
    return found.browsingContext.currentWindowGlobal.osPid;
  };
`;

/** Garbage of JavaScript and of cycles, in every process. */
const COLLECT = `
  for (const topic of ['child-gc-request', 'child-cc-request']) Services.obs.notifyObservers(null, topic);
  await new Promise((over) => setTimeout(over, 500));
`;

const BACKGROUND = `
  const [background] = [...extension.views].filter(({viewType}) => viewType === 'background');
  const pid = background.xulBrowser.browsingContext.currentWindowGlobal.osPid;
`;

/** Linux counts a thread's time to the nanosecond here, and in ticks of 10 ms where the browser looks it up. */
function nanosecondsOf(thread: number): number | null {
  try {
    return Number(readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return null;
  }
}

export const gaugesOf = (privileged: Privileged): Gauges => ({
  memory: (whose) =>
    privileged<number>(`${PROCESS} ${COLLECT}
      ${whose === 'background' ? BACKGROUND : `const pid = pidOf(${JSON.stringify(whose.url())});`}
      return (await processOf(pid)).memory;`),
  busy: async (page) => {
    const {pid, counted} = await privileged<{pid: number; counted: number}>(`${PROCESS}
      const {pid, threads} = await processOf(pidOf(${JSON.stringify(page.url())}));
      return {pid, counted: threads.find(({tid}) => tid === pid).cpuTime};`);
    return (nanosecondsOf(pid) ?? counted) / 1e9;
  },
});
