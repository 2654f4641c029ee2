import { METADATA_NAMESPACE } from '../../soap/soapAnswer.ts';
import type { XmlElement } from '../../soap/parseXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import { isKnownAt, type ElementContent, type ElementRule } from './elementRule.ts';

const at = (element: XmlElement, code: string, problem: string): MetadataProblem => ({
  code,
  problem,
  line: element.line,
  column: element.column,
});

const qualified = (element: XmlElement): string => `{${METADATA_NAMESPACE}}${element.name}`;

const SIMPLE = {
  boolean: /^(true|false|0|1)$/,
  int: /^[+-]?\d+$/,
  double: /^[+-]?\d+(\.\d+)?$/,
  // A date alone is none (platform-facts §2.8).
  dateTime: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/,
  string: /^/,
};

const valueProblems = (element: XmlElement, content: ElementContent, version: number): MetadataProblem[] => {
  const value = element.text.trim();
  if (content.kind === 'complex') return elementProblems(element, content.name, content.elements, version);
  const [child] = element.elements;
  if (child) {
    return [at(child, 'INVALID_FIELD', `Element ${qualified(child)} invalid at this location in type ${element.name}`)];
  }
  if (content.kind === 'enum') {
    const span = content.values.get(value);
    if (span && isKnownAt(span, version)) return [];
    return [at(element, 'INVALID_FIELD', `'${value}' is not a valid value for the enum '${content.name}'`)];
  }
  if (SIMPLE[content.kind].test(value)) return [];
  return [at(element, 'INVALID_FIELD', `'${value}' is not a valid value for the type xsd:${content.kind}`)];
};

/** An element may come again only where it repeats, and then without others between. */
const isOutOfPlace = (siblings: readonly XmlElement[], index: number, many: boolean): boolean => {
  const name = siblings[index]?.name;
  const earlier = siblings.slice(0, index).some((sibling) => sibling.name === name);
  return earlier && !(many && siblings[index - 1]?.name === name);
};

/**
 * Holds an element's children against the table of its type for an API version: unknown or misplaced elements,
 * required ones that are missing, values outside an enum. An element that the version does not know is as unknown as
 * any other (L08). The order of the official schema is not asked for: the platform takes any.
 */
export const elementProblems = (
  element: XmlElement,
  typeName: string,
  rules: readonly ElementRule[],
  version: number,
): MetadataProblem[] => {
  const known = new Map(rules.filter((rule) => isKnownAt(rule, version)).map((rule) => [rule.name, rule]));
  const wrong = element.elements.flatMap((child, index) => {
    const rule = known.get(child.name);
    if (!rule) {
      return [at(child, 'INVALID_FIELD', `Element ${qualified(child)} invalid at this location in type ${typeName}`)];
    }
    if (isOutOfPlace(element.elements, index, rule.many)) {
      return [
        at(child, 'INVALID_FIELD', `Element ${qualified(child)} is duplicated at this location in type ${typeName}`),
      ];
    }
    return valueProblems(child, rule.content, version);
  });
  const missing = [...known.values()]
    .filter((rule) => rule.required)
    .filter((rule) => !element.elements.some((child) => child.name === rule.name && hasValue(child)))
    .map((rule) => at(element, 'REQUIRED_FIELD_MISSING', `Required field is missing: ${rule.name}`));
  return [...wrong, ...missing];
};

const hasValue = (element: XmlElement): boolean => element.elements.length > 0 || element.text.trim() !== '';
