import type { ApexObject, ApexType, Code, Frame, Later, Signal, Step, Value } from '../model.ts';
import type { WhenNode } from '../parse/ast.ts';
import { asThrow } from '../run/interrupt.ts';
import { ApexThrow, isFinal } from '../run/throwing.ts';
import { distance, isSubtype } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { sameValues } from '../values/equality.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { CompileError } from './compileError.ts';
import { fit } from './fit.ts';
import { declare, nest, type Binder, type Scope, type StatementOf } from './scope.ts';

type When = { matches: (frame: Frame, value: Value) => Later<boolean>; body: Step };

const constantsOf = (when: WhenNode, subject: ApexType, scope: Scope, binder: Binder): Code[] =>
  (when.values ?? []).map((value): Code => {
    if (subject.def.kind !== 'enum' || value.node !== 'name') return fit(binder.code(value, scope), subject, value.at);
    const constant = subject.def.fields.get(value.name.toLowerCase());
    if (!constant) throw new CompileError(value.at, `Variable does not exist: ${value.name}`);
    return { type: subject, run: (frame) => constant.get?.(frame.tx, null) ?? null };
  });

const bindWhen = (when: WhenNode, subject: ApexType, scope: Scope, binder: Binder): When => {
  const inner = nest(scope);
  if (when.type) {
    const type = binder.type(when.type.type, scope);
    if (!isSubtype(type, subject) && subject.def.kind !== 'interface')
      throw new CompileError(
        when.at,
        `Incompatible types since an instance of ${subject.name} is never an instance of ${type.name}`,
      );
    const { slot } = declare(inner, when.type.name, type, when.at);
    return {
      matches: (frame, value) => {
        if (value === null || distance(typeOfValue(value), type) < 0) return false;
        frame.locals[slot] = value;
        return true;
      },
      body: binder.step(when.body, inner),
    };
  }
  if (!when.values) return { matches: () => true, body: binder.step(when.body, inner) };
  const constants = constantsOf(when, subject, scope, binder);
  return {
    matches: async (frame, value) => {
      for (const constant of constants) if (await sameValues(frame.tx, value, await constant.run(frame))) return true;
      return false;
    },
    body: binder.step(when.body, inner),
  };
};

/** `catch (Exception e)` sees all but limits; those end the transaction. */
const caught = (error: ApexThrow, type: ApexType): boolean => !isFinal(error) && distance(error.value.type, type) >= 0;

export const choiceSteps = {
  switch: (node: StatementOf<'switch'>, scope: Scope, binder: Binder): Step => {
    const subject = binder.code(node.value, scope);
    const whens = node.whens.map((when) => bindWhen(when, subject.type, scope, binder));
    return async (frame) => {
      const value = await subject.run(frame);
      for (const when of whens) if (await when.matches(frame, value)) return when.body(frame);
      return undefined;
    };
  },
  try: (node: StatementOf<'try'>, scope: Scope, binder: Binder): Step => {
    const body = binder.step(node.body, nest(scope));
    const catches = node.catches.map((each) => {
      const type = binder.type(each.type, scope);
      if (!isSubtype(type, platformType('Exception')))
        throw new CompileError(each.at, `Catch parameter type must be an exception: ${type.name}`);
      const inner = nest(scope);
      const { slot } = declare(inner, each.name, type, each.at);
      return { type, slot, body: binder.step(each.body, inner) };
    });
    const last = node.last && binder.step(node.last, nest(scope));
    const guarded = async (frame: Frame): Promise<Signal> => {
      try {
        return await body(frame);
      } catch (failure) {
        const error = asThrow(frame.tx, failure);
        const clause = catches.find((each) => caught(error, each.type));
        if (!clause) throw error;
        frame.locals[clause.slot] = error.value satisfies ApexObject;
        return await clause.body(frame);
      }
    };
    if (!last) return guarded;
    return async (frame) => {
      let outcome: { signal: Signal } | { error: ApexThrow };
      try {
        outcome = { signal: await guarded(frame) };
      } catch (failure) {
        outcome = { error: asThrow(frame.tx, failure) };
        if (isFinal(outcome.error)) throw outcome.error;
      }
      // A finally that leaves on its own account overrides what came before it.
      const signal = await last(frame);
      if (signal !== undefined) return signal;
      if ('error' in outcome) throw outcome.error;
      return outcome.signal;
    };
  },
};
