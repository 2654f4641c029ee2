import { XMLParser } from 'fast-xml-parser';
import { fail } from '../failure.ts';
import { escapeXml } from './escapeXml.ts';

/** An element of metadata XML: either text or children, in document order. Attributes and comments are dropped. */
export type XmlElement = { name: string; text: string; children: readonly XmlElement[] };

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  // `001` is a label, not a number.
  parseTagValue: false,
  // Numeric references too: other tools write `&#39;`.
  htmlEntities: true,
  trimValues: true,
});

type ParsedNode = Readonly<Record<string, readonly ParsedNode[] | string>>;

const toElements = (nodes: readonly ParsedNode[]): XmlElement[] =>
  nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, content]) => {
      if (typeof content === 'string' || name.startsWith('?') || name === ':@') return [];
      const text = content.map((child) => child['#text']).filter((part) => typeof part === 'string');
      return [{ name, text: text.join(''), children: toElements(content) }];
    }),
  );

/** The root element of a metadata file. */
export const parseMetadata = (xml: string): XmlElement => {
  const [root] = toElements(PARSER.parse(xml) as ParsedNode[]);
  return root ?? fail('MetadataUnreadable');
};

const lines = ({ name, text, children }: XmlElement, indent: string): string[] =>
  children.length === 0
    ? [`${indent}<${name}>${escapeXml(text)}</${name}>`]
    : [`${indent}<${name}>`, ...children.flatMap((child) => lines(child, `${indent}    `)), `${indent}</${name}>`];

/** A metadata file with `root` as its root element: four spaces a level, as the platform's own retrieves are. */
export const printMetadata = (root: XmlElement): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root.name} xmlns="http://soap.sforce.com/2006/04/metadata">`,
    ...root.children.flatMap((child) => lines(child, '    ')),
    `</${root.name}>`,
    '',
  ].join('\n');
