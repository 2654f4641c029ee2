import type { XmlElement } from '../../soap/parseXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import { missingElements } from './missingElements.ts';
import { parseProblem } from './parseProblem.ts';

/** Holds a component's root element against the schema of its type for an API version. */
export const validateElement = (root: XmlElement, typeName: string, version: number): MetadataProblem[] => {
  const unreadable = parseProblem(root, typeName, version);
  return unreadable ? [unreadable] : missingElements(root, typeName, version);
};
