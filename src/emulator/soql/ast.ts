export type AggregateName = 'count' | 'count_distinct' | 'sum' | 'avg' | 'min' | 'max';

/** `at` is the offset in the query, for error messages. With a `call` it is what that makes of the field: `SUM(Amount)`. */
export type Path = { names: readonly string[]; at: number; call?: AggregateName };

export type SelectItem =
  /** With an alias only where rows are grouped. `COUNT()` has no names. */
  | { kind: 'field'; path: Path; alias?: string }
  | { kind: 'fields'; which: 'all' | 'standard' | 'custom'; at: number }
  /** A subquery; its FROM is the name of a way back from the object. */
  | { kind: 'children'; query: Query };

export type Literal = {
  /** A range is a date literal by name: `LAST_N_DAYS:3`. */
  kind: 'string' | 'number' | 'boolean' | 'null' | 'date' | 'range';
  text: string;
  at: number;
};

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'like';

export type Condition =
  | { kind: 'and' | 'or'; parts: readonly Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; path: Path; operator: Operator; value: Literal }
  | { kind: 'in'; path: Path; negated: boolean; values: readonly Literal[] }
  /** INCLUDES of a multi-select picklist: any of the values, each maybe several joined by `;`. */
  | { kind: 'includes'; path: Path; negated: boolean; values: readonly Literal[] }
  | { kind: 'inSelect'; path: Path; negated: boolean; query: Query };

export type Ordering = { path: Path; descending: boolean; nullsLast: boolean };

export type Query = {
  select: readonly SelectItem[];
  from: { name: string; at: number; alias?: string };
  where?: Condition;
  /** Whose access counts, where the query says so itself. */
  mode?: 'user' | 'system' | 'secure';
  groupBy: readonly Path[];
  having?: Condition;
  orderBy: readonly Ordering[];
  limit?: number;
  offset?: number;
  /** Deleted records too. */
  allRows: boolean;
};
