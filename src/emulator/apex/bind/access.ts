import type { Access, TypeDef } from '../model.ts';
import type { Modifiers } from '../parse/ast.ts';
import { lineageOf } from '../types/hierarchy.ts';
import { typeOf } from '../types/platform.ts';

export const outermost = (def: TypeDef | null): TypeDef | null => (def?.outer ? outermost(def.outer) : def);

type Guarded = { owner: TypeDef; modifiers: Modifiers };

/** Private reaches the whole outer class, protected its subclasses too, @TestVisible every test class. */
export const canReach = (member: Guarded, access: Access, from: TypeDef | null): boolean => {
  if (access === 'public' || access === 'global') return true;
  const top = outermost(from);
  if (outermost(member.owner) === top) return true;
  if (member.modifiers.annotations.has('testvisible') && top?.modifiers.annotations.has('istest')) return true;
  return access === 'protected' && from !== null && lineageOf(typeOf(from)).some((type) => type.def === member.owner);
};
