/** API versions that know something, both ends included. */
export type Span = { since: number; until: number };

export type SimpleKind = 'string' | 'boolean' | 'int' | 'double' | 'dateTime' | 'any';

/** What an element may hold: a simple value, one of a list of words, or the elements of a named type (`rulesOf`). */
export type ElementContent =
  | { kind: SimpleKind }
  | { kind: 'enum'; name: string; values: ReadonlyMap<string, Span> }
  | { kind: 'complex'; name: string };

export type ElementRule = Span & { name: string; required: boolean; many: boolean; content: ElementContent };

export const ALWAYS: Span = { since: 0, until: Number.POSITIVE_INFINITY };

export const isKnownAt = (span: Span, version: number): boolean => version >= span.since && version <= span.until;
