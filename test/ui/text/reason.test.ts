import {afterEach, describe, expect, it} from 'vitest';
import {interpreter} from '../../../src/reading/interpreter.ts';
import {interpretBy, said} from '../../../src/ui/text/reason.ts';
import {LOCALES, MESSAGES, speak, tongueOf} from '../browser-stub.ts';
import {type Template, templatesBelow} from './templates.ts';

const REASONS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(MESSAGES).flatMap(([key, {message}]) => (key.startsWith('reason_') ? [[key, message]] : [])),
);
const TEXTS = Object.values(REASONS);

const readerOf = (tag: string) => {
  const tongue = tongueOf(tag);
  return interpreter(REASONS, (key, given) => tongue.getMessage(key, [...given]));
};

/** Files of the engine whose texts refuse a file that a person has written: they name its fields. */
const FORMAT = ['src/engine/account-json.ts', 'src/engine/read-json.ts'];
/** Of the working told in lines, on a terminal. */
const LINES = [
  '  refused $1 × today’s price ($2): $3',
  'about $1 $2, because $3',
  'none, because $1',
  'not known without $1',
];
/** In a reason there are words; in a key or a unit there is no space. */
const isSaid = ({text}: Template): boolean =>
  /\p{L}/u.test(text.replaceAll(/\$\d/g, '')) && / /.test(text.trim());

const engine = templatesBelow('src/engine').filter(({path}) => !FORMAT.includes(path));
const reading = templatesBelow('src/reading');
const venues = templatesBelow('src/venues');
const pages = templatesBelow('src/ui/history');

describe('reasons of the engine', () => {
  const spoken = [...engine, ...reading].filter(isSaid).map(({text}) => text);

  it('can all be told from one another, so that each language has words for them', () => {
    expect(spoken.length).toBeGreaterThan(80);
    expect([...new Set(spoken)].filter((text) => !TEXTS.includes(text) && !LINES.includes(text))).toEqual([]);
    // Whoever takes a line away takes it from here too.
    expect(LINES.filter((text) => !spoken.includes(text))).toEqual([]);
  });

  it('are not kept when nobody gives them any more, and an exchange’s own stays its own', () => {
    const given = [...engine, ...reading, ...pages].map(({text}) => text);
    const foreign = TEXTS.filter((text) => !given.includes(text));
    const givers = (text: string) => {
      const rooms = venues.filter((each) => each.text === text).map(({path}) => path.split('/')[2] ?? '');
      return new Set(rooms);
    };
    // What one exchange alone says would force whoever adds the next to touch six languages.
    const lonely = foreign.filter((text) => givers(text).size < 2 && !givers(text).has('table'));
    expect(lonely).toEqual([]);
  });

  it.each(Object.entries(REASONS))('%s is hidden by none before it', (key, text) => {
    const said: string[] = [];
    const read = interpreter(REASONS, (found) => {
      said.push(found);
      return found;
    });
    read(text.replaceAll(/\$\d/g, '§'));
    expect(said.at(-1)).toBe(key);
  });
});

describe.each([...LOCALES.keys()].filter((locale) => locale !== 'en'))('in %s', (locale) => {
  it('no reason is left in English, whatever is said in its holes', () => {
    const read = readerOf(locale.replace('_', '-'));
    for (const text of TEXTS) expect(read(text.replaceAll(/\$\d/g, 'BTC')), text).not.toBeNull();
  });
});

describe('a reason in another language', () => {
  afterEach(() => interpretBy(() => null));

  it('keeps symbols, prices and digits as they came', () => {
    expect(readerOf('ru')('mark price of BTCUSDT is 1.20 % away from that of Bybit')).toBe(
      'маркировочная цена BTCUSDT отличается на 1.20 % от цены Bybit',
    );
  });

  it('says what stands in its holes too: a ledger’s rule with tier, amount and fee', () => {
    const read = readerOf('zh-CN');
    expect(read('tier 2 from 50000: 0.01 × value − 300 + 0.0005 × value to close')).toBe(
      '第 2 档（自 50000 起）：0.01 × 价值 − 300 + 0.0005 × 平仓价值',
    );
    expect(read('liquidation price of BTCUSDT short')).toBe('BTCUSDT 空 的强平价格');
    expect(read('(balance + profit) × 1, a debt in full')).toBe('(余额 + 盈亏) × 1，负债按全额');
  });

  it('reads a message’s own signs as they are', () => {
    const read = interpreter({a: 'max($1, $2 × value^$3)'}, (_, given) => given.join('|'));
    expect(read('max(1, 2 × value^0.5)')).toBe('1|2|0.5');
    expect(read('maxx1, 2 × value^0.5)')).toBeNull();
  });

  it('that nobody has translated is English, and says so to a screen reader', () => {
    speak('ko');
    interpretBy(readerOf('ko'));
    expect(said('OKX has its own reason')).toEqual({text: 'OKX has its own reason', lang: 'en'});
    expect(said('nothing is required')).toEqual({text: '요구되는 증거금이 없음', lang: undefined});
    speak('en');
    interpretBy(() => null);
    expect(said('OKX has its own reason')).toEqual({text: 'OKX has its own reason', lang: undefined});
  });

  it('is found again though a thousand others were said in between', () => {
    const read = readerOf('tr');
    for (let each = 0; each < 1000; each += 1) read(`price of COIN${each}`);
    expect(read('price of COIN1')).toBe('COIN1 fiyatı');
    expect(read('a reason of nobody')).toBeNull();
  });
});
