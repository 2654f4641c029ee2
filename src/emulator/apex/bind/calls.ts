import type { ApexType, Code, Frame, Later, TypeDef, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { enclosing, findMethods } from '../types/hierarchy.ts';
import type { Choice } from '../types/overload.ts';
import { platformType, sObjectType, typeOf } from '../types/platform.ts';
import { substitute } from '../types/substitute.ts';
import { objectToken } from '../values/tokens.ts';
import { chained } from './chain.ts';
import { CompileError } from './compileError.ts';
import { withBinds } from './dynamicQuery.ts';
import { bindArguments, checkReach, chooseFor, dispatch, runArguments, signatureOf } from './invoke.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';
import { bindTarget } from './target.ts';

type Call = ExpressionOf<'call'>;

const missing = (node: Call, args: readonly Code[], type: string): CompileError =>
  new CompileError(
    node.at,
    `Method does not exist or incorrect signature: void ${signatureOf(node.name, args)} from the type ${type}`,
  );

const staticCode = (node: Call, choice: Choice, args: readonly Code[]): Code => {
  const values = runArguments(args, choice);
  return {
    type: substitute(choice.method.returns, choice.holder),
    run: (frame) =>
      then(values(frame), (given) => {
        frame.line = node.at.line;
        return choice.method.invoke(frame.tx, null, given);
      }),
  };
};

const instanceCode = (node: Call, choice: Choice, args: readonly Code[], self: Code, isSuper = false): Code => {
  const values = runArguments(args, choice);
  // A record's clone is of the record's own type, though SObject declares it.
  const isClone = choice.method.name === 'clone' && choice.method.owner === sObjectType.def;
  const type = isClone ? self.type : substitute(choice.method.returns, choice.holder);
  const invoke = (frame: Frame, object: Value): Later<Value> =>
    then(values(frame), (given) => {
      frame.line = node.at.line;
      const method = isSuper ? choice.method : dispatch(object, choice.method);
      return method.invoke(frame.tx, object, given);
    });
  const isText = choice.method.name === 'toString' && choice.method.owner === platformType('Blob').def;
  return chained(self, node.safe, type, invoke, node.at.line, isText ? 'Argument cannot be null.' : undefined);
};

const selfCode = (def: TypeDef): Code => ({ type: typeOf(def), run: (frame) => frame.self });

const wrongContext = (node: Call, args: readonly Code[], isStatic: boolean): CompileError =>
  new CompileError(
    node.at,
    isStatic
      ? `Static method cannot be referenced from a non static context: ${signatureOf(node.name, args)}`
      : `Non static method cannot be referenced from a static context: ${signatureOf(node.name, args)}`,
  );

/** `name(…)`: a method of the class, or a static one of a class around it. */
const bareCall = (node: Call, scope: Scope, args: Code[]): Code => {
  const { unit } = scope;
  for (const def of enclosing(unit.def)) {
    const choice = chooseFor(findMethods(typeOf(def), node.name), args, node.at, node.name);
    if (!choice) continue;
    if (choice.method.isStatic) return staticCode(node, choice, args);
    if (def !== unit.def || unit.isStatic) throw wrongContext(node, args, false);
    return instanceCode(node, choice, args, selfCode(def));
  }
  throw missing(node, args, unit.def.name);
};

const superCall = (node: Call, scope: Scope, args: Code[]): Code => {
  const parent: ApexType | null = scope.unit.def.superType;
  const choice = parent && chooseFor(findMethods(parent, node.name), args, node.at, node.name);
  if (!choice) throw missing(node, args, parent?.name ?? 'Object');
  if (!choice.method.hasBody)
    throw new CompileError(node.at, `Abstract methods cannot be called: ${signatureOf(node.name, args)}`);
  return instanceCode(node, choice, args, selfCode(scope.unit.def), true);
};

export const callRows = {
  call: (node: Call, scope: Scope, binder: Binder): Code => {
    const args = bindArguments(node.args, scope, binder);
    for (const [i, arg] of args.entries())
      if (arg.type.name === 'void')
        throw new CompileError(node.args[i]?.at ?? node.at, 'Expression cannot be of type void');
    if (node.target === null) return bareCall(node, scope, args);
    if (node.target.node === 'super') return superCall(node, scope, args);
    const target = bindTarget(node.target, scope, binder, (type, isStatic) =>
      findMethods(type, node.name).some(({ method }) => method.isStatic === isStatic),
    );
    const type = 'value' in target ? target.value.type : target.type;
    if (!('value' in target) && type.def.kind === 'sobject' && /^getSObjectType$/i.test(node.name))
      return { type: platformType('Schema.SObjectType'), run: () => objectToken(type) };
    const choice = chooseFor(findMethods(type, node.name), args, node.at, node.name);
    if (!choice) throw missing(node, args, type.name);
    checkReach(choice.method, scope, node.at, signatureOf(node.name, args));
    const isStatic = !('value' in target);
    if (choice.method.isStatic !== isStatic) throw wrongContext(node, args, choice.method.isStatic);
    return 'value' in target
      ? instanceCode(node, choice, args, target.value)
      : withBinds(staticCode(node, choice, args), choice.method, scope, node.at);
  },
};
