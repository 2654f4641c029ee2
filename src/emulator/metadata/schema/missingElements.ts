import type { XmlElement } from '../../soap/parseXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import { isKnownAt } from './elementRule.ts';
import { rulesOf } from './rulesOf.ts';

const hasValue = (element: XmlElement): boolean => element.elements.length > 0 || element.text.trim() !== '';

/** Required elements that an element, or one inside it, lacks or has empty at an API version. */
export const missingElements = (element: XmlElement, typeName: string, version: number): MetadataProblem[] =>
  rulesOf(typeName)
    .filter((rule) => isKnownAt(rule, version))
    .flatMap((rule): MetadataProblem[] => {
      const { content, name, required } = rule;
      const given = element.elements.filter((child) => child.name === name);
      if (required && !given.some(hasValue)) {
        const { line, column } = element;
        return [{ code: 'REQUIRED_FIELD_MISSING', problem: `Required field is missing: ${name}`, line, column }];
      }
      return content.kind === 'complex' ? given.flatMap((child) => missingElements(child, content.name, version)) : [];
    });
