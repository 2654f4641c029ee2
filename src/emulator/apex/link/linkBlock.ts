import type { ApexProblem } from '../host.ts';
import type { Step, TypeDef } from '../model.ts';
import type { AnonymousUnit, Member } from '../parse/ast.ts';
import { newTypeDef } from '../types/platform.ts';
import { bindStatement, problemsOf, scopeOf } from './bodies.ts';
import { declareMembers, resolver } from './declareMembers.ts';
import { declareMethod } from './declareMethods.ts';
import { declareType, linkHeader } from './declareType.ts';
import { memberProblems } from './checkMembers.ts';
import type { Program } from './program.ts';

const asStatic = (member: Extract<Member, { node: 'method' }>): Extract<Member, { node: 'method' }> => ({
  ...member,
  modifiers: { ...member.modifiers, words: [...member.modifiers.words, 'static'] },
});

/** An anonymous block, or a trigger, as one static body of a class that only it can see, with its own types and methods. */
export const linkBlock = (
  classes: Program,
  unit: AnonymousUnit,
  apiVersion: string,
  name = 'AnonymousBlock',
): { def: TypeDef; step: Step; problems: ApexProblem[] } => {
  // What is noted of the block stays with the block: the classes live longer.
  const program: Program = { ...classes, problems: new Map(), checks: new Map(), lines: new Map() };
  const def: TypeDef = {
    ...newTypeDef(name, 'class'),
    name,
    isNative: false,
    apiVersion: Number.parseFloat(apiVersion),
  };
  const types = unit.members.flatMap((member) =>
    member.node === 'type' ? declareType(member.declaration, def, def.apiVersion, member.declaration.name) : [],
  );
  for (const each of types) if (each.def.outer === def) def.inner.set(each.declaration.name.toLowerCase(), each.def);
  for (const each of types) linkHeader(program, each);
  for (const each of types) declareMembers(program, each);
  for (const member of unit.members)
    if (member.node === 'method') declareMethod(program, def, asStatic(member), resolver(program, def), name);
  const problems = problemsOf(program, def);
  for (const { declaration, def: inner } of types) problems.push(...memberProblems(declaration, inner));
  const scope = scopeOf(program, { def, isStatic: true });
  const body = { node: 'block' as const, at: { line: 1, column: 1 }, body: unit.statements };
  const step = bindStatement(scope, body);
  for (const check of program.checks.get(def) ?? []) check();
  return { def, step, problems };
};
