import type { Component } from '../core/components.ts';
import { parseMetadata } from '../core/xml/xmlElement.ts';

/** The fields of a flat metadata file, in its order: Metadata CRUD takes them as they stand in the file. */
export const fieldsOf = (component: Component): Record<string, string> => {
  const xml = [...component.files.values()][0] ?? '';
  const fields = parseMetadata(xml).children.map(({ name, text }) => [name, text] as const);
  return { fullName: component.fullName, ...Object.fromEntries(fields) };
};
