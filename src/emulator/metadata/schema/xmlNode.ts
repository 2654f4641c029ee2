import type { XmlNode } from '../../state/components.ts';
import type { XmlElement } from '../../soap/parseXml.ts';

/** An element as the org keeps it: values trimmed, children by name. Empty optional elements count as left out. */
export const toXmlNode = (element: XmlElement): XmlNode => {
  const children: Record<string, XmlNode[]> = {};
  for (const child of element.elements) {
    const node = toXmlNode(child);
    if (node.text === '' && Object.keys(node.children).length === 0) continue;
    (children[child.name] ??= []).push(node);
  }
  return { text: element.elements.length > 0 ? '' : element.text.trim(), children, line: element.line };
};

const textNode = (text: string): XmlNode => ({ text, children: {}, line: 0 });

/** A node of elements with text, by name. */
export const nodeOf = (values: Readonly<Record<string, string>>): XmlNode => ({
  text: '',
  children: Object.fromEntries(Object.entries(values).map(([name, text]) => [name, [textNode(text)]])),
  line: 0,
});

export const omit = (children: XmlNode['children'], names: readonly string[]): XmlNode['children'] =>
  Object.fromEntries(Object.entries(children).filter(([name]) => !names.includes(name)));

/** A copy with some elements put in, replaced, or (undefined) taken out. */
export const withValues = (node: XmlNode, values: Readonly<Record<string, string | undefined>>): XmlNode => {
  const kept = omit(node.children, Object.keys(values));
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...node, children: { ...kept, ...nodeOf(Object.fromEntries(given)).children } };
};
