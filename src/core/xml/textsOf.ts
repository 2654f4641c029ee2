import type { XmlElement } from './xmlElement.ts';

/** The texts of all elements below `element` that are called `name`, at any depth, in document order. */
export const textsOf = (element: XmlElement | undefined, name: string): string[] =>
  (element?.children ?? []).flatMap((child) => [...(child.name === name ? [child.text] : []), ...textsOf(child, name)]);
