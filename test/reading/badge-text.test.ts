import {describe, expect, it} from 'vitest';
import type {Glance} from '../../src/messages.ts';
import {accuracyDigits, distanceDigits, face as faceOf, type Shows} from '../../src/reading/badge-text.ts';
import {ageText} from '../../src/reading/tongue.ts';
import {tongueOf} from '../ui/browser-stub.ts';

/** British English, for a clock of 24 hours. */
const ENGLISH = tongueOf('en', 'en-GB');
const face = (glance: Glance | null, now: number, shows?: Shows) => faceOf(glance, now, ENGLISH, shows);

const AT = new Date(2026, 10, 22, 14, 3, 12).getTime();

const safe: Glance = {
  state: 'live',
  grade: 'safe',
  venue: 'harbour',
  venueName: 'Harbour',
  account: '0x8fd4a0000000000000000000000000000000021c',
  pool: 'cross:USDC',
  accuracy: {kind: 'exact', value: '342.09999'},
  waterline: '1',
  nearest: {
    symbol: 'BTC-PERP',
    side: 'down',
    distance: {kind: 'exact', value: '20.89'},
    liquidationPrice: {kind: 'exact', value: '48112.4412345678901234567890'},
  },
  at: AT,
  reasons: [],
};

describe('the digits', () => {
  it.each([
    ['342.09', '342'],
    ['99.99', '99'],
    ['100', '100'],
    ['104.9999', '104'],
    ['0.4', '0'],
    ['-12', '0'],
    ['999.99', '999'],
    ['1000', '1k'],
    ['1999', '1k'],
    ['9999', '9k'],
    ['10000', '9k+'],
    ['123456789.5', '9k+'],
  ])('of %s %% are %s: cut off, never rounded up', (percent, digits) => {
    expect(accuracyDigits(percent)).toBe(digits);
  });
});

describe('the distance', () => {
  it.each([
    ['8.49', '8.4'],
    ['0.04', '0.0'],
    ['9.99', '9.9'],
    ['10', '10'],
    ['34.9', '34'],
    ['250', '99'],
  ])('of %s %% is %s: never farther than it is, never wider than three', (percent, digits) => {
    expect(distanceDigits(percent)).toBe(digits);
  });
});

