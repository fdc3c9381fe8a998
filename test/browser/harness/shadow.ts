import type {Page} from 'puppeteer-core';
import type {Driver} from './driver.ts';

type CdpNode = {
  readonly backendNodeId: number;
  readonly attributes?: readonly string[];
  readonly children?: readonly CdpNode[];
  readonly shadowRoots?: readonly CdpNode[];
};
const within = (node: CdpNode): readonly CdpNode[] => [
  node,
  ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(within),
];

const isOf = (name: string, classes: string | undefined) => classes?.split(' ').includes(name) ?? false;

async function inChromium(page: Page, name: string, tell: string): Promise<readonly string[]> {
  const session = await page.createCDPSession();
  try {
    const {root} = await session.send('DOM.getDocument', {depth: -1, pierce: true});
    const found = within(root).filter(({attributes = []}) =>
      isOf(name, attributes[attributes.indexOf('class') + 1]),
    );
    return await Promise.all(
      found.map(async ({backendNodeId}) => {
        const {object} = await session.send('DOM.resolveNode', {backendNodeId});
        const objectId = object.objectId ?? '';
        const {result} = await session.send('Runtime.callFunctionOn', {
          objectId,
          functionDeclaration: `function () {return (${tell})(this)}`,
        });
        return String(result.value);
      }),
    );
  } finally {
    await session.detach();
  }
}

type BidiNode = {
  readonly sharedId?: string;
  readonly value?: {
    readonly attributes?: Record<string, string>;
    readonly children?: readonly BidiNode[];
    readonly shadowRoot?: BidiNode | null;
  };
};
const below = (node: BidiNode): readonly BidiNode[] => [
  node,
  ...[...(node.value?.children ?? []), ...(node.value?.shadowRoot ? [node.value.shadowRoot] : [])].flatMap(
    below,
  ),
];

async function inFirefox(
  {browser}: Driver,
  page: Page,
  name: string,
  tell: string,
): Promise<readonly string[]> {
  // The raw protocol: it shows closed shadow roots, for which puppeteer has no word.
  const {connection} = browser as unknown as {
    connection: {send(method: string, parameters: object): Promise<{result: {result?: unknown}}>};
  };
  const {_id: context} = page.mainFrame() as unknown as {_id: string};
  const target = {context};
  const host = await connection.send('script.evaluate', {
    target,
    expression: 'document.documentElement.lastElementChild',
    awaitPromise: false,
    serializationOptions: {maxDomDepth: 5, includeShadowTree: 'all'},
  });
  const found = below(host.result.result as BidiNode).filter(({value}) =>
    isOf(name, value?.attributes?.class),
  );
  return await Promise.all(
    found.map(async ({sharedId}) => {
      const {result} = await connection.send('script.callFunction', {
        target,
        functionDeclaration: tell,
        arguments: [{sharedId}],
        awaitPromise: false,
      });
      return (result.result as {value: string}).value;
    }),
  );
}

/**
 * What `tell` (the source of a function of one element that answers with a text) says of each element of this class in
 * our closed shadow root on a page, where the page itself cannot see it.
 */
export const inOurShadow = (
  driver: Driver,
  page: Page,
  name: string,
  tell: string,
): Promise<readonly string[]> =>
  driver.name === 'chromium' ? inChromium(page, name, tell) : inFirefox(driver, page, name, tell);
