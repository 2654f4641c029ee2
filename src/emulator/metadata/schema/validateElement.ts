import type { XmlElement } from '../../soap/parseXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { elementProblems } from './elementProblems.ts';
import { elements } from './elementRule.ts';

/** What every metadata type has besides its own elements. */
const BASE = elements('fullName string\nmodule string');

/** Of a type whose content stands in a file of its own, the content as a CRUD call brings it. */
const CONTENT = elements('content string');

/** Holds a component's root element against the schema of its type for an API version. */
export const validateElement = (root: XmlElement, type: MetadataType, version: number): MetadataProblem[] =>
  elementProblems(
    root,
    type.rootElement ?? type.name,
    [...BASE, ...(type.metaFile ? CONTENT : []), ...type.elements],
    version,
  );
