import { outermost } from '../bind/access.ts';
import { binder } from '../bind/binder.ts';
import { notCompiled } from '../bind/notCompiled.ts';
import { declare, type Scope, type Unit } from '../bind/scope.ts';
import { note } from '../bind/compileError.ts';
import type { ApexType, Field, Step, TypeDef } from '../model.ts';
import type { Position, Statement } from '../parse/ast.ts';
import type { Program } from './program.ts';

export type Body = {
  def: TypeDef;
  isStatic: boolean;
  returns?: ApexType | null;
  accessorOf?: Field | null;
  isConstructor?: boolean;
  parameters?: readonly { name: string; type: ApexType; at: Position }[];
};

export const problemsOf = (
  program: Program,
  def: TypeDef,
): Program['problems'] extends Map<TypeDef, infer P> ? P : never => {
  const top = outermost(def) ?? def;
  const list = program.problems.get(top) ?? [];
  program.problems.set(top, list);
  return list;
};

const noted = <T>(unit: Unit, work: () => T, otherwise: (problem: string) => T): T => {
  try {
    return work();
  } catch (error) {
    return otherwise(note(unit.problems, error));
  }
};

export const scopeOf = (program: Program, body: Body): Scope => {
  const { def } = body;
  const lines = program.lines.get(def) ?? new Set<number>();
  program.lines.set(def, lines);
  const unit: Unit = {
    def,
    isStatic: body.isStatic,
    returns: body.returns ?? null,
    accessorOf: body.accessorOf ?? null,
    isConstructor: body.isConstructor ?? false,
    isTest: outermost(def)?.modifiers.annotations.has('istest') ?? false,
    apiVersion: def.apiVersion,
    slots: 0,
    problems: problemsOf(program, def),
    lines,
    findDef: program.findDef,
  };
  const scope: Scope = { unit, locals: new Map(), outer: null, inLoop: false };
  for (const { name, type, at } of body.parameters ?? [])
    noted(
      unit,
      () => declare(scope, name, type, at),
      () => null,
    );
  return scope;
};

/** Binds when first asked for; the org's check asks for all. */
export const lazily = <T>(program: Program, def: TypeDef, make: () => T): (() => T) => {
  let made: { value: T } | null = null;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  const top = outermost(def) ?? def;
  const checks = program.checks.get(top) ?? [];
  program.checks.set(top, checks);
  checks.push(get);
  return get;
};

export const bindStatement = (scope: Scope, statement: Statement): Step =>
  noted(scope.unit, () => binder.step(statement, scope), notCompiled);

export { noted };
