import type { ApexType, Code } from '../model.ts';
import type { Expression } from '../parse/ast.ts';
import { typeOf } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import { namedPlace } from './fieldPlace.ts';
import { notKnownHere } from './notKnownHere.ts';
import type { Binder, Scope } from './scope.ts';

/** What stands before a dot: a value, or a type whose static members are meant. */
export type Target = { value: Code } | { type: ApexType };

/** The names of `a.b.c`; null when it is more than names. */
const namesOf = (node: Expression): string[] | null => {
  if (node.node === 'name') return [node.name];
  if (node.node !== 'member' || node.safe) return null;
  const names = namesOf(node.target);
  return names && [...names, node.name];
};

export const bindTarget = (node: Expression, scope: Scope, binder: Binder): Target => {
  const names = namesOf(node);
  if (!names || namedPlace(names[0] ?? '', node.at, scope)) return { value: binder.code(node, scope) };
  const def = scope.unit.findDef(names, scope.unit.def);
  if (def && def.typeParameters.length === 0) return { type: typeOf(def) };
  if (def) return { type: { name: def.name, def, args: [] } };
  if (node.node === 'name')
    throw new CompileError(node.at, `Variable does not exist: ${node.name}${notKnownHere([node.name, ''])}`);
  const hint = notKnownHere(names.slice(0, 2));
  if (hint && !scope.unit.findDef(names.slice(0, 1), scope.unit.def))
    throw new CompileError(node.at, `Invalid type: ${names.slice(0, 2).join('.')}${hint}`);
  return { value: binder.code(node, scope) };
};
