import type { XmlNode } from '../../state/components.ts';
import type { XmlValue } from '../../soap/writeXml.ts';
import { isKnownAt } from './elementRule.ts';
import { rulesOf } from './rulesOf.ts';

/**
 * A node as elements to be written, in the order of the schema and without what the API version does not know. Lists
 * come sorted, as the platform gives them, whatever order they were deployed in.
 */
export const renderNode = (node: XmlNode, typeName: string, version: number): Record<string, XmlValue> => {
  const shown: Record<string, XmlValue> = {};
  for (const rule of rulesOf(typeName)) {
    const nodes = node.children[rule.name];
    if (!nodes || nodes.length === 0 || !isKnownAt(rule, version)) continue;
    const { content } = rule;
    const values = nodes.map((child): XmlValue =>
      content.kind === 'complex' ? renderNode(child, content.name, version) : child.text,
    );
    shown[rule.name] = rule.many ? values.toSorted(byText) : values;
  }
  return shown;
};

const byText = (left: XmlValue, right: XmlValue): number => {
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
