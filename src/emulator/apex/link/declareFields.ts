import { notCompiled } from '../bind/notCompiled.ts';
import { fit } from '../bind/fit.ts';
import { binder } from '../bind/binder.ts';
import type { Access, ApexObject, ApexType, Code, Field, Later, Step, Tx, TypeDef, Value } from '../model.ts';
import type { Member, Modifiers, Position, Statement, Variable } from '../parse/ast.ts';
import { callFrame, ensureInitialized } from '../run/callFrame.ts';
import { then } from '../run/later.ts';
import { voidType } from '../types/platform.ts';
import { bindStatement, lazily, noted, problemsOf, scopeOf } from './bodies.ts';
import type { Program } from './program.ts';

/** One initialiser in the order of the source: of a field, or a block. */
export type Initializer = { isStatic: boolean; step: () => Step; line: number };

const accessWords = ['private', 'protected', 'public', 'global'] as const;

export const accessOf = (modifiers: Modifiers, otherwise: Access = 'private'): Access =>
  accessWords.find((word) => modifiers.words.includes(word)) ??
  (modifiers.words.includes('webservice') ? 'global' : otherwise);

const stored = (field: Field): Pick<Field, 'get' | 'set'> =>
  field.isStatic
    ? {
        get: (tx) => then(ensureInitialized(tx, field.owner), () => tx.statics.get(field) ?? null),
        set: (tx, _self, value) =>
          then(ensureInitialized(tx, field.owner), () => {
            tx.statics.set(field, value);
          }),
      }
    : {
        get: (_tx, self) => (self as ApexObject).fields.get(field) ?? null,
        set: (_tx, self, value) => {
          (self as ApexObject).fields.set(field, value);
        },
      };

const newField = (owner: TypeDef, name: string, type: ApexType, modifiers: Modifiers): Field => ({
  name,
  owner,
  type,
  isStatic: modifiers.words.includes('static'),
  access: accessOf(modifiers),
  writeAccess: accessOf(modifiers),
  modifiers,
  isStored: true,
  get: null,
  set: null,
});

const addField = (program: Program, field: Field, at: Position): void => {
  const key = field.name.toLowerCase();
  if (field.owner.fields.has(key))
    problemsOf(program, field.owner).push({ ...at, message: `Duplicate field: ${field.name}` });
  field.owner.fields.set(key, field);
};

const initializerOf = (program: Program, field: Field, variable: Variable): Initializer => ({
  isStatic: field.isStatic,
  line: variable.at.line,
  step: lazily(program, field.owner, () => {
    const scope = scopeOf(program, { def: field.owner, isStatic: field.isStatic });
    scope.unit.lines.add(variable.at.line);
    const code = noted<Code | null>(
      scope.unit,
      () => variable.value && fit(binder.code(variable.value, scope), field.type, variable.at),
      (problem) => ({ type: field.type, run: notCompiled(problem) }),
    );
    return (frame) => {
      frame.line = variable.at.line;
      frame.tx.coverage?.get(field.owner)?.add(variable.at.line);
      return then(code ? code.run(frame) : null, (value) => {
        (field.isStatic ? frame.tx.statics : (frame.self as ApexObject).fields).set(field, value);
        return undefined;
      });
    };
  }),
});

export const declareField = (
  program: Program,
  def: TypeDef,
  member: Extract<Member, { node: 'field' }>,
  type: ApexType,
): Initializer[] =>
  member.variables.flatMap((variable) => {
    const field = newField(def, variable.name, type, member.modifiers);
    Object.assign(field, stored(field));
    addField(program, field, variable.at);
    return variable.value ? [initializerOf(program, field, variable)] : [];
  });

const accessor = (
  program: Program,
  field: Field,
  body: Statement,
  kind: 'get' | 'set',
): ((tx: Tx, self: Value, values: Value[]) => Later<Value>) => {
  const step = lazily(program, field.owner, () => {
    const parameters = kind === 'set' ? [{ name: 'value', type: field.type, at: body.at }] : [];
    const returns = kind === 'get' ? field.type : voidType;
    const scope = scopeOf(program, {
      def: field.owner,
      isStatic: field.isStatic,
      returns,
      accessorOf: field,
      parameters,
    });
    return bindStatement(scope, body);
  });
  const where = `Class.${field.owner.name}.__sfdc_${field.name}`;
  return (tx, self, values) =>
    then(field.isStatic ? ensureInitialized(tx, field.owner) : undefined, () =>
      callFrame(tx, where, body.at.line, self, values, step()),
    );
};

export const declareProperty = (
  program: Program,
  def: TypeDef,
  member: Extract<Member, { node: 'property' }>,
  type: ApexType,
): void => {
  const field: Field = { ...newField(def, member.name, type, member.modifiers), isProperty: true };
  const plain = stored(field);
  field.isStored = !(member.get?.body && (!member.set || member.set.body));
  if (member.get) {
    const run = member.get.body && accessor(program, field, member.get.body, 'get');
    field.get = run ? (tx, self) => run(tx, self, []) : plain.get;
    field.access = accessOf(member.get.modifiers, field.access);
  }
  if (member.set) {
    const run = member.set.body && accessor(program, field, member.set.body, 'set');
    field.set = run ? (tx, self, value) => then(run(tx, self, [value]), () => undefined) : plain.set;
    field.writeAccess = accessOf(member.set.modifiers, field.writeAccess);
  }
  addField(program, field, member.at);
};
