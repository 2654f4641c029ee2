/** `at` is the offset in the query, for error messages. */
export type Path = { names: readonly string[]; at: number };

export type SelectItem =
  | { kind: 'field'; path: Path }
  /** `COUNT()` has no path; `COUNT(Id)` makes an aggregate row. */
  | { kind: 'count'; path?: Path; alias?: string };

export type Literal = {
  kind: 'string' | 'number' | 'boolean' | 'null' | 'date';
  text: string;
  at: number;
};

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'like';

export type Condition =
  | { kind: 'and' | 'or'; parts: readonly Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; path: Path; operator: Operator; value: Literal }
  | { kind: 'in'; path: Path; negated: boolean; values: readonly Literal[] }
  | { kind: 'inSelect'; path: Path; negated: boolean; query: Query };

export type Ordering = { path: Path; descending: boolean; nullsLast: boolean };

export type Query = {
  select: readonly SelectItem[];
  from: { name: string; at: number; alias?: string };
  where?: Condition;
  orderBy: readonly Ordering[];
  limit?: number;
  offset?: number;
};
