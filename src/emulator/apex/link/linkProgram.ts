import type { TypeDef } from '../model.ts';
import type { TypeDeclaration } from '../parse/ast.ts';
import { invocableProblems } from './checkInvocable.ts';
import { memberProblems } from './checkMembers.ts';
import { restProblems } from './checkRest.ts';
import { declareMembers } from './declareMembers.ts';
import { breakCircle, declareType, linkHeader, type Declared } from './declareType.ts';
import { problemsOf } from './bodies.ts';
import { newProgram, type Program } from './program.ts';

export type ParsedClass = { tree: TypeDeclaration; apiVersion: string };

/** Names first, then who extends whom, then members; bodies wait until they run or are checked. */
export const linkProgram = (classes: readonly ParsedClass[], own: ReadonlyMap<string, TypeDef>): Program => {
  const program = newProgram(own);
  const all: Declared[] = [];
  for (const { tree, apiVersion } of classes) {
    const declared = declareType(tree, null, Number.parseFloat(apiVersion));
    const [top] = declared;
    if (top) program.classes.set(tree.name.toLowerCase(), top.def);
    all.push(...declared);
  }
  for (const each of all) linkHeader(program, each);
  for (const each of all) breakCircle(program, each);
  for (const each of all) declareMembers(program, each);
  for (const { declaration, def } of all) problemsOf(program, def).push(...memberProblems(declaration, def));
  for (const { declaration, def } of all) problemsOf(program, def).push(...invocableProblems(declaration, def));
  for (const { declaration, def } of all) problemsOf(program, def).push(...restProblems(declaration, def));
  return program;
};
