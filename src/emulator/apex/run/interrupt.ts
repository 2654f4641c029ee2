import type { Later, Tx } from '../model.ts';
import { ApexThrow, apexError, limitError } from './throwing.ts';

/** Stands for the platform's CPU limit: so many statements and calls and no more. */
const maxSteps = 10_000_000;
const breath = 0x3ffff;

/** Counts a step; now and then lets others in, so that a long loop does not stop the server. */
export const countStep = (tx: Tx): Later<void> => {
  tx.steps += 1;
  if (tx.steps > maxSteps) throw limitError(tx, 'Apex CPU time limit exceeded');
  return (tx.steps & breath) === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined;
};

/** The machine's own limits stand for the platform's: its stack, and the size of a text or an array. */
const rangeText = (error: RangeError): string =>
  /call stack/i.test(error.message) ? 'Maximum stack depth reached: 1001' : `Apex heap size too large: ${maxHeap + 1}`;

const maxHeap = 6_000_000;

/** Refuses to hold more than the platform's heap would: so many characters, or items of a list. */
export const checkSize = (tx: Tx, size: number): void => {
  if (size > maxHeap) throw limitError(tx, `Apex heap size too large: ${size}`);
};

/** Any error as Apex sees it: a stack too deep is a limit, and a fault of this interpreter names itself. */
export const asThrow = (tx: Tx, error: unknown): ApexThrow => {
  if (error instanceof ApexThrow) return error;
  if (error instanceof RangeError) return limitError(tx, rangeText(error));
  const what = error instanceof Error ? error.message : String(error);
  return apexError(tx, 'UnexpectedException', `Fault of the emulated org: ${what}`);
};
