import type { ApexType, Code, Frame, Signal, Step, Value } from '../model.ts';
import type { Statement } from '../parse/ast.ts';
import { countStep } from '../run/interrupt.ts';
import { apexError, nullError } from '../run/throwing.ts';
import { conversion } from '../types/convert.ts';
import { findMethods, lineageOf } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import { condition } from './fit.ts';
import { dispatch } from './invoke.ts';
import { declare, nest, type Binder, type Scope, type StatementOf } from './scope.ts';

/** Awaits only what is not there yet. */
const settled = async <T>(value: T | Promise<T>): Promise<T> => (value instanceof Promise ? await value : value);

/** True, false, or an error where a condition gives nothing. */
const holds = (frame: Frame, value: Value): boolean => {
  if (value === null) throw nullError(frame.tx);
  return value === true;
};

const nothing: Step = () => undefined;

type Leaving = { leave: Signal } | null;

const after = (signal: Signal): Leaving => {
  if (signal === 'break') return { leave: undefined };
  return signal !== undefined && signal !== 'continue' ? { leave: signal } : null;
};

/** Waits only where something does: a loop that computes runs at the machine's own speed. */
const loop = (test: Code | null, body: Step, update: Step): Step => {
  return async (frame) => {
    for (;;) {
      const pause = countStep(frame.tx);
      if (pause) await pause;
      const value = test ? test.run(frame) : true;
      if (!holds(frame, value instanceof Promise ? await value : value)) return undefined;
      const signal = body(frame);
      const leaving = after(signal instanceof Promise ? await signal : signal);
      if (leaving) return leaving.leave;
      const step = update(frame);
      if (step instanceof Promise) await step;
    }
  };
};

/** What a for-each goes over, and how: a list or set of the platform's, or an Iterable of the user's. */
const elementOf = (type: ApexType): ApexType | null => {
  if (type.def.name === 'List' || type.def.name === 'Set') return type.args[0] ?? null;
  return lineageOf(type).find((each) => each.def === platformType('Iterable').def)?.args[0] ?? null;
};

async function* elements(frame: Frame, source: Value): AsyncGenerator<Value> {
  if (source === null || typeof source !== 'object') throw nullError(frame.tx);
  if (source.is === 'list') {
    const { items } = source;
    const size = items.length;
    for (let i = 0; i < items.length; i += 1) {
      yield items[i] ?? null;
      if (items.length !== size)
        throw apexError(frame.tx, 'FinalException', 'Cannot modify a collection while it is being iterated.');
    }
    return;
  }
  if (source.is === 'set') {
    yield* [...source.entries.values()];
    return;
  }
  const call = async (self: Value, name: string): Promise<Value> => {
    const [found] = findMethods(platformType(name === 'iterator' ? 'Iterable' : 'Iterator'), name);
    return found ? settled(dispatch(self, found.method).invoke(frame.tx, self, [])) : null;
  };
  const iterator = await call(source, 'iterator');
  while ((await call(iterator, 'hasNext')) === true) yield await call(iterator, 'next');
}

const bodyOf = (body: Statement | null, scope: Scope, binder: Binder): Step =>
  body ? binder.step(body, nest(scope, true)) : nothing;

export const loopSteps = {
  while: (node: StatementOf<'while'>, scope: Scope, binder: Binder): Step =>
    loop(condition(binder.code(node.test, scope), node.test.at), bodyOf(node.body, scope, binder), nothing),
  for: (node: StatementOf<'for'>, scope: Scope, binder: Binder): Step => {
    const inner = nest(scope, true);
    const init = node.init.map((statement) => binder.step(statement, inner));
    const test = node.test && condition(binder.code(node.test, inner), node.test.at);
    const body = bodyOf(node.body, inner, binder);
    const update = node.update.map((value) => binder.code(value, inner));
    const rest = loop(test, body, (frame) => {
      const [only] = update;
      if (update.length === 1) {
        const value = only?.run(frame);
        return value instanceof Promise ? value.then(() => undefined) : undefined;
      }
      return (async () => {
        for (const code of update) await code.run(frame);
        return undefined;
      })();
    });
    return async (frame) => {
      for (const step of init) await step(frame);
      return rest(frame);
    };
  },
  doWhile: (node: StatementOf<'doWhile'>, scope: Scope, binder: Binder): Step => {
    const body = bodyOf(node.body, scope, binder);
    const test = condition(binder.code(node.test, scope), node.test.at);
    const rest = loop(test, body, nothing);
    return async (frame) => {
      const leaving = after(await body(frame));
      return leaving ? leaving.leave : rest(frame);
    };
  },
  forEach: (node: StatementOf<'forEach'>, scope: Scope, binder: Binder): Step => {
    const items = binder.code(node.items, scope);
    const element = elementOf(items.type);
    if (!element) throw new CompileError(node.items.at, `Loop must iterate over a collection: ${items.type.name}`);
    const inner = nest(scope, true);
    const type = binder.type(node.type, scope);
    const inChunks = items.isQuery === true && type.def.name === 'List';
    const change = conversion(inChunks ? items.type : element, type);
    if (!change) throw new CompileError(node.at, `Loop variable must be of type ${element.name}: ${type.name}`);
    const { slot } = declare(inner, node.name, type, node.at);
    const body = bodyOf(node.body, inner, binder);
    return async (frame) => {
      const source = await items.run(frame);
      const rows = inChunks ? [source] : elements(frame, source);
      for await (const item of rows) {
        const pause = countStep(frame.tx);
        if (pause) await pause;
        frame.locals[slot] = await change.apply(frame.tx, item);
        const leaving = after(await body(frame));
        if (leaving) return leaving.leave;
      }
      return undefined;
    };
  },
};
