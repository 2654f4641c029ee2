import { METADATA_NAMESPACE } from '../../soap/soapAnswer.ts';
import type { XmlElement } from '../../soap/parseXml.ts';
import { notEmulatedProblem, type MetadataProblem } from '../metadataProblem.ts';
import { isKnownAt, type ElementContent, type ElementRule, type SimpleKind } from './elementRule.ts';
import { isNotEmulated } from './notEmulated.ts';
import { rulesOf } from './rulesOf.ts';

type Position = { line: number; column: number };

const at = ({ line, column }: Position, problem: string): MetadataProblem => ({
  code: 'INVALID_FIELD',
  problem,
  line,
  column,
  unreadable: true,
});

const qualified = (element: XmlElement): string => `{${METADATA_NAMESPACE}}${element.name}`;

const SIMPLE: Readonly<Record<SimpleKind, RegExp>> = {
  boolean: /^(true|false|0|1)$/,
  int: /^[+-]?\d+$/,
  double: /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/,
  // A date alone is none (platform-facts §2.8).
  dateTime: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/,
  string: /^/,
  any: /^/,
};

const simpleProblem = (kind: SimpleKind, value: string): string | undefined => {
  if (SIMPLE[kind].test(value)) return undefined;
  if (kind === 'boolean') return `'${value}' is not valid for type xsd:boolean, should be '0', '1', 'true' or 'false'`;
  return kind === 'double'
    ? `'${value}' is not valid for the type xsd:double`
    : `'${value}' is not a valid value for the type xsd:${kind}`;
};

const valueProblem = (element: XmlElement, content: ElementContent, version: number): MetadataProblem | undefined => {
  if (content.kind === 'complex') return parseProblem(element, content.name, version);
  const [child] = element.elements;
  if (child && content.kind !== 'any') {
    return at(child, `Unexpected element ${qualified(child)} during simple type deserialization`);
  }
  const value = element.text.trim();
  if (content.kind === 'enum') {
    const span = content.values.get(value);
    const isWord = span !== undefined && isKnownAt(span, version);
    return isWord ? undefined : at(element.end, `'${value}' is not a valid value for the enum '${content.name}'`);
  }
  const problem = simpleProblem(content.kind, value);
  return problem === undefined ? undefined : at(element.end, problem);
};

/** An element may come again only where it repeats, and then without others between. */
const isOutOfPlace = (siblings: readonly XmlElement[], index: number, many: boolean): boolean => {
  const name = siblings[index]?.name;
  const earlier = siblings.slice(0, index).some((sibling) => sibling.name === name);
  return earlier && !(many && siblings[index - 1]?.name === name);
};

const isNil = (element: XmlElement): boolean => ['true', '1'].includes(element.attributes['xsi:nil'] ?? '');

const childProblem = (
  siblings: readonly XmlElement[],
  index: number,
  typeName: string,
  rule: ElementRule | undefined,
  version: number,
): MetadataProblem | undefined => {
  const child = siblings[index];
  if (!child) return undefined;
  if (!rule) return at(child, `Element ${qualified(child)} invalid at this location in type ${typeName}`);
  // The platform leaves the namespace out here.
  if (isOutOfPlace(siblings, index, rule.many)) {
    return at(child, `Element ${child.name} is duplicated at this location in type ${typeName}`);
  }
  if (isNil(child)) return undefined;
  const problem = valueProblem(child, rule.content, version);
  if (problem || !isNotEmulated(typeName, child.name)) return problem;
  return { ...notEmulatedProblem(`${child.name} of ${typeName}`), line: child.line, column: child.column };
};

/**
 * The first place at which an element's content does not fit its type at an API version, as the platform's parser stops at
 * the first: an unknown or misplaced element, a value that is none. An element that the version does not know is as
 * unknown as any other (L08). The order of the official schema is not asked for: the platform takes any.
 */
export const parseProblem = (element: XmlElement, typeName: string, version: number): MetadataProblem | undefined => {
  const known = new Map(
    rulesOf(typeName)
      .filter((rule) => isKnownAt(rule, version))
      .map((rule) => [rule.name, rule]),
  );
  for (const [index, child] of element.elements.entries()) {
    const problem = childProblem(element.elements, index, typeName, known.get(child.name), version);
    if (problem) return problem;
  }
  return undefined;
};
