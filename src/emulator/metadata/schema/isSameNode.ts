import type { XmlNode } from '../../state/components.ts';

/** Whether two nodes say the same, wherever in their files they stand. */
export const isSameNode = (left: XmlNode, right: XmlNode): boolean => {
  if (left.text !== right.text) return false;
  const names = new Set([...Object.keys(left.children), ...Object.keys(right.children)]);
  return [...names].every((name) => isSameList(left.children[name] ?? [], right.children[name] ?? []));
};

const isSameList = (left: readonly XmlNode[], right: readonly XmlNode[]): boolean =>
  left.length === right.length &&
  left.every((node) => right.some((other) => isSameNode(node, other))) &&
  right.every((node) => left.some((other) => isSameNode(node, other)));
