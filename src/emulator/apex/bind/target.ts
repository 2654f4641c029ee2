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

/** Whether a type has a member that the dot may be followed by: a static one behind a type, else one of an object. */
export type Accepts = (type: ApexType, isStatic: boolean) => boolean;

const typeTarget = (names: readonly string[], scope: Scope): { type: ApexType } | null => {
  const def = scope.unit.findDef(names, scope.unit.def);
  return def && { type: def.typeParameters.length === 0 ? typeOf(def) : { name: def.name, def, args: [] } };
};

const isVariable = (name: string, node: Expression, scope: Scope): boolean => {
  try {
    return namedPlace(name, node.at, scope) !== null;
  } catch (error) {
    // An instance field seen from a static method: it is there, but a type of its name is what is meant, if any.
    if (error instanceof CompileError) return scope.unit.findDef([name], scope.unit.def) === null;
    throw error;
  }
};

/** A variable comes before a type of its name (`Colour colour = Colour.RED`), unless only the type has the member. */
export const bindTarget = (node: Expression, scope: Scope, binder: Binder, accepts: Accepts): Target => {
  const names = namesOf(node);
  if (!names) return { value: binder.code(node, scope) };
  const type = typeTarget(names, scope);
  if (isVariable(names[0] ?? '', node, scope)) {
    const value = binder.code(node, scope);
    return type && !accepts(value.type, false) && accepts(type.type, true) ? type : { value };
  }
  if (type) return type;
  if (node.node === 'name')
    throw new CompileError(
      node.at,
      `Variable does not exist: ${node.name}${notKnownHere([node.name, '']) || notKnownHere([node.name])}`,
    );
  const hint = notKnownHere(names.slice(0, 2));
  if (hint && !scope.unit.findDef(names.slice(0, 1), scope.unit.def))
    throw new CompileError(node.at, `Invalid type: ${names.slice(0, 2).join('.')}${hint}`);
  return { value: binder.code(node, scope) };
};
