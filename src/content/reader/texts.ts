import {MOST} from '../../venues/table/bounds.ts';

/** Elements that do not begin a line of their own, whatever the page's style makes of them. */
const INLINE = /^(SPAN|B|I|EM|STRONG|SMALL|A|U|S|FONT|LABEL|BDI|BDO|ABBR|DATA|TIME|MARK|CODE|SUB|SUP)$/;
const SKIPPED = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SVG|SELECT|TEXTAREA|IFRAME)$/i;

const SMALL_ZERO = 0x2080;
const lowered = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCharCode(SMALL_ZERO + Number(digit)));

/**
 * An element's text with its layout: `\n` between blocks, `\t` between pieces of one line. Small digits stay told apart.
 * Text only, and at most so much of it: what is longer is no cell, and comes back empty.
 */
export const textOf = (element: Element): string => {
  let text = '';
  let gap = '';
  const walk = (node: Node, style: string): boolean => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) {
        const piece = child.nodeValue?.replaceAll(/\s+/g, ' ') ?? '';
        if (piece.trim() !== '') {
          const said = gap === '' ? piece : piece.trimStart();
          text = gap === '' || text === '' ? text : text.trimEnd();
          text += `${text === '' ? '' : gap}${style === 'SUB' ? lowered(said) : style === 'SUP' ? `^${said}` : said}`;
          gap = '';
        } else if (gap === '' && piece !== '') text += ' ';
        if (text.length > MOST.characters) return false;
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        const {tagName} = child as Element;
        if (SKIPPED.test(tagName) || (child as Element).hasAttribute('hidden')) continue;
        // A small digit belongs to what stands before it.
        const edge = /^SU[BP]$/.test(tagName) ? '' : INLINE.test(tagName) ? '\t' : '\n';
        gap = gap === '\n' ? gap : edge || gap;
        if (!walk(child, edge === '' ? tagName : style)) return false;
        gap = gap === '\n' ? gap : edge || gap;
      }
    }
    return true;
  };
  return walk(element, '') ? text.trim() : '';
};
