import type { ApexType, TypeDef } from '../model.ts';
import type { TypeNode } from '../parse/ast.ts';
import { listOf, typeOf } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import { notKnownHere } from './notKnownHere.ts';
import { outermost } from './access.ts';

export type FindDef = (names: readonly string[], from: TypeDef | null) => TypeDef | null;

const wider = new Set(['public', 'global', 'protected']);

/** The type that a piece of source names, seen from a class. */
export const resolveType = (node: TypeNode, find: FindDef, from: TypeDef | null): ApexType => {
  const names = node.parts.map((part) => part.name);
  const shown = names.join('.');
  const def = find(names, from);
  if (!def) throw new CompileError(node.at, `Invalid type: ${shown}${notKnownHere(names)}`);
  const isPrivate = def.outer !== null && !def.modifiers.words.some((word) => wider.has(word));
  const isShown =
    def.modifiers.annotations.has('testvisible') && outermost(from)?.modifiers.annotations.has('istest') === true;
  if (isPrivate && !isShown && outermost(def) !== outermost(from))
    throw new CompileError(node.at, `Type is not visible: ${shown}`);
  const args = (node.parts.at(-1)?.args ?? []).map((arg) => resolveType(arg, find, from));
  if (args.length !== def.typeParameters.length) {
    // A map or list without arguments does not exist; a class with them does not either.
    throw new CompileError(
      node.at,
      `Invalid type: ${shown}${args.length ? `<${args.map((a) => a.name).join(',')}>` : ''}`,
    );
  }
  let type = typeOf(def, args);
  for (let i = 0; i < node.arrays; i += 1) type = listOf(type);
  return type;
};
