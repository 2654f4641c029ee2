import type { XmlElement } from '../../soap/parseXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import { isKnownAt } from './elementRule.ts';
import { rulesOf } from './rulesOf.ts';

const hasValue = (element: XmlElement): boolean => element.elements.length > 0 || element.text.trim() !== '';

/** Behind an element stands a field of a like name: what is missing once the file is read is told by that. */
const fieldOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Required elements that an element, or one inside it, lacks or has empty at an API version. */
export const missingElements = (element: XmlElement, typeName: string, version: number): MetadataProblem[] =>
  rulesOf(typeName)
    .filter((rule) => isKnownAt(rule, version))
    .flatMap((rule): MetadataProblem[] => {
      const { content, name, required } = rule;
      const given = element.elements.filter((child) => child.name === name);
      if (required && !given.some(hasValue)) {
        const { line, column } = given[0] ?? element;
        const problem = given[0]
          ? `Required fields are missing: [${fieldOf(name)}]`
          : `Required field is missing: ${name}`;
        return [{ code: 'REQUIRED_FIELD_MISSING', problem, line, column }];
      }
      return content.kind === 'complex' ? given.flatMap((child) => missingElements(child, content.name, version)) : [];
    });
