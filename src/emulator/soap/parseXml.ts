import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeEntities } from './entities.ts';

/** An element as it stands in a document: name without prefix, children in order. Line and column count from 1. */
export type XmlElement = {
  name: string;
  /** Attributes by their full name (`xsi:type`). */
  attributes: Readonly<Record<string, string>>;
  /** Own text and CDATA, entities resolved. */
  text: string;
  elements: readonly XmlElement[];
  line: number;
  /** Where the start tag ends. */
  column: number;
  /** Namespace that an `xmlns` of the element itself gives, or its prefix stands for at the root. */
  namespace?: string;
};

/** Why a text is no XML document. */
export type XmlProblem = { problem: string; line: number; column: number };

type Parsed = Record<string, unknown>;

const META = XMLParser.getMetaDataSymbol() as unknown as string;

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  cdataPropName: '#cdata',
});

/** Line and column of an offset; offsets must be asked for in ascending order. */
const makeLocate = (text: string): ((offset: number) => { line: number; column: number }) => {
  let line = 1;
  let lineStart = 0;
  let at = 0;
  return (offset) => {
    for (; at < offset; at += 1) {
      if (text.charCodeAt(at) === 10) {
        line += 1;
        lineStart = at + 1;
      }
    }
    return { line, column: offset - lineStart + 1 };
  };
};

const nameOf = (node: Parsed): string => Object.keys(node).find((key) => key !== ':@') ?? '';

const textIn = (children: readonly Parsed[]): string =>
  children
    .map((child) => {
      if (typeof child['#text'] === 'string') return decodeEntities(child['#text']);
      const cdata = child['#cdata'];
      return Array.isArray(cdata) ? cdata.map((part: Parsed) => String(part['#text'] ?? '')).join('') : '';
    })
    .join('');

const convert = (node: Parsed, text: string, locate: ReturnType<typeof makeLocate>): XmlElement => {
  const qualified = nameOf(node);
  const children = node[qualified] as readonly Parsed[];
  const start = (node[META] as { startIndex: number } | undefined)?.startIndex ?? 0;
  const position = locate(Math.max(start, text.indexOf('>', start) + 1));
  const raw = (node[':@'] ?? {}) as Record<string, string>;
  const attributes = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, decodeEntities(value)]));
  const [prefix, local] = qualified.includes(':') ? qualified.split(':', 2) : [undefined, qualified];
  const namespace = attributes[prefix === undefined ? 'xmlns' : `xmlns:${prefix}`];
  return {
    name: local ?? '',
    attributes,
    text: textIn(children),
    elements: children
      .filter((child) => !['#text', '#cdata'].includes(nameOf(child)) && !nameOf(child).startsWith('?'))
      .map((child) => convert(child, text, locate)),
    ...position,
    ...(namespace === undefined ? {} : { namespace }),
  };
};

const refusal = (problem: string, line = 1, column = 1): XmlProblem => ({ problem, line, column });

/** Parses a document. A document type declaration is refused: the platform reads none. */
export const parseXml = (text: string): XmlElement | XmlProblem => {
  const source = text.replace(/^\uFEFF/, '');
  if (/<!DOCTYPE/i.test(source)) return refusal('A document type declaration is not allowed.');
  const valid = XMLValidator.validate(source);
  if (valid !== true) return refusal(valid.err.msg, valid.err.line, valid.err.col);
  try {
    const root = (parser.parse(source) as Parsed[]).find((node) => !/^[?#]/.test(nameOf(node)));
    return root ? convert(root, source, makeLocate(source)) : refusal('Start tag expected.');
  } catch (error) {
    return refusal(error instanceof Error ? error.message : 'Not XML.');
  }
};
