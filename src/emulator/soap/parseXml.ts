import { decodeEntities } from './entities.ts';
import { xmlTokenAt, type XmlToken } from './xmlTokens.ts';

/** An element as it stands in a document: name without prefix, children in order. Line and column count from 1. */
export type XmlElement = {
  name: string;
  /** Attributes by their full name (`xsi:type`). */
  attributes: Readonly<Record<string, string>>;
  /** Own text and CDATA, entities resolved. */
  text: string;
  elements: XmlElement[];
  line: number;
  /** Where the start tag ends, as the platform's messages have it. */
  column: number;
  /** Where the end tag ends. */
  end: { line: number; column: number };
};

/** Why a text is no XML document. */
export type XmlProblem = { problem: string; line: number; column: number };

type Position = { line: number; column: number };

type Open = { element: XmlElement; qualified: string };

/** Line and column of an offset. Offsets are asked for in ascending order, so that each line is counted once. */
const makeLocate = (source: string): ((offset: number) => Position) => {
  let line = 1;
  let lineStart = 0;
  // Kept between calls: a document without line breaks would else be searched to its end for each element.
  let lineEnd = source.indexOf('\n');
  return (offset) => {
    for (; lineEnd !== -1 && lineEnd < offset; lineEnd = source.indexOf('\n', lineStart)) {
      line += 1;
      lineStart = lineEnd + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
};

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      decodeEntities(double ?? single ?? ''),
    ]),
  );

const BARE_AMPERSAND = /&(?!(#x[0-9a-f]+|#\d+|amp|lt|gt|quot|apos);)/i;

/** What a token is to the elements that are open; a text says what is wrong with it. */
const take = (token: XmlToken, open: Open[], roots: XmlElement[], position: () => Position): string | undefined => {
  const parent = open.at(-1);
  if (token.kind === 'aside') return undefined;
  if (token.kind === 'text') {
    if (!token.isCdata && BARE_AMPERSAND.test(token.text)) return "char '&' is not expected.";
    if (parent) parent.element.text += token.isCdata ? token.text : decodeEntities(token.text);
    else if (token.text.trim() !== '') return 'Text is not expected outside the root element.';
    return undefined;
  }
  if (token.kind === 'close') {
    if (parent?.qualified !== token.name)
      return `Expected closing tag '${parent?.qualified ?? ''}' instead of closing tag '${token.name}'.`;
    parent.element.end = position();
    open.pop();
    return undefined;
  }
  if (!parent && roots.length > 0) return 'Only one root element is expected.';
  const place = position();
  const element = {
    name: token.name.replace(/^.*:/, ''),
    attributes: attributesOf(token.attributes),
    text: '',
    elements: [],
    ...place,
    end: place,
  };
  (parent?.element.elements ?? roots).push(element);
  if (!token.isEmpty) open.push({ element, qualified: token.name });
  return undefined;
};

/** No client sends as many: an org that reads them all has no memory left for others. */
const MOST_ELEMENTS = 100_000;

/** Parses a document. A document type declaration is refused: the platform reads none. */
export const parseXml = (text: string): XmlElement | XmlProblem => {
  const source = text.replace(/^\uFEFF/, '');
  const roots: XmlElement[] = [];
  const open: Open[] = [];
  const locate = makeLocate(source);
  let offset = 0;
  let elements = 0;
  while (offset < source.length) {
    const token = xmlTokenAt(source, offset);
    if (token?.kind === 'open' && (elements += 1) > MOST_ELEMENTS) {
      return { problem: `More than ${MOST_ELEMENTS} elements are not read.`, ...locate(offset) };
    }
    if (!token) return { problem: "char '<' is not expected.", ...locate(offset) };
    const problem = take(token, open, roots, () => locate(token.end));
    if (problem !== undefined) return { problem, ...locate(offset) };
    offset = token.end;
  }
  const unclosed = open.at(-1);
  if (unclosed) return { problem: `Unclosed tag '${unclosed.qualified}'.`, ...locate(offset) };
  return roots[0] ?? { problem: 'Start tag expected.', line: 1, column: 1 };
};
