import type { ApexType, Code, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { conversion } from '../types/convert.ts';
import { distance, isSubtype } from '../types/hierarchy.ts';
import { booleanType, idType, objectType, stringType } from '../types/platform.ts';
import { rankOf, toRank } from '../values/numbers.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { CompileError } from './compileError.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';

/** As messages show the type of a value: what holds anything holds ANY. */
const runtimeName = (type: ApexType): string => {
  if (type.def === objectType.def) return 'ANY';
  return type.args.length === 0 ? type.name : `${type.def.name}<${type.args.map(runtimeName).join(',')}>`;
};

/** A value seen as `to`, as a cast sees it when it runs. */
const castValue = (tx: Tx, value: Value, to: ApexType): Value => {
  if (value === null) return null;
  const from = typeOfValue(value);
  if (distance(from, to) >= 0) return value;
  const [had, wanted] = [rankOf(from), rankOf(to)];
  if (had >= 2 && wanted >= 2) return toRank(value, wanted);
  if (from.def === idType.def && to.def === stringType.def) return (value as Extract<Value, { is: 'id' }>).text;
  throw apexError(
    tx,
    'TypeException',
    `Invalid conversion from runtime type ${runtimeName(from)} to ${runtimeName(to)}`,
  );
};

const mayBe = (from: ApexType, to: ApexType): boolean =>
  isSubtype(from, to) ||
  isSubtype(to, from) ||
  from.def.kind === 'interface' ||
  to.def.kind === 'interface' ||
  (from.def === to.def && from.args.every((arg, i) => mayBe(arg, to.args[i] ?? arg)));

export const castRows = {
  cast: (node: ExpressionOf<'cast'>, scope: Scope, binder: Binder): Code => {
    const operand = binder.code(node.operand, scope);
    const type = binder.type(node.type, scope);
    const [had, wanted] = [rankOf(operand.type), rankOf(type)];
    if (had >= 0 && wanted >= 0)
      return { type, run: (frame) => then(operand.run(frame), (value) => toRank(value, wanted)) };
    const implicit = conversion(operand.type, type);
    if (implicit) return { type, run: (frame) => then(operand.run(frame), (value) => implicit.apply(frame.tx, value)) };
    if (!mayBe(operand.type, type))
      throw new CompileError(
        node.at,
        `Incompatible types since an instance of ${operand.type.name} is never an instance of ${type.name}`,
      );
    return { type, run: (frame) => then(operand.run(frame), (value) => castValue(frame.tx, value, type)) };
  },
  instanceOf: (node: ExpressionOf<'instanceOf'>, scope: Scope, binder: Binder): Code => {
    const operand = binder.code(node.operand, scope);
    const type = binder.type(node.type, scope);
    if (!mayBe(operand.type, type))
      throw new CompileError(
        node.at,
        `Operation instanceof is always false since an instance of ${operand.type.name} is never an instance of ${type.name}`,
      );
    return {
      type: booleanType,
      run: (frame) => then(operand.run(frame), (value) => value !== null && distance(typeOfValue(value), type) >= 0),
    };
  },
};
