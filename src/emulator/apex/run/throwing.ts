import type { ApexObject, Thrown, Tx, Value } from '../model.ts';
import { platformType } from '../types/platform.ts';

/** An Apex exception on its way up. Besides compile problems nothing else leaves the interpreter. */
export class ApexThrow extends Error {
  value: ApexObject;
  constructor(value: ApexObject) {
    super(value.thrown?.message ?? '');
    this.value = value;
  }
}

const traceOf = (tx: Tx): string =>
  [...tx.stack]
    .reverse()
    .map((frame) => `${frame.where}: line ${frame.line}, column 1`)
    .join('\n');

/** Notes where an exception is thrown, the first time it is. */
export const throwObject = (tx: Tx, value: ApexObject): ApexThrow => {
  const thrown: Thrown = value.thrown ?? { message: null, cause: null, trace: null, line: 0 };
  value.thrown = thrown;
  const line = tx.stack.at(-1)?.line ?? 0;
  if (thrown.trace === null) {
    thrown.trace = traceOf(tx);
    thrown.line = line;
  }
  tx.log('EXCEPTION_THROWN', `[${line}]`, `${value.type.name}: ${thrown.message ?? 'Script-thrown exception'}`);
  return new ApexThrow(value);
};

const newException = (type: string, message: string | null, cause: Value = null): ApexObject => ({
  is: 'object',
  type: platformType(type),
  fields: new Map(),
  thrown: { message, cause, trace: null, line: 0 },
});

/** An exception of a platform type, by its short name: `CalloutException`. */
export const apexError = (tx: Tx, type: string, message: string): ApexThrow =>
  throwObject(tx, newException(type, message));

export const nullError = (tx: Tx): ApexThrow =>
  apexError(tx, 'NullPointerException', 'Attempt to de-reference a null object');

/** No catch block sees it. */
export const limitError = (tx: Tx, message: string): ApexThrow => apexError(tx, 'LimitException', message);

/** Limits and failed assertions end the transaction, whatever the code would catch. */
export const isFinal = (error: ApexThrow): boolean =>
  error.value.type.def === platformType('LimitException').def ||
  error.value.type.def === platformType('AssertException').def;
