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

/** Any error as Apex sees it: a stack too deep is a limit, and a fault of this interpreter names itself. */
export const asThrow = (tx: Tx, error: unknown): ApexThrow => {
  if (error instanceof ApexThrow) return error;
  if (error instanceof RangeError) return limitError(tx, 'Maximum stack depth reached: 1001');
  const what = error instanceof Error ? error.message : String(error);
  return apexError(tx, 'UnexpectedException', `Fault of the emulated org: ${what}`);
};