describe('what the badge shows by choice', () => {
  it.each([
    ['accuracy', safe, '342'],
    ['distance', safe, '20'],
    ['level', {...safe, level: '1.5'}, '150'],
    ['level', {...safe, level: '1.055'}, '105'],
    ['distance', {...safe, nearest: null}, '–'],
    ['distance', {...safe, nearest: {...safe.nearest, distance: {kind: 'missing', needs: ['x']}}}, '–'],
    ['level', safe, '342'],
    ['distance', {...safe, accuracy: {kind: 'missing', needs: ['x']}}, '?'],
    ['level', {...safe, state: 'defect'}, '!'],
  ] as [Shows, Glance, string][])('%s', (shows, glance, text) => {
    expect(face(glance, AT, shows).text).toBe(text);
  });
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
      const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('the badge', () => {
  it('is not there without a position', () => {
    expect(face(null, AT)).toMatchObject({text: '', title: 'Plimsoll: no open position seen'});
  });

  it.each([
    ['safe', '#1b5e8c'],
    ['watch', '#f2c14e'],
    ['warning', '#e8710a'],
    ['margin-call', '#8b0a2b'],
    ['liquidation', '#8b0a2b'],
    ['unknown', '#5f6368'],
  ] as const)('at grade %s is %s, with a text that stands out', (grade, fill) => {
    const {fill: shown, ink} = face({...safe, grade}, AT);
    expect(shown).toBe(fill);
    expect(contrast(shown, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it('is grey when stale, with the last figure', () => {
    expect(face({...safe, state: 'stale', grade: 'margin-call'}, AT)).toMatchObject({
      text: '342',
      fill: '#5f6368',
    });
  });

  it('says ! for a defect and ? for what is missing, never an old figure', () => {
    expect(face({...safe, state: 'defect'}, AT).text).toBe('!');
    const missing = {...safe, state: 'unknown', accuracy: {kind: 'missing', needs: ['x']}} as const;
    expect(face(missing, AT)).toMatchObject({text: '?', fill: '#5f6368'});
  });
});

describe('the tooltip', () => {
  it('names venue, figure, line, nearest liquidation and age', () => {
    expect(face(safe, AT).title).toBe(
      'Harbour 0x8f…21c: 342.0% of the requirement (Safe), liquidated at 100%. ' +
        'Nearest: BTC-PERP −20.8% at 48,112.4. Live, as of 14:03:12.',
    );
  });

  it('marks an estimate and says why', () => {
    const accuracy = {kind: 'estimated', value: '342.1', because: ['the tier table is old']} as const;
    const {title} = face({...safe, accuracy, nearest: null, reasons: accuracy.because}, AT);
    expect(title).toBe(
      'Harbour 0x8f…21c: ≈ 342.1% of the requirement (Safe), liquidated at 100%. ' +
        'Live, as of 14:03:12. The tier table is old.',
    );
  });

  it('begins a sentence in the way of its language: a Turkish i keeps its dot', () => {
    const turkish = {...tongueOf('tr'), reason: () => 'idame teminatı'};
    const glance = {...safe, nearest: null, reasons: ['maintenance margin']};
    expect(faceOf(glance, AT, turkish).title).toMatch(/ İdame teminatı\.$/);
  });

  it('of a stale figure says since when and for how long', () => {
    const {title} = face({...safe, state: 'stale', account: 'main', nearest: null}, AT + 185_000);
    expect(title).toBe(
      'Harbour main: 342.0% of the requirement (Safe), liquidated at 100%. ' +
        'Stale: last heard at 14:03:12, 3 min ago.',
    );
  });

  it('of a missing figure says what it needs, once', () => {
    const needs = ['mark price of BTC'];
    const accuracy = {kind: 'missing', needs} as const;
    const glance: Glance = {
      ...safe,
      state: 'unknown',
      accuracy,
      nearest: null,
      reasons: ['needs mark price of BTC'],
    };
    expect(face(glance, AT + 2000).title).toBe(
      'Harbour 0x8f…21c: not known, needs mark price of BTC. Incomplete: last heard at 14:03:12, 2 s ago.',
    );
  });

  it('of everything together writes the sign of the move, and a waterline that is not 100', () => {
    const nearest = {
      symbol: null,
      side: 'up',
      distance: {kind: 'estimated', value: '7.05', because: []},
      liquidationPrice: null,
    } as const;
    expect(face({...safe, waterline: '1.05', nearest}, AT).title).toContain(
      'liquidated at 105%. Nearest: all ≈ +7.0%. Live',
    );
  });

  it.each([
    ['0.00001234567', '0.0000123457'],
    ['1234567.8', '1,234,570'],
    ['999.5', '999.5'],
  ])('writes a price of %s as %s', (value, text) => {
    const nearest = {
      symbol: 'X',
      side: 'down',
      distance: {kind: 'exact', value: '1'},
      liquidationPrice: {kind: 'exact', value},
    } as const;
    expect(face({...safe, nearest}, AT).title).toContain(`Nearest: X −1.0% at ${text}.`);
  });

  it('speaks the reader’s language, digits and all', () => {
    const {title} = faceOf(safe, AT, tongueOf('ru'));
    expect(title.replaceAll('\u00a0', ' ')).toBe(
      'Harbour 0x8f…21c: 342,0 % от поддерживающей маржи (Безопасно), ликвидация при 100 %. ' +
        'Ближе всего: BTC-PERP −20,8 % по цене 48 112,4. Онлайн, на 14:03:12.',
    );
  });

  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [90_000_000, '25 h'],
  ])('writes an age of %s ms as %s', (ms, text) => {
    expect(ageText(ms, ENGLISH)).toBe(text);
  });
});
