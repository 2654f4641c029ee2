import type { ApexType, Code, Frame, Later, Method, TypeDef, Value } from '../model.ts';
import type { Expression, Position } from '../parse/ast.ts';
import { inTurn, then } from '../run/later.ts';
import { findMethods, lineageOf, sameParameters } from '../types/hierarchy.ts';
import { choose, type Candidate, type Choice } from '../types/overload.ts';
import { substitute } from '../types/substitute.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { listOf, objectType, platformType, stringType } from '../types/platform.ts';
import { onlyRecord } from './fit.ts';
import { canReach } from './access.ts';
import { CompileError } from './compileError.ts';
import type { Binder, Scope } from './scope.ts';

export const bindArguments = (args: readonly Expression[], scope: Scope, binder: Binder): Code[] =>
  args.map((arg) => binder.code(arg, scope));

export const signatureOf = (name: string, args: readonly Code[]): string =>
  `${name}(${args.map((arg) => arg.type.name).join(', ')})`;

/** The overload that fits, or a compile problem; `null` when there is none. */
export const chooseFor = (
  candidates: readonly Candidate[],
  args: readonly Code[],
  at: Position,
  name: string,
): Choice | null => {
  const types = args.map((arg) => arg.type);
  const choice =
    choose(candidates, types) ??
    choose(
      candidates,
      types.map((type, i) => (args[i]?.isQuery ? (type.args[0] ?? type) : type)),
    );
  if (choice === 'ambiguous') throw new CompileError(at, `Method is ambiguous: ${signatureOf(name, args)}`);
  return choice;
};

export const checkReach = (method: Method, scope: Scope, at: Position, shown: string): void => {
  if (!canReach(method, method.access, scope.unit.def)) throw new CompileError(at, `Method is not visible: ${shown}`);
};

/** Arguments worked out left to right, as the parameters want them. */
export const runArguments = (args: readonly Code[], choice: Choice): ((frame: Frame) => Later<Value[]>) => {
  const codes = args.map((arg, i) => {
    const wanted = choice.method.parameters[i]?.type;
    return arg.isQuery && wanted && substitute(wanted, choice.holder).def.kind === 'sobject' ? onlyRecord(arg) : arg;
  });
  return (frame) =>
    inTurn(codes, (code, i) =>
      then(code.run(frame), (value) => choice.conversions[i]?.apply(frame.tx, value) ?? value),
    );
};

const dispatched = new WeakMap<TypeDef, Map<Method, Method>>();

/** A private method is not overridden from API 61 on (L67), and a static one never. */
const isFixed = (method: Method): boolean =>
  method.isStatic ||
  (method.access === 'private' && method.owner.kind === 'class' && method.owner.apiVersion >= 61 && method.hasBody);

/** The method of a stubbed object: it asks the provider instead of running. */
const stubbed = (method: Method, provider: Value): Method => ({
  ...method,
  invoke: (tx, self, args) => {
    const [found] = findMethods(platformType('StubProvider'), 'handleMethodCall');
    if (!found) return null;
    return dispatch(provider, found.method).invoke(tx, provider, [
      self,
      method.name,
      { is: 'type', value: method.returns },
      {
        is: 'list',
        type: listOf(platformType('Type')),
        items: method.parameters.map(({ type }) => ({ is: 'type', value: type })),
      },
      { is: 'list', type: listOf(stringType), items: method.parameters.map(({ name }) => name) },
      { is: 'list', type: listOf(objectType), items: args },
    ]);
  },
});

/** The method that runs when `method` is called on `self`: its own class's, or the nearest above. */
export const dispatch = (self: Value, method: Method): Method => {
  if (self !== null && typeof self === 'object' && self.is === 'object' && self.stub !== undefined)
    return stubbed(method, self.stub);
  const type: ApexType = typeOfValue(self);
  if (type.def === method.owner || isFixed(method)) return method;
  const known = dispatched.get(type.def) ?? new Map<Method, Method>();
  dispatched.set(type.def, known);
  const cached = known.get(method);
  if (cached) return cached;
  const holder = lineageOf(type).find((each) => each.def === method.owner);
  // A static method may stand for one of an interface.
  const found = findMethods(type, method.name).find(
    (each) =>
      (!each.method.isStatic || method.owner.kind === 'interface') &&
      each.method.hasBody &&
      sameParameters(each.method, each.holder, method, holder ?? type),
  );
  const chosen = found?.method ?? method;
  if (type.args.length === 0) known.set(method, chosen);
  return chosen;
};
