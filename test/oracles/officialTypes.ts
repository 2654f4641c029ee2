import { readFile } from 'node:fs/promises';
import { isKnownAt, type ElementRule } from '../../src/emulator/metadata/schema/elementRule.ts';
import { rulesOf } from '../../src/emulator/metadata/schema/rulesOf.ts';
import { schemaTypes } from '../../src/emulator/metadata/types/table.ts';

type Element = { name: string; type: string; required: boolean; many: boolean };

const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];

/** Complex types and enums of the Metadata WSDL, by name. */
const readWsdl = (wsdl: string) => {
  const complex = new Map(
    [...wsdl.matchAll(/<xsd:complexType name="(\w+)">([\s\S]*?)<\/xsd:complexType>/g)].map(
      ([, name = '', body = '']) => {
        const elements = [...body.matchAll(/<xsd:element ([^>]*)>/g)].map(([, text = '']): Element => {
          const many = attribute(text, 'maxOccurs') === 'unbounded';
          return {
            name: attribute(text, 'name') ?? '',
            type: (attribute(text, 'type') ?? '').replace(/^\w+:/, ''),
            required: !many && attribute(text, 'minOccurs') !== '0',
            many,
          };
        });
        return [name, { base: /extension base="tns:(\w+)"/.exec(body)?.[1], elements }] as const;
      },
    ),
  );
  const enums = new Map(
    [...wsdl.matchAll(/<xsd:simpleType name="(\w+)">([\s\S]*?)<\/xsd:simpleType>/g)].map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/<xsd:enumeration value="([^"]*)"/g)].map(([, word = '']) => word),
    ]),
  );
  const elementsOf = (name: string): Element[] => {
    const type = complex.get(name);
    return type ? [...(type.base === undefined ? [] : elementsOf(type.base)), ...type.elements] : [];
  };
  return { complex, enums, elementsOf };
};

type Wsdl = ReturnType<typeof readWsdl>;

const KINDS: Readonly<Record<string, string>> = { anyType: 'any', base64Binary: 'string' };

const typeOf = ({ content }: ElementRule): string => ('name' in content ? content.name : content.kind);

const compareElement = (where: string, rule: ElementRule, official: Element | undefined): string[] => {
  if (!official) return [`${where}: not in the WSDL`];
  const type = KINDS[official.type] ?? official.type;
  return [
    ...(typeOf(rule) === type ? [] : [`${where}: ${typeOf(rule)}, in the WSDL ${type}`]),
    ...(rule.required === official.required ? [] : [`${where}: required in one of both`]),
    ...(rule.many === official.many ? [] : [`${where}: repeats in one of both`]),
  ];
};

const compareWords = ({ name, content }: ElementRule, version: number, { enums }: Wsdl): string[] => {
  if (content.kind !== 'enum') return [];
  const official = enums.get(content.name);
  if (!official) return [`${name}: the WSDL has no enum ${content.name}`];
  const words = [...content.values].filter(([, span]) => isKnownAt(span, version)).map(([word]) => word);
  return [
    ...words.filter((word) => !official.includes(word)).map((word) => `${content.name}.${word}: not in the WSDL`),
    ...official.filter((word) => !words.includes(word)).map((word) => `${content.name}.${word}: in the WSDL alone`),
  ];
};

/** How the emulated org's table differs from a Metadata WSDL, whose version is `version`; a line a difference, each once. */
export const compareWithWsdl = async (path: string, version: number): Promise<string[]> => {
  const wsdl = readWsdl(await readFile(path, 'utf8'));
  const seen = new Set<string>();
  const compare = (typeName: string): string[] => {
    if (seen.has(typeName)) return [];
    seen.add(typeName);
    const official = wsdl.elementsOf(typeName);
    const rules = rulesOf(typeName).filter((rule) => isKnownAt(rule, version));
    const names = new Set(rules.map(({ name }) => name));
    return [
      ...rules.flatMap((rule) => [
        ...compareElement(
          `${typeName}.${rule.name}`,
          rule,
          official.find(({ name }) => name === rule.name),
        ),
        ...compareWords(rule, version, wsdl),
        ...(rule.content.kind === 'complex' ? compare(rule.content.name) : []),
      ]),
      ...official.filter(({ name }) => !names.has(name)).map(({ name }) => `${typeName}.${name}: in the WSDL alone`),
    ];
  };
  const found = schemaTypes().flatMap((type) => compare(type.rootElement ?? type.name));
  return [...new Set(found)].toSorted();
};
