import { escapeXml } from './escapeXml.ts';

/** An element with either children or text; attributes in their order. */
export type XmlNode = {
  name: string;
  attributes?: Readonly<Record<string, string | number>>;
  children?: readonly XmlNode[];
  text?: string;
};

const lines = ({ name, attributes = {}, children = [], text = '' }: XmlNode, indent: string): string[] => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(`${value}`)}"`);
  const start = `${indent}<${name}${given.join('')}`;
  if (children.length > 0) {
    return [`${start}>`, ...children.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
  }
  return [text === '' ? `${start}/>` : `${start}>${escapeXml(text)}</${name}>`];
};

/** An XML document with `root` as its root element. */
export const printXml = (root: XmlNode): string =>
  `${['<?xml version="1.0" encoding="UTF-8"?>', ...lines(root, '')].join('\n')}\n`;
