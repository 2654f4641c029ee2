import type { ApexProblem } from '../host.ts';
import type { ApexType, Code, Field, Later, Step, TypeDef, Value } from '../model.ts';
import type { Expression, Position, Statement, TypeNode } from '../parse/ast.ts';
import { CompileError } from './compileError.ts';

export type Local = { name: string; type: ApexType; slot: number; isFinal: boolean };

/** What one body (method, accessor, initialiser, block) has in common. */
export type Unit = {
  def: TypeDef;
  isStatic: boolean;
  /** Null in a constructor, an initialiser and an anonymous block. */
  returns: ApexType | null;
  /** The property whose accessor this is: its own name means its value there. */
  accessorOf: Field | null;
  isConstructor: boolean;
  isTest: boolean;
  apiVersion: number;
  slots: number;
  problems: ApexProblem[];
  /** Lines that can run. */
  lines: Set<number>;
  findDef: (names: readonly string[], from: TypeDef | null) => TypeDef | null;
};

export type Scope = { unit: Unit; locals: Map<string, Local>; outer: Scope | null; inLoop: boolean };

/** Something that can be assigned to. What it stands on is worked out once, then read and written. */
export type Place = {
  type: ApexType;
  /** Why it cannot be written, where it cannot. */
  readOnly: string | null;
  prepare: (frame: Parameters<Step>[0]) => Later<Value[]>;
  get: (frame: Parameters<Step>[0], held: Value[]) => Later<Value>;
  set: (frame: Parameters<Step>[0], held: Value[], value: Value) => Later<void>;
};

/** How the rows reach one another: an expression's row binds its operands through this. */
export type Binder = {
  code: (node: Expression, scope: Scope) => Code;
  place: (node: Expression, scope: Scope) => Place;
  step: (node: Statement, scope: Scope) => Step;
  type: (node: TypeNode, scope: Scope) => ApexType;
};

export type ExpressionOf<Name extends Expression['node']> = Extract<Expression, { node: Name }>;
export type StatementOf<Name extends Statement['node']> = Extract<Statement, { node: Name }>;

export const nest = (scope: Scope, inLoop = scope.inLoop): Scope => ({
  unit: scope.unit,
  locals: new Map(),
  outer: scope,
  inLoop,
});

export const findLocal = (scope: Scope | null, name: string): Local | null =>
  scope ? (scope.locals.get(name.toLowerCase()) ?? findLocal(scope.outer, name)) : null;

export const declare = (scope: Scope, name: string, type: ApexType, at: Position, isFinal = false): Local => {
  if (findLocal(scope, name)) throw new CompileError(at, `Duplicate variable: ${name}`);
  const local = { name, type, slot: scope.unit.slots, isFinal };
  scope.unit.slots += 1;
  scope.locals.set(name.toLowerCase(), local);
  return local;
};
