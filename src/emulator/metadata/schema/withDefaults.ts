import type { XmlNode } from '../../state/components.ts';
import { nodeOf } from './xmlNode.ts';

/** What an element is when a file leaves it out. */
export const withDefaults = (node: XmlNode, defaults: Readonly<Record<string, string>>): XmlNode => ({
  ...node,
  children: { ...nodeOf(defaults).children, ...node.children },
});
