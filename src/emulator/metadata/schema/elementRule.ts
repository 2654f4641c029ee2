/** What an element may hold: a simple value, one of a list of words, or elements. */
export type ElementContent =
  | { kind: 'string' | 'boolean' | 'int' | 'double' | 'dateTime' }
  | { kind: 'enum'; name: string; values: ReadonlyMap<string, Span> }
  | { kind: 'complex'; name: string; elements: readonly ElementRule[] };

/** API versions that know something, both ends included. */
export type Span = { since: number; until: number };

export type ElementRule = Span & { name: string; required: boolean; many: boolean; content: ElementContent };

/** Named types that a table may use: a list of words is an enum (`Word@61` is known from 61), a table a complex type. */
export type TypeNames = Readonly<Record<string, readonly string[] | readonly ElementRule[]>>;

const ALWAYS: Span = { since: 0, until: Number.POSITIVE_INFINITY };

const spanOf = (text: string | undefined): Span => {
  if (text === undefined) return ALWAYS;
  const [since, until] = text.split('-');
  return { since: Number(since), until: until === undefined ? ALWAYS.until : Number(until) };
};

const isWords = (named: readonly string[] | readonly ElementRule[]): named is readonly string[] =>
  typeof named[0] === 'string';

const contentOf = (type: string, names: TypeNames): ElementContent => {
  if (type === 'string' || type === 'boolean' || type === 'int' || type === 'double' || type === 'dateTime') {
    return { kind: type };
  }
  const named = names[type];
  if (!named) throw new Error(`unknown type ${type} in a schema table`);
  if (!isWords(named)) return { kind: 'complex', name: type, elements: named };
  const words = named.map((word) => word.split('@') as [string, string?]);
  return { kind: 'enum', name: type, values: new Map(words.map(([word, span]) => [word, spanOf(span)])) };
};

/**
 * Reads a schema table, a row an element in the order of the official schema: `name type [versions]`. `!` after the
 * name: required; `*`: repeats. Versions are those that know it: `61` (and later) or `61-63`.
 */
export const elements = (table: string, names: TypeNames = {}): readonly ElementRule[] =>
  table
    .trim()
    .split('\n')
    .map((row) => {
      const [head = '', type = '', span] = row.trim().split(/\s+/);
      const name = head.replace(/[!*]/g, '');
      return {
        name,
        required: head.includes('!'),
        many: head.includes('*'),
        content: contentOf(type, names),
        ...spanOf(span),
      };
    });

export const isKnownAt = (span: Span, version: number): boolean => version >= span.since && version <= span.until;
