import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type DecimalMark, decimalMarkOf, numeralsOf, quantityOf} from '../../../src/venues/table/amount.ts';
import {distinct, quantitiesIn} from '../../../src/venues/table/cell.ts';

const read = (text: string, mark: DecimalMark | null = '.', base = '') =>
  quantitiesIn(text, mark, base)?.map(({value, unit}) => `${value.toFixed()}${unit && ` ${unit}`}`) ?? null;

describe('a number', () => {
  it.each<[string, DecimalMark, string]>([
    ['1,234.56', '.', '1234.56'],
    ['1.234,56', ',', '1234.56'],
    ['1 234,56', ',', '1234.56'],
    ['1\u00a0234,56', ',', '1234.56'],
    ['1\u202f234\u202f567,8', ',', '1234567.8'],
    ["1'234.56", '.', '1234.56'],
    ['1’234.56', '.', '1234.56'],
    ['12,34,567.8', '.', '1234567.8'],
    ['1,234', '.', '1234'],
    ['1,234', ',', '1.234'],
    ['1.234', '.', '1.234'],
    ['1.234', ',', '1234'],
    ['12.3K', '.', '12300'],
    ['1,5M', ',', '1500000'],
    ['2B', '.', '2000000000'],
    ['1.2万', '.', '12000'],
    ['3,4 млн', ',', '3400000'],
    ['3,4млн', ',', '3400000'],
    ['−12.3', '.', '-12.3'],
    ['-$12.3', '.', '-12.3 $'],
    ['$-12.3', '.', '-12.3 $'],
    ['+$1,000', '.', '1000 $'],
    ['(12.30)', '.', '-12.3'],
    ['($12.30)', '.', '-12.3 $'],
    ['(-12.30)', '.', '-12.3'],
    ['0.5 BTC', '.', '0.5 BTC'],
    ['0.5BTC', '.', '0.5 BTC'],
    ['20x', '.', '20 X'],
    ['10.00×', '.', '10 X'],
    ['5%', '.', '5 %'],
    ['0.0₄12', '.', '0.000012'],
    ['$0,0₃705', ',', '0.000705 $'],
    ['.5', '.', '0.5'],
    ['100 USDT', '.', '100 USDT'],
  ])('%s with decimals behind %s is %s', (text, mark, value) => {
    expect(read(text, mark)).toEqual([value]);
  });

  it.each([
    ['a date', '2026-11-22'],
    ['a time', '12:30:15'],
    ['an exponent', '1.2e-7'],
    ['small digits that count no zeros', '12₄5'],
    ['a power', '10⁴'],
    ['a bound', '< 0.01'],
    ['groups of two', '12,34'],
    ['groups that are too long', '1,2345.6'],
    ['two decimal marks', '1.2.3'],
    ['digits that roll, each an element', '1\n2\n3'.replaceAll('\n', ':')],
  ])('%s is not read', (_, text) => {
    expect(read(text)).toBeNull();
  });

  it('is glued again where a page styles its decimals or its sign apart', () => {
    expect(read('64,120\t.50')).toEqual(['64120.5']);
    expect(read('64,120.\t50')).toEqual(['64120.5']);
    expect(read('−\t$\t12.3')).toEqual(['-12.3 $']);
    expect(read('0.5\tBTC')).toEqual(['0.5 BTC']);
    expect(read('0.5\nBTC')).toEqual(['0.5 BTC']);
  });

  it('is not glued to its neighbour', () => {
    expect(read('64,120\t65,000')).toEqual(['64120', '65000']);
    expect(read('0.0\t4\t12')).toEqual(['0', '4', '12']);
    expect(read('+$5.20\n(+1.3%)')).toEqual(['5.2 $', '1.3 %']);
    expect(read('$5,000.00\n(5,000.00 USDC)')).toEqual(['5000 $', '5000 USDC']);
  });

  it('that a page repeats for screen readers counts once', () => {
    expect(distinct(quantitiesIn('12.5\n12.50\n13', '.') ?? []).map(({value}) => value.toFixed())).toEqual([
      '12.5',
      '13',
    ]);
  });

  it('does not begin within a contract’s name', () => {
    expect(read('12 1000PEPE', '.', '1000PEPE')).toEqual(['12 1000PEPE']);
  });

  it('knows half a unit of its last digit', () => {
    const within = (text: string) => quantitiesIn(text, '.')?.[0]?.within.toFixed();
    expect(within('64,120')).toBe('0.5');
    expect(within('64.12')).toBe('0.005');
    expect(within('12.3K')).toBe('50');
  });
});

