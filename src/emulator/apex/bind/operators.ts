import type { Code } from '../model.ts';
import { then } from '../run/later.ts';
import { nullError } from '../run/throwing.ts';
import { conversion } from '../types/convert.ts';
import { booleanType, integerType } from '../types/platform.ts';
import { negate } from '../values/arithmetic.ts';
import { rankOf } from '../values/numbers.ts';
import { commonType } from './commonType.ts';
import { CompileError } from './compileError.ts';
import { condition, fit } from './fit.ts';
import { operationOf } from './operation.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';

const logical = (node: ExpressionOf<'binary'>, scope: Scope, binder: Binder): Code => {
  const left = condition(binder.code(node.left, scope), node.left.at);
  const right = condition(binder.code(node.right, scope), node.right.at);
  const decided = node.op === '||';
  return {
    type: booleanType,
    run: (frame) =>
      then(left.run(frame), (value) => {
        if (value === null) throw nullError(frame.tx);
        return value === decided ? decided : right.run(frame);
      }),
  };
};

const coalesce = (node: ExpressionOf<'binary'>, scope: Scope, binder: Binder): Code => {
  const [left, right] = [binder.code(node.left, scope), binder.code(node.right, scope)];
  const type = commonType(left, right, node.at);
  const [yes, no] = [fit(left, type, node.left.at), fit(right, type, node.right.at)];
  return { type, run: (frame) => then(yes.run(frame), (value) => value ?? no.run(frame)) };
};

const special: Record<string, typeof logical> = { '&&': logical, '||': logical, '??': coalesce };

const prefixes: Record<string, (operand: Code, node: ExpressionOf<'prefix'>) => Code> = {
  '!': (operand, node) => {
    condition(operand, node.at);
    return {
      type: booleanType,
      run: (frame) =>
        then(operand.run(frame), (value) => {
          if (value === null) throw nullError(frame.tx);
          return value !== true;
        }),
    };
  },
  '~': (operand) => ({
    type: operand.type,
    run: (frame) => then(operand.run(frame), (value) => (typeof value === 'bigint' ? ~value : ~(value as number))),
  }),
  '+': (operand) => operand,
  '-': (operand, node) => {
    const rank = rankOf(operand.type);
    if (rank < 0) throw new CompileError(node.at, 'Arithmetic expressions must use numeric arguments');
    return {
      type: operand.type,
      run: (frame) =>
        then(operand.run(frame), (value) => {
          if (value === null) throw nullError(frame.tx);
          return negate(value, rank);
        }),
    };
  },
};

export const operatorRows = {
  binary: (node: ExpressionOf<'binary'>, scope: Scope, binder: Binder): Code => {
    const row = special[node.op];
    if (row) return row(node, scope, binder);
    const [left, right] = [binder.code(node.left, scope), binder.code(node.right, scope)];
    const { type, apply } = operationOf(node.op, left.type, right.type, node.at);
    return { type, run: (frame) => then(left.run(frame), (a) => then(right.run(frame), (b) => apply(frame.tx, a, b))) };
  },
  prefix: (node: ExpressionOf<'prefix'>, scope: Scope, binder: Binder): Code => {
    // -2147483648 is an Integer although 2147483648 is none.
    if (node.op === '-' && node.operand.node === 'literal' && /^2147483648$/.test(node.operand.text))
      return { type: integerType, run: () => -2147483648 };
    const row = prefixes[node.op];
    if (!row) throw new CompileError(node.at, `Not supported in the emulated org: operator ${node.op}`);
    return row(binder.code(node.operand, scope), node);
  },
  step: (node: ExpressionOf<'step'>, scope: Scope, binder: Binder): Code => {
    const place = binder.place(node.operand, scope);
    if (rankOf(place.type) < 0) throw new CompileError(node.at, 'Arithmetic expressions must use numeric arguments');
    if (place.readOnly) throw new CompileError(node.at, place.readOnly);
    const { apply } = operationOf(node.op === '++' ? '+' : '-', place.type, integerType, node.at);
    return {
      type: place.type,
      run: (frame) =>
        then(place.prepare(frame), (held) =>
          then(place.get(frame, held), (before) =>
            then(apply(frame.tx, before, 1), (after) =>
              then(place.set(frame, held, after), () => (node.prefix ? after : before)),
            ),
          ),
        ),
    };
  },
  assign: (node: ExpressionOf<'assign'>, scope: Scope, binder: Binder): Code => {
    const place = binder.place(node.target, scope);
    if (place.readOnly) throw new CompileError(node.at, place.readOnly);
    const value = binder.code(node.value, scope);
    if (node.op === '=') {
      const fitted = fit(value, place.type, node.at);
      return {
        type: place.type,
        run: (frame) =>
          then(place.prepare(frame), (held) =>
            then(fitted.run(frame), (given) => then(place.set(frame, held, given), () => given)),
          ),
      };
    }
    const operation = operationOf(node.op.slice(0, -1), place.type, value.type, node.at);
    const result = conversion(operation.type, place.type);
    if (!result)
      throw new CompileError(node.at, `Illegal assignment from ${operation.type.name} to ${place.type.name}`);
    return {
      type: place.type,
      run: (frame) =>
        then(place.prepare(frame), (held) =>
          then(place.get(frame, held), (before) =>
            then(value.run(frame), (by) =>
              then(operation.apply(frame.tx, before, by), (sum) =>
                then(result.apply(frame.tx, sum), (after) => then(place.set(frame, held, after), () => after)),
              ),
            ),
          ),
        ),
    };
  },
  conditional: (node: ExpressionOf<'conditional'>, scope: Scope, binder: Binder): Code => {
    const test = condition(binder.code(node.test, scope), node.test.at);
    const [yes, no] = [binder.code(node.yes, scope), binder.code(node.no, scope)];
    const type = commonType(yes, no, node.at);
    const [left, right] = [fit(yes, type, node.yes.at), fit(no, type, node.no.at)];
    return {
      type,
      run: (frame) =>
        then(test.run(frame), (value) => {
          if (value === null) throw nullError(frame.tx);
          return value === true ? left.run(frame) : right.run(frame);
        }),
    };
  },
  this: (node: ExpressionOf<'this'>, scope: Scope): Code => {
    if (scope.unit.isStatic) throw new CompileError(node.at, 'The "this" keyword cannot be used in a static context');
    const { def } = scope.unit;
    return { type: { name: def.name, def, args: [] }, run: (frame) => frame.self };
  },
};
