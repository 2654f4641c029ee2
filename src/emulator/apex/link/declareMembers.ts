import { note } from '../bind/compileError.ts';
import { resolveType } from '../bind/resolve.ts';
import type { ApexType, Field, TypeDef } from '../model.ts';
import type { TypeNode } from '../parse/ast.ts';
import { callFrame } from '../run/callFrame.ts';
import { then } from '../run/later.ts';
import { inSequence } from '../bind/basicSteps.ts';
import { lineageOf } from '../types/hierarchy.ts';
import { unknownType, platformDef, typeOf } from '../types/platform.ts';
import { bindStatement, lazily, problemsOf, scopeOf } from './bodies.ts';
import { declareField, declareProperty, type Initializer } from './declareFields.ts';
import { declareConstructor, declareMethod } from './declareMethods.ts';
import { declareEnum } from './declareEnum.ts';
import type { Declared } from './declareType.ts';
import { inheritExceptionConstructors } from './exceptionConstructors.ts';
import type { Program } from './program.ts';

const none = { words: ['public'], annotations: new Map<string, Map<string, string>>() };

/** A type that cannot be found is a problem of its own; the member is there all the same. */
export const resolver = (program: Program, def: TypeDef): ((node: TypeNode) => ApexType) => {
  return (node) => {
    try {
      return resolveType(node, program.findDef, def);
    } catch (error) {
      note(problemsOf(program, def), error);
      return unknownType;
    }
  };
};

/** Fields, properties, methods, constructors and initialisers of one type. */
export const declareMembers = (program: Program, { declaration, def }: Declared): void => {
  if (declaration.kind === 'enum') {
    declareEnum(def);
    return;
  }
  const resolve = resolver(program, def);
  const initializers: Initializer[] = [];
  for (const member of declaration.members) {
    if (member.node === 'field') initializers.push(...declareField(program, def, member, resolve(member.type)));
    else if (member.node === 'property') declareProperty(program, def, member, resolve(member.type));
    else if (member.node === 'method') declareMethod(program, def, member, resolve);
    else if (member.node === 'constructor') declareConstructor(program, def, member, resolve, initializers);
    else if (member.node === 'initializer') {
      const isStatic = member.modifiers.words.includes('static');
      const step = lazily(program, def, () => bindStatement(scopeOf(program, { def, isStatic }), member.body));
      initializers.push({ isStatic, step, line: member.at.line });
    }
  }
  if (declaration.kind !== 'class') return;
  const isException = lineageOf(typeOf(def)).some((type) => type.def === platformDef('Exception'));
  if (def.constructors.length === 0) {
    const body = { node: 'block' as const, at: declaration.at, body: [] };
    const member = {
      node: 'constructor' as const,
      at: declaration.at,
      modifiers: none,
      name: def.name.split('.').at(-1) ?? '',
      parameters: [],
      body,
    };
    declareConstructor(program, def, member, resolve, initializers);
  }
  if (isException) inheritExceptionConstructors(def, initializers);
  const statics = initializers.filter((each) => each.isStatic);
  const fields: Field[] = [...def.fields.values()].filter((field) => field.isStatic);
  def.initialize = (tx) => {
    for (const field of fields) if (!tx.statics.has(field)) tx.statics.set(field, null);
    if (statics.length === 0) return undefined;
    const body = inSequence(statics.map((each) => (frame) => each.step()(frame)));
    return then(callFrame(tx, `Class.${def.name}.<clinit>`, statics[0]?.line ?? 1, null, [], body), () => undefined);
  };
};
