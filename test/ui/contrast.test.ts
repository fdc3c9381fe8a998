import {describe, expect, it} from 'vitest';
import {WATER} from '../../src/load-line.ts';
import {STYLE} from '../../src/ui/overlay/style.ts';
import {read} from '../house/sources.ts';

type Theme = 'light' | 'dark';
type Colour = readonly [number, number, number];

/** `#rgb…` as channels from 0 to 1; the last two digits of eight, its opacity, are left out. */
function colour(hex: string): Colour {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them (read 2026-11-22). */
const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]: Colour) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

type Pair = Readonly<Record<Theme, string>>;

function tokens(sheet: string): Map<string, Pair> {
  const found = sheet.matchAll(/--([\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)/g);
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, {light, dark}]));
}

const popup = tokens(read('src/ui/popup/popup.css'));
const pill = tokens(STYLE);

function token(sheet: typeof popup, name: string, theme: Theme): Colour {
  const pair = sheet.get(name);
  if (!pair) throw new Error(`no colour --${name}`);
  return colour(pair[theme]);
}

/** The tag's own sheet: what its words wear by how near the liquidation is. */
const worn = (rule: RegExp): Pair => {
  const [, light = '', dark = ''] = rule.exec(STYLE) ?? [];
  return {light, dark};
};
const NEARNESS: readonly (readonly [string, Pair])[] = [
  ['far', pill.get('mute') ?? worn(/^$/)],
  ['near', worn(/\[data-near=near\]\{color:light-dark\((#\w+),(#\w+)\)/)],
  ['at hand', worn(/\[data-near="at hand"\]\{color:light-dark\((#\w+),(#\w+)\)/)],
];

/** A colour that lets some of what lies beneath it through. */
function over(hex: string, beneath: Colour): Colour {
  const share = Number.parseInt(hex.slice(7, 9) || 'ff', 16) / 255;
  const [r, g, b] = colour(hex);
  const mixed = (top: number, under: number) => share * top + (1 - share) * under;
  return [mixed(r, beneath[0]), mixed(g, beneath[1]), mixed(b, beneath[2])];
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it.each(['ink', 'mute', 'safe', 'watch', 'warning', 'call', 'stale'])(
    'the word colour %s is AA on paper and card',
    (name) => {
      for (const ground of ['paper', 'card']) {
        expect(contrast(token(popup, name, theme), token(popup, ground, theme))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('the outline of a control stands out by 3 : 1', () => {
    expect(contrast(token(popup, 'control', theme), token(popup, 'paper', theme))).toBeGreaterThanOrEqual(3);
  });

  it.each(NEARNESS)('a tag that is %s is AA on its card, whatever page shines through', (_, words) => {
    const card = pill.get('card')?.[theme] ?? '';
    for (const page of ['#ffffff', '#000000']) {
      const ground = over(card, colour(page));
      expect(contrast(colour(words[theme]), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['ink', 'mute'])('the pill’s %s is AA on its card', (name) => {
    expect(contrast(token(pill, name, theme), token(pill, 'card', theme))).toBeGreaterThanOrEqual(4.5);
  });
});

/**
 * How the three kinds of colour blindness see a colour: matrices on linear RGB for full severity by Machado, Oliveira
 * and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, table 1.
 */
const SIGHT = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

function seen(hex: string, sight: keyof typeof SIGHT): Colour {
  const [r, g, b] = colour(hex).map(linear) as [number, number, number]; // three channels in, three out
  const row = ([x, y, z]: readonly [number, number, number]) =>
    Math.min(1, Math.max(0, x * r + y * g + z * b));
  const [first, second, third] = SIGHT[sight];
  return [row(first), row(second), row(third)];
}

/** CIE L*a*b* of linear RGB, white point D65; the distance there is the old ΔE: from 10 on two colours are plainly two. */
function lab([r, g, b]: Colour): Colour {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const STEPS = ['safe', 'watch', 'warning', 'margin-call', 'stale'] as const;
const PAIRS = STEPS.flatMap((one, index) => STEPS.slice(index + 1).map((other) => [one, other] as const));
const inPopup = (theme: Theme) => (step: (typeof STEPS)[number]) =>
  popup.get(`${step === 'margin-call' ? 'call' : step}-fill`)?.[theme] ?? '';
/** The ladder wherever it is drawn: badge and icon, and in both themes popup and pill. */
const LADDERS = {
  badge: (step: (typeof STEPS)[number]) => WATER[step],
  'light popup': inPopup('light'),
  'dark popup': inPopup('dark'),
} as const;

describe.each(Object.keys(SIGHT) as (keyof typeof SIGHT)[])('under %s', (sight) => {
  describe.each(Object.entries(LADDERS))('the ladder of the %s', (_, ladder) => {
    it.each(PAIRS)('has %s and %s apart', (one, other) => {
      const [a, b] = [lab(seen(ladder(one), sight)), lab(seen(ladder(other), sight))];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(10);
    });
  });
});

it.each(STEPS)('the pill’s water has the popup’s colours: %s', (step) => {
  for (const theme of ['light', 'dark'] as const) expect(STYLE).toContain(inPopup(theme)(step));
});
