import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Named types as the table has them: rows `name[!][*] type` of a complex type, the words of an enum. */
export type OfficialTypes = {
  complex: Record<string, string[]>;
  words: Record<string, string[]>;
};

/** A type that stands for another one by name (`string` where the list of words is not published). */
type Declared = OfficialTypes & { aliases: Record<string, string> };

const nameOf = (node: ts.TypeNode): string => node.getText().replace(/\s+/g, ' ');

const rowOf = (member: ts.TypeElement): string => {
  if (!ts.isPropertySignature(member) || !member.type) throw new Error(`no property: ${member.getText()}`);
  const isMany = ts.isArrayTypeNode(member.type);
  const type = ts.isArrayTypeNode(member.type) ? member.type.elementType : member.type;
  // A list is never optional in TypeScript, and an element that repeats never required in XML.
  const mark = isMany ? '*' : member.questionToken ? '' : '!';
  return `${member.name.getText()}${mark} ${nameOf(type)}`;
};

/** The text of a type that is one word; undefined for any other. */
const wordOf = (node: ts.TypeNode): string | undefined =>
  ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;

const declare = (declared: Declared, name: string, type: ts.TypeNode): void => {
  const parts = ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type) ? type.types : [type];
  const words = parts.map(wordOf).filter((word) => word !== undefined);
  if (words.length === parts.length) {
    declared.words[name] = words;
    return;
  }
  if (!ts.isIntersectionTypeNode(type) && !ts.isTypeLiteralNode(type)) {
    declared.aliases[name] = nameOf(type);
    return;
  }
  // A base type is named first; its rows come first, as in the official schema.
  declared.complex[name] = parts.flatMap((part) =>
    ts.isTypeLiteralNode(part) ? part.members.map(rowOf) : (declared.complex[nameOf(part)] ?? []),
  );
};

const declaredTypes = (text: string): Declared => {
  const declared: Declared = { complex: {}, words: {}, aliases: {} };
  const statements = ts.createSourceFile('metadata.d.ts', text, ts.ScriptTarget.ES2023, true).statements;
  for (const statement of statements) {
    if (ts.isTypeAliasDeclaration(statement)) declare(declared, statement.name.text, statement.type);
  }
  return declared;
};

const SIMPLE = new Set(['string', 'boolean', 'number', 'Date', 'any']);

/** The types of `@salesforce/types` that components of the named types are made of; names sorted. */
export const readTypes = async (roots: readonly string[]): Promise<OfficialTypes> => {
  const path = fileURLToPath(import.meta.resolve('@salesforce/types/metadata')).replace(/\.js$/, '.d.ts');
  const declared = declaredTypes(await readFile(path, 'utf8'));
  const reached: OfficialTypes = { complex: {}, words: {} };
  const reach = (name: string): void => {
    const words = declared.words[name];
    if (words) reached.words[name] = words;
    else if (!(name in reached.complex)) {
      const rows = declared.complex[name];
      if (!rows) throw new Error(`@salesforce/types has no type ${name}`);
      reached.complex[name] = rows.map((row) => {
        const [head = '', type = ''] = row.split(' ');
        return `${head} ${declared.aliases[type] ?? type}`;
      });
      for (const row of reached.complex[name]) {
        const type = row.split(' ')[1] ?? '';
        if (!SIMPLE.has(type)) reach(type);
      }
    }
  };
  roots.forEach(reach);
  const sorted = (named: Record<string, string[]>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { complex: sorted(reached.complex), words: sorted(reached.words) };
};
