import type { ApexObject, ApexType, Code, Field, Frame, Later, TypeDef, Value } from '../model.ts';
import type { Position } from '../parse/ast.ts';
import { then } from '../run/later.ts';
import { nullError } from '../run/throwing.ts';
import { enclosing, findField } from '../types/hierarchy.ts';
import { substitute } from '../types/substitute.ts';
import { typeOf } from '../types/platform.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { canReach } from './access.ts';
import { CompileError } from './compileError.ts';
import { findLocal, type Place, type Scope } from './scope.ts';

const open = new Set(['virtual', 'abstract', 'override']);

const whyReadOnly = (field: Field, scope: Scope): string | null => {
  if (scope.unit.accessorOf === field) return null;
  if (!field.set) return `Field is not writeable: ${field.owner.name}.${field.name}`;
  if (!canReach(field, field.writeAccess, scope.unit.def))
    return `Field is not writeable: ${field.owner.name}.${field.name}`;
  const mayInit = scope.unit.def === field.owner && (scope.unit.isConstructor || scope.unit.returns === null);
  return field.modifiers.words.includes('final') && !mayInit
    ? `Final variable has already been initialized: ${field.name}`
    : null;
};

const rawPlace = (field: Field): Pick<Place, 'get' | 'set'> => ({
  get: (frame, [self]) => (field.isStatic ? frame.tx.statics : (self as ApexObject).fields).get(field) ?? null,
  set: (frame, [self], value) => {
    (field.isStatic ? frame.tx.statics : (self as ApexObject).fields).set(field, value);
  },
});

/** A property may be overridden as a method may: the object's own class has the last word. */
const ownField = (field: Field, self: Value): Field =>
  field.isStatic || !field.modifiers.words.some((word) => open.has(word))
    ? field
    : (findField(typeOfValue(self), field.name)?.field ?? field);

/** A field or property of a class (`target` null) or of what `target` gives. */
export const fieldPlace = (field: Field, holder: ApexType, target: Code | null, at: Position, scope: Scope): Place => {
  if (!canReach(field, field.access, scope.unit.def))
    throw new CompileError(at, `Variable is not visible: ${field.name}`);
  const type = substitute(field.type, holder);
  const readOnly = whyReadOnly(field, scope);
  const prepare = (frame: Frame): Later<Value[]> =>
    target === null
      ? [null]
      : then(target.run(frame), (self) => {
          if (self === null) throw nullError(frame.tx);
          return [self];
        });
  if (scope.unit.accessorOf === field) return { type, readOnly, prepare, ...rawPlace(field) };
  return {
    type,
    readOnly,
    prepare,
    get: (frame, [self = null]) => {
      const { get } = ownField(field, self);
      if (!get) throw new CompileError(at, `Variable is not readable: ${field.name}`);
      return get(frame.tx, self);
    },
    set: (frame, [self = null], value) => ownField(field, self).set?.(frame.tx, self, value),
  };
};

const selfCode = (def: TypeDef): Code => ({ type: typeOf(def), run: (frame) => frame.self });

/** What a bare name stands for: a local, or a field of the class or of one around it. Null when neither. */
export const namedPlace = (name: string, at: Position, scope: Scope): Place | null => {
  const local = findLocal(scope, name);
  if (local) {
    const { slot, type } = local;
    return {
      type,
      readOnly: local.isFinal ? `Final variable has already been initialized: ${name}` : null,
      prepare: () => [],
      get: (frame) => frame.locals[slot] ?? null,
      set: (frame, _held, value) => {
        frame.locals[slot] = value;
      },
    };
  }
  for (const def of enclosing(scope.unit.def)) {
    const found = findField(typeOf(def), name);
    if (!found) continue;
    const { field, holder } = found;
    if (field.isStatic) return fieldPlace(field, holder, null, at, scope);
    if (def !== scope.unit.def || scope.unit.isStatic) throw new CompileError(at, `Variable does not exist: ${name}`);
    return fieldPlace(field, holder, selfCode(def), at, scope);
  }
  return null;
};

/** Reads a place once. */
export const readPlace = (place: Place): Code => ({
  type: place.type,
  run: (frame) => then(place.prepare(frame), (held) => place.get(frame, held)),
});
