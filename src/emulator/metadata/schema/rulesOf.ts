import { createRequire } from 'node:module';
import { readAmendments, type Amendment, type Amendments } from './amendments.ts';
import { ALWAYS, type ElementContent, type ElementRule, type SimpleKind, type Span } from './elementRule.ts';

/** `metadataTypes.json` (`npm run generate:types`): rows `name[!][*] type`, `!` required, `*` repeats; words of enums. */
type OfficialTypes = {
  complex: Readonly<Record<string, readonly string[]>>;
  words: Readonly<Record<string, readonly string[]>>;
};

type Table = { official: OfficialTypes; amendments: Amendments };

let table: Table | undefined;

/** Read when the first component is judged or shown, not when the org starts. */
const theTable = (): Table =>
  (table ??= {
    official: createRequire(import.meta.url)('./metadataTypes.json') as OfficialTypes,
    amendments: readAmendments(),
  });

/** Which XML type a TypeScript type stands for, where nothing else is said by hand. */
const SIMPLE: Readonly<Record<string, SimpleKind>> = {
  string: 'string',
  boolean: 'boolean',
  number: 'int',
  double: 'double',
  Date: 'dateTime',
  any: 'any',
};

const contentOf = (type: string): ElementContent => {
  const { official, amendments } = theTable();
  const kind = SIMPLE[type];
  if (kind) return { kind };
  const words = amendments.enums.get(type) ?? official.words[type];
  if (!words) return { kind: 'complex', name: type };
  const said = amendments.members.get(type);
  return { kind: 'enum', name: type, values: new Map(words.map((word) => [word, said?.get(word)?.span ?? ALWAYS])) };
};

const ruleOf = (row: string, amendment: Amendment | undefined): ElementRule => {
  const [head = '', type = ''] = row.split(' ');
  return {
    name: head.replace(/[!*]/, ''),
    required: head.endsWith('!') || amendment?.required === true,
    many: head.endsWith('*'),
    content: contentOf(amendment?.type ?? type),
    ...(amendment?.span ?? ALWAYS),
  };
};

/** Elements that newer official types have lost, put where the order of names has them. */
const withLost = (rules: readonly ElementRule[], said: ReadonlyMap<string, Amendment>): ElementRule[] => {
  const all = [...rules];
  for (const [name, amendment] of said) {
    if (amendment.type === undefined || all.some((rule) => rule.name === name)) continue;
    const later = all.findIndex((rule) => rule.name !== 'fullName' && rule.name > name);
    all.splice(later === -1 ? all.length : later, 0, ruleOf(`${name} ${amendment.type}`, amendment));
  }
  return all;
};

const known = new Map<string, readonly ElementRule[]>();

/** The elements of a type, in the order of the official schema. A type that the table lacks is a mistake of ours. */
export const rulesOf = (typeName: string): readonly ElementRule[] => {
  const found = known.get(typeName);
  if (found) return found;
  const { official, amendments } = theTable();
  const rows = official.complex[typeName];
  if (!rows) throw new Error(`metadataTypes.json has no type ${typeName}: npm run generate:types`);
  const said = amendments.members.get(typeName) ?? new Map<string, Amendment>();
  const rules = withLost(
    rows.map((row) => ruleOf(row, said.get(row.replace(/[!*]? .*$/, '')))),
    said,
  );
  known.set(typeName, rules);
  return rules;
};

/** The API versions that know a type. */
export const versionsOf = (typeName: string): Span => theTable().amendments.types.get(typeName) ?? ALWAYS;
