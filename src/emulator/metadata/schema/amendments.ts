import { AVAILABILITY } from './availability.ts';
import { ALWAYS, type Span } from './elementRule.ts';

/** What is said of one element or word. */
export type Amendment = { span?: Span; type?: string; required?: true };

export type Amendments = {
  /** Versions that know a type. */
  types: ReadonlyMap<string, Span>;
  /** By type, then by name. */
  members: ReadonlyMap<string, ReadonlyMap<string, Amendment>>;
  enums: ReadonlyMap<string, readonly string[]>;
};

const spanOf = (text: string): Span => {
  const [since, until] = text.split('-');
  return { since: Number(since), until: until === undefined ? ALWAYS.until : Number(until) };
};

/** Reads the rows that are kept by hand. */
export const readAmendments = (): Amendments => {
  const types = new Map<string, Span>();
  const members = new Map<string, Map<string, Amendment>>();
  const enums = new Map<string, readonly string[]>();
  for (const row of AVAILABILITY.trim().split(/\s*\n\s*/)) {
    const [type = '', ...rest] = row.split(' ');
    if (rest[0] === '=') {
      enums.set(type, rest.slice(1));
      continue;
    }
    const span = /^\d/.test(rest[0] ?? '') ? spanOf(rest.shift() ?? '') : undefined;
    if (rest.length === 0 && span) types.set(type, span);
    const named = members.get(type) ?? new Map<string, Amendment>();
    members.set(type, named);
    for (const text of rest) {
      const [, name = '', mark, given] = /^([\w-]+)(!?)(?::(\w+))?$/.exec(text) ?? [];
      named.set(name, {
        ...(span ? { span } : {}),
        ...(given === undefined ? {} : { type: given }),
        ...(mark ? { required: true } : {}),
      });
    }
  }
  return { types, members, enums };
};
