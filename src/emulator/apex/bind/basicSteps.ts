import type { Code, Frame, Later, Signal, Step } from '../model.ts';
import { then } from '../run/later.ts';
import { runAs } from '../run/runAs.ts';
import { nullError, throwObject } from '../run/throwing.ts';
import { isSubtype } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { CompileError, note } from './compileError.ts';
import { condition, fit } from './fit.ts';
import { notCompiled } from './notCompiled.ts';
import { declare, nest, type Binder, type Scope, type StatementOf } from './scope.ts';
import { alwaysEnds } from './alwaysEnds.ts';

const statementLike = new Set(['call', 'construct', 'new', 'newItems', 'newMap', 'newArray', 'step', 'assign']);

/** Statement after statement, until one of them leaves. */
export const inSequence = (steps: readonly Step[]): Step => {
  const from = (frame: Frame, start: number): Later<Signal> => {
    for (let i = start; i < steps.length; i += 1) {
      const signal = (steps[i] as Step)(frame);
      if (signal instanceof Promise) return signal.then((given) => (given === undefined ? from(frame, i + 1) : given));
      if (signal !== undefined) return signal;
    }
    return undefined;
  };
  return (frame) => from(frame, 0);
};

export const basicSteps = {
  block: (node: StatementOf<'block'>, scope: Scope, binder: Binder): Step => {
    const inner = nest(scope);
    const steps = node.body.map((statement, i) => {
      const before = node.body[i - 1];
      if (before && alwaysEnds(before)) {
        scope.unit.problems.push({ ...statement.at, message: 'Unreachable statement' });
        return () => undefined;
      }
      return binder.step(statement, inner);
    });
    return inSequence(steps);
  },
  local: (node: StatementOf<'local'>, scope: Scope, binder: Binder): Step => {
    const type = binder.type(node.type, scope);
    const steps = node.variables.map((variable): Step => {
      let value: Code | null = null;
      try {
        value = variable.value && fit(binder.code(variable.value, scope), type, variable.at);
      } catch (error) {
        // The variable is there all the same: what follows is not to be blamed for its value.
        value = { type, run: notCompiled(note(scope.unit.problems, error)) };
      }
      const { slot } = declare(scope, variable.name, type, variable.at, node.isFinal && variable.value !== null);
      return (frame) =>
        then(value ? value.run(frame) : null, (given) => {
          frame.locals[slot] = given;
          return undefined;
        });
    });
    return inSequence(steps);
  },
  expression: (node: StatementOf<'expression'>, scope: Scope, binder: Binder): Step => {
    if (!statementLike.has(node.value.node)) throw new CompileError(node.at, 'Expression cannot be a statement.');
    const code = binder.code(node.value, scope);
    return (frame) => then(code.run(frame), () => undefined);
  },
  if: (node: StatementOf<'if'>, scope: Scope, binder: Binder): Step => {
    const test = condition(binder.code(node.test, scope), node.test.at);
    const yes = binder.step(node.yes, nest(scope));
    const no = node.no && binder.step(node.no, nest(scope));
    return (frame) =>
      then(test.run(frame), (value) => {
        if (value === null) throw nullError(frame.tx);
        return value === true ? yes(frame) : no?.(frame);
      });
  },
  return: (node: StatementOf<'return'>, scope: Scope, binder: Binder): Step => {
    const { returns } = scope.unit;
    const isVoid = returns === null || returns.name === 'void';
    if (!node.value) {
      if (!isVoid) throw new CompileError(node.at, `Missing return statement required return type: ${returns.name}`);
      return () => ({ returned: null });
    }
    if (isVoid) throw new CompileError(node.at, 'Void method must not return a value');
    const value = fit(
      binder.code(node.value, scope),
      returns,
      node.value.at,
      (_from, to) => `Return value must be of type: ${to}`,
    );
    return (frame) => then(value.run(frame), (returned) => ({ returned }));
  },
  throw: (node: StatementOf<'throw'>, scope: Scope, binder: Binder): Step => {
    const value = binder.code(node.value, scope);
    if (!isSubtype(value.type, platformType('Exception')))
      throw new CompileError(node.at, `Throw expression must be of type exception: ${value.type.name}`);
    return (frame) =>
      then(value.run(frame), (given) => {
        if (given === null || typeof given !== 'object' || given.is !== 'object') throw nullError(frame.tx);
        throw throwObject(frame.tx, given);
      });
  },
  break: (node: StatementOf<'break'>, scope: Scope): Step => {
    if (!scope.inLoop) throw new CompileError(node.at, 'Break statement must be in loop');
    return () => 'break';
  },
  continue: (node: StatementOf<'continue'>, scope: Scope): Step => {
    if (!scope.inLoop) throw new CompileError(node.at, 'Continue statement must be in loop');
    return () => 'continue';
  },
  runAs: (node: StatementOf<'runAs'>, scope: Scope, binder: Binder): Step => {
    const [who] = node.args.map((arg) => fit(binder.code(arg, scope), platformType('User'), node.at));
    if (!who) throw new CompileError(node.at, 'System.runAs needs a User');
    const body = binder.step(node.body, nest(scope));
    return (frame) => then(who.run(frame), (record) => runAs(frame.tx, record, () => body(frame)));
  },
};
