import type { ApexObject, ApexType, Code, Field, Frame, Later, Tx, Value } from '../model.ts';
import { checkSize } from '../run/interrupt.ts';
import { inTurn, then } from '../run/later.ts';
import { apexError, nullError } from '../run/throwing.ts';
import { findField, lineageOf } from '../types/hierarchy.ts';
import { integerType } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import { fit } from './fit.ts';
import { bindArguments, checkReach, chooseFor, runArguments } from './invoke.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';

/** An object of a user's class before its constructor runs: every field there, every value null. */
export const blankObject = (type: ApexType): ApexObject => {
  const fields = new Map<Field, Value>();
  for (const each of [...lineageOf(type)].reverse())
    for (const field of each.def.fields.values()) if (!field.isStatic && field.isStored) fields.set(field, null);
  return { is: 'object', type, fields, thrown: null };
};

const record = (node: ExpressionOf<'new'>, type: ApexType, scope: Scope, binder: Binder): Code => {
  const given = node.named.map(({ name, value, at }) => {
    const field = findField(type, name)?.field;
    if (!field) throw new CompileError(at, `Field does not exist: ${name} on ${type.name}`);
    return { field, code: fit(binder.code(value, scope), field.type, at) };
  });
  return {
    type,
    run: (frame) => {
      const made: Value = { is: 'sobject', type, fields: new Map() };
      return then(
        inTurn(given, ({ field, code }) => then(code.run(frame), (value) => field.set?.(frame.tx, made, value))),
        () => made,
      );
    },
  };
};

const checkCreatable = (type: ApexType, at: ExpressionOf<'new'>['at']): void => {
  if (type.def.kind === 'interface' || type.def.modifiers.words.includes('abstract'))
    throw new CompileError(at, `Abstract classes cannot be constructed: ${type.name}`);
  if (type.def.kind === 'enum') throw new CompileError(at, `Type cannot be constructed: ${type.name}`);
};

const collection = (node: ExpressionOf<'newItems' | 'newMap' | 'newArray'>, scope: Scope, binder: Binder): ApexType => {
  const type = binder.type(node.type, scope);
  if (!['List', 'Set', 'Map'].includes(type.def.name) && node.node !== 'newItems')
    throw new CompileError(node.at, `Invalid initializer type ${type.name} found: expected a Map`);
  return type;
};

/** Elements and pairs go in by the type's own methods, so that keys are what they always are. */
const filled = (type: ApexType, method: string, rows: ((frame: Frame) => Later<Value[]>)[]): Code => {
  const create = type.def.constructors.find((each) => each.parameters.length === 0);
  const put = type.def.methods.get(method)?.find((each) => each.parameters.length === (method === 'put' ? 2 : 1));
  return {
    type,
    run: (frame) =>
      then(create?.invoke(frame.tx, { is: 'type', value: type }, []) ?? null, (made) =>
        then(
          inTurn(rows, (row) => then(row(frame), (args) => put?.invoke(frame.tx, made, args) ?? null)),
          () => made,
        ),
      ),
  };
};

const checkArray = (tx: Tx, size: number): void => {
  if (size < 0) throw apexError(tx, 'ListException', `List size must not be negative: ${size}`);
  checkSize(tx, size);
};

export const creatorRows = {
  new: (node: ExpressionOf<'new'>, scope: Scope, binder: Binder): Code => {
    const type = binder.type(node.type, scope);
    checkCreatable(type, node.at);
    if (type.def.kind === 'sobject' && node.args.length === 0) return record(node, type, scope, binder);
    const [unknown] = node.named;
    if (unknown)
      throw new CompileError(
        unknown.at,
        `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type.name}`,
      );
    const args = bindArguments(node.args, scope, binder);
    const candidates = type.def.constructors.map((method) => ({ method, holder: type }));
    const choice = chooseFor(candidates, args, node.at, '<Constructor>');
    const shown = `[${type.name}].<Constructor>(${args.map((arg) => arg.type.name).join(', ')})`;
    if (!choice) throw new CompileError(node.at, `Constructor not defined: ${shown}`);
    checkReach(choice.method, scope, node.at, shown);
    const values = runArguments(args, choice);
    const make = type.def.isNative ? null : (): ApexObject => blankObject(type);
    return {
      type,
      run: (frame) =>
        then(values(frame), (given) => {
          frame.line = node.at.line;
          if (!make) return choice.method.invoke(frame.tx, { is: 'type', value: type }, given);
          const made = make();
          return then(choice.method.invoke(frame.tx, made, given), () => made);
        }),
    };
  },
  newArray: (node: ExpressionOf<'newArray'>, scope: Scope, binder: Binder): Code => {
    const type = collection(node, scope, binder);
    const size = fit(binder.code(node.size, scope), integerType, node.size.at);
    return {
      type,
      run: (frame) =>
        then(size.run(frame), (count) => {
          if (count === null) throw nullError(frame.tx);
          checkArray(frame.tx, count as number);
          return { is: 'list', type, items: Array.from({ length: count as number }, () => null) };
        }),
    };
  },
  newItems: (node: ExpressionOf<'newItems'>, scope: Scope, binder: Binder): Code => {
    const type = collection(node, scope, binder);
    if (type.def.name === 'Map' && node.items.length === 0) return filled(type, 'put', []);
    if (type.def.name !== 'List' && type.def.name !== 'Set')
      throw new CompileError(node.at, `Invalid initializer type ${type.name} found: expected a List or Set`);
    const element = type.args[0] as ApexType;
    const items = node.items.map((item) => fit(binder.code(item, scope), element, item.at));
    return filled(
      type,
      'add',
      items.map((item) => (frame: Frame) => then(item.run(frame), (value) => [value])),
    );
  },
  newMap: (node: ExpressionOf<'newMap'>, scope: Scope, binder: Binder): Code => {
    const type = collection(node, scope, binder);
    const [keyType, valueType] = type.args as [ApexType, ApexType];
    const pairs = node.pairs.map(({ key, value }) => ({
      key: fit(binder.code(key, scope), keyType, key.at),
      value: fit(binder.code(value, scope), valueType, value.at),
    }));
    return filled(
      type,
      'put',
      pairs.map(
        ({ key, value }) =>
          (frame: Frame) =>
            then(key.run(frame), (k) => then(value.run(frame), (v) => [k, v])),
      ),
    );
  },
};
