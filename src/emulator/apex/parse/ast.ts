/** Apex source as a tree of plain data; lines and columns count from 1. Names keep their spelling. */
export type Position = { line: number; column: number };

export type TypeNode = { at: Position; parts: { name: string; args: TypeNode[] }[]; arrays: number };

export type LiteralKind = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';

export type Expression = { at: Position } & (
  | { node: 'literal'; kind: LiteralKind; text: string }
  | { node: 'name'; name: string }
  | { node: 'this' }
  | { node: 'super' }
  | { node: 'member'; target: Expression; name: string; safe: boolean }
  | { node: 'call'; target: Expression | null; name: string; args: Expression[]; safe: boolean }
  | { node: 'construct'; which: 'this' | 'super'; args: Expression[] }
  | { node: 'new'; type: TypeNode; args: Expression[]; named: { name: string; value: Expression; at: Position }[] }
  | { node: 'newArray'; type: TypeNode; size: Expression }
  | { node: 'newItems'; type: TypeNode; items: Expression[] }
  | { node: 'newMap'; type: TypeNode; pairs: { key: Expression; value: Expression }[] }
  | { node: 'prefix'; op: string; operand: Expression }
  | { node: 'step'; op: '++' | '--'; prefix: boolean; operand: Expression }
  | { node: 'binary'; op: string; left: Expression; right: Expression }
  | { node: 'assign'; op: string; target: Expression; value: Expression }
  | { node: 'conditional'; test: Expression; yes: Expression; no: Expression }
  | { node: 'cast'; type: TypeNode; operand: Expression }
  | { node: 'instanceOf'; operand: Expression; type: TypeNode }
  | { node: 'index'; target: Expression; index: Expression }
  | { node: 'typeLiteral'; type: TypeNode }
  | { node: 'query'; object: string; kind: 'rows' | 'count' | 'aggregate'; parts: (string | Expression)[] }
);

export type Variable = { at: Position; name: string; value: Expression | null };

export type WhenNode = {
  at: Position;
  /** Constants, or a type with a name for the value, or neither for `when else`. */
  values: Expression[] | null;
  type: { type: TypeNode; name: string } | null;
  body: Statement;
};

export type CatchNode = { at: Position; type: TypeNode; name: string; body: Statement };

export type Statement = { at: Position } & (
  | { node: 'block'; body: Statement[] }
  | { node: 'local'; type: TypeNode; isFinal: boolean; variables: Variable[] }
  | { node: 'expression'; value: Expression }
  | { node: 'if'; test: Expression; yes: Statement; no: Statement | null }
  | { node: 'for'; init: Statement[]; test: Expression | null; update: Expression[]; body: Statement | null }
  | { node: 'forEach'; type: TypeNode; name: string; items: Expression; body: Statement | null }
  | { node: 'while'; test: Expression; body: Statement | null }
  | { node: 'doWhile'; test: Expression; body: Statement }
  | { node: 'switch'; value: Expression; whens: WhenNode[] }
  | { node: 'try'; body: Statement; catches: CatchNode[]; last: Statement | null }
  | { node: 'return'; value: Expression | null }
  | { node: 'throw'; value: Expression }
  | { node: 'break' }
  | { node: 'continue' }
  | {
      node: 'dml';
      op: 'insert' | 'update' | 'delete' | 'undelete' | 'upsert' | 'merge';
      value: Expression;
      /** Of an upsert: the field that finds records. */
      key: string | null;
      /** Of a merge: the duplicates of `value`. */
      others?: Expression;
      /** `as user`, `as system`. */
      mode?: 'user' | 'system';
    }
  | { node: 'runAs'; args: Expression[]; body: Statement }
);

/** Modifiers are lower case, `with sharing` as one word pair; annotations by lower-case name with their parameters. */
export type Modifiers = { words: string[]; annotations: Map<string, Map<string, string>> };

export type Parameter = { at: Position; type: TypeNode; name: string };

export type Accessor = { at: Position; modifiers: Modifiers; body: Statement | null };

export type Member = { at: Position; modifiers: Modifiers } & (
  | { node: 'field'; type: TypeNode; variables: Variable[] }
  | { node: 'property'; type: TypeNode; name: string; get: Accessor | null; set: Accessor | null }
  | { node: 'method'; returns: TypeNode | null; name: string; parameters: Parameter[]; body: Statement | null }
  | { node: 'constructor'; name: string; parameters: Parameter[]; body: Statement }
  | { node: 'initializer'; body: Statement }
  | { node: 'type'; declaration: TypeDeclaration }
);

export type TypeDeclaration = {
  at: Position;
  kind: 'class' | 'interface' | 'enum';
  name: string;
  modifiers: Modifiers;
  superType: TypeNode | null;
  interfaces: TypeNode[];
  members: Member[];
  constants: string[];
};

/** An anonymous block: statements in order, and the types and methods that it declares. */
export type AnonymousUnit = { members: Member[]; statements: Statement[] };

/** A trigger; `events` in lower case: `before insert`. */
export type TriggerUnit = AnonymousUnit & { name: string; object: string; events: string[]; at: Position };
