import type {Page} from 'puppeteer-core';
import type {Driver} from './driver.ts';

/** A distance tag as it is drawn now: in pixels of the window. */
export type SeenTag = {
  readonly text: string;
  readonly seen: boolean;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Source of a function that tells an element's text and place. */
const MEASURE = `(tag) => {
  const {left, top, right, bottom} = tag.getBoundingClientRect();
  const {opacity, visibility} = getComputedStyle(tag);
  return JSON.stringify({text: tag.textContent, seen: opacity === '1' && visibility === 'visible', left, top, right, bottom});
}`;

const isTag = (classes: string | undefined) => classes?.split(' ').includes('tag') ?? false;

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

async function inChromium(page: Page): Promise<readonly string[]> {
  const session = await page.createCDPSession();
  try {
    const {root} = await session.send('DOM.getDocument', {depth: -1, pierce: true});
    const tags = within(root).filter(({attributes = []}) =>
      isTag(attributes[attributes.indexOf('class') + 1]),
    );
    return await Promise.all(
      tags.map(async ({backendNodeId}) => {
        const {object} = await session.send('DOM.resolveNode', {backendNodeId});
        const objectId = object.objectId ?? '';
        const {result} = await session.send('Runtime.callFunctionOn', {
          objectId,
          functionDeclaration: `function () {return (${MEASURE})(this)}`,
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

async function inFirefox({browser}: Driver, page: Page): Promise<readonly string[]> {
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
  const tags = below(host.result.result as BidiNode).filter(({value}) => isTag(value?.attributes?.class));
  return await Promise.all(
    tags.map(async ({sharedId}) => {
      const {result} = await connection.send('script.callFunction', {
        target,
        functionDeclaration: MEASURE,
        arguments: [{sharedId}],
        awaitPromise: false,
      });
      return (result.result as {value: string}).value;
    }),
  );
}

/** The distance tags on a page, in our closed shadow root, where the page itself cannot see them. */
export async function readTags(driver: Driver, page: Page): Promise<readonly SeenTag[]> {
  const told = driver.name === 'chromium' ? await inChromium(page) : await inFirefox(driver, page);
  return told.map((text) => JSON.parse(text));
}
