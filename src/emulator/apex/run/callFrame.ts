import type { Frame, Later, Step, Tx, TypeDef, Value } from '../model.ts';
import { asThrow, countStep } from './interrupt.ts';
import { then } from './later.ts';
import { limitError } from './throwing.ts';

const maxDepth = 1000;
/** So many calls share one stretch of the machine's own stack. */
const stretch = 32;

/** Runs a body in a frame of its own and gives what it returned. */
export const callFrame = (
  tx: Tx,
  where: string,
  line: number,
  self: Value,
  locals: Value[],
  body: Step,
): Later<Value> => {
  if (tx.stack.length >= maxDepth) throw limitError(tx, 'Maximum stack depth reached: 1001');
  const frame: Frame = { tx, self, locals, line, where };
  const leave = (): void => {
    tx.stack.pop();
  };
  // Made an exception here, while the stack still tells where it happened.
  const failed = (error: unknown): Error => {
    const thrown = asThrow(tx, error);
    leave();
    return thrown;
  };
  const enter = (): Later<Value> => {
    let result;
    try {
      result = then(countStep(tx), () => body(frame));
    } catch (error) {
      throw failed(error);
    }
    if (result instanceof Promise)
      return result.then(
        (signal) => {
          leave();
          return typeof signal === 'object' ? signal.returned : null;
        },
        (error: unknown) => {
          throw failed(error);
        },
      );
    leave();
    return typeof result === 'object' ? result.returned : null;
  };
  tx.stack.push(frame);
  return tx.stack.length % stretch === 0 ? Promise.resolve().then(enter) : enter();
};

/** Static initialisers of a class and of those above it, once a transaction. */
export const ensureInitialized = (tx: Tx, def: TypeDef): Later<void> => {
  if (tx.initialized.has(def) || def.isNative) return undefined;
  tx.initialized.add(def);
  const parent = def.superType?.def;
  return then(parent ? ensureInitialized(tx, parent) : undefined, () => def.initialize?.(tx));
};