describe('the decimal mark of a page', () => {
  const markOf = (texts: readonly string[], lang = '') =>
    decimalMarkOf(
      texts.flatMap((text) => numeralsOf(text) ?? []),
      lang,
    );

  it.each<[readonly string[], DecimalMark]>([
    [['1,234', '1,234.5'], '.'],
    [['1,234', '0.5'], '.'],
    [['1.234', '0,5'], ','],
    [['1.234', '1.234.567'], ','],
    [['1,234', '1,234,567'], '.'],
    [['1.234', '64120,125'], ','],
    [['1,234', '12.34'], '.'],
    [['1 234,5'], ','],
    [['1.234', '0.123'], '.'],
  ])('of %j is %s', (texts, mark) => {
    expect(markOf(texts)).toBe(mark);
  });

  it('is the language’s where no number tells', () => {
    expect(markOf(['1,234'], 'en-US')).toBe('.');
    expect(markOf(['1,234'], 'ko')).toBe('.');
    expect(markOf(['1.234'], 'de')).toBe(',');
    expect(markOf(['1.234'], 'ru-RU')).toBe(',');
    expect(markOf(['1.234'], 'de-CH')).toBe('.');
    expect(markOf(['1.234'], 'es-MX')).toBe('.');
  });

  it('is unknown where neither tells, and where numbers contradict one another', () => {
    expect(markOf(['1,234'])).toBeNull();
    expect(markOf(['0.5', '0,5'], 'en')).toBeNull();
  });

  it('unknown, leaves all but whole digits unread', () => {
    expect(read('1,234', null)).toBeNull();
    expect(read('1234', null)).toEqual(['1234']);
  });
});

describe('any number', () => {
  const styles = [
    ['.', ','],
    [',', '.'],
    [',', '\u00a0'],
    ['.', '’'],
  ] as const;

  it('comes back as it was written, in every style', () => {
    fc.assert(
      fc.property(
        fc.bigInt({min: 0n, max: 10n ** 15n}),
        fc.integer({min: 0, max: 8}),
        fc.constantFrom(...styles),
        fc.boolean(),
        (units, places, [mark, group], negative) => {
          const digits = units.toString().padStart(places + 1, '0');
          const whole = digits.slice(0, digits.length - places);
          const part = digits.slice(digits.length - places);
          const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
          const text = `${negative ? '−' : ''}${grouped}${places > 0 ? mark + part : ''}`;
          const [numeral] = numeralsOf(text) ?? [];
          const value = numeral && quantityOf(numeral, mark)?.value;
          const sign = negative ? '-' : '';
          expect(value?.eq(`${sign}${whole}${places > 0 ? `.${part}` : ''}`)).toBe(true);
        },
      ),
    );
  });

  it('read from any text whatever is a decimal that is finite, or is not read', () => {
    const letters = fc.constantFrom(..."0123456789.,()+-−$%xKM ₀₄\t\n’'e:BTC万");
    fc.assert(
      fc.property(
        fc.string({unit: letters, maxLength: 30}),
        fc.constantFrom('.', ',', null),
        (text, mark) => {
          for (const {value, within} of quantitiesIn(text, mark as DecimalMark | null) ?? []) {
            expect(value.isFinite() && within.isFinite() && within.gt(0)).toBe(true);
          }
        },
      ),
    );
  });
});
