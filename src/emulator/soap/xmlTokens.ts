/** A piece of an XML document, and where it ends. */
export type XmlToken = { end: number } & (
  | { kind: 'text'; text: string; isCdata: boolean }
  | { kind: 'open'; name: string; attributes: string; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'aside' }
);

const NAME = '[A-Za-z_][\\w.:-]*';
const ATTRIBUTES = `(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*`;

const ASIDE = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>/y;
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'y');
const OPEN = new RegExp(`<(${NAME})(${ATTRIBUTES})\\s*(/?)>`, 'y');
const TEXT = /[^<]+/y;

const matchAt = (pattern: RegExp, source: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset;
  return pattern.exec(source);
};

/** The piece that begins at an offset; undefined where none can. */
export const xmlTokenAt = (source: string, offset: number): XmlToken | undefined => {
  const text = matchAt(TEXT, source, offset);
  if (text) return { kind: 'text', text: text[0], isCdata: false, end: offset + text[0].length };
  const open = matchAt(OPEN, source, offset);
  if (open) {
    const [whole, name = '', attributes = '', slash] = open;
    return { kind: 'open', name, attributes, isEmpty: slash === '/', end: offset + whole.length };
  }
  const close = matchAt(CLOSE, source, offset);
  if (close) return { kind: 'close', name: close[1] ?? '', end: offset + close[0].length };
  const cdata = matchAt(CDATA, source, offset);
  if (cdata) return { kind: 'text', text: cdata[1] ?? '', isCdata: true, end: offset + cdata[0].length };
  const aside = matchAt(ASIDE, source, offset);
  return aside ? { kind: 'aside', end: offset + aside[0].length } : undefined;
};
