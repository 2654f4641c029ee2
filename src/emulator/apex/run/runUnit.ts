import type { Tx } from '../model.ts';
import { asThrow } from './interrupt.ts';
import type { ApexThrow } from './throwing.ts';

/** Type and message, as the platform reports an exception that nobody caught. */
export const uncaughtText = (error: ApexThrow): string =>
  `${error.value.type.name}: ${error.value.thrown?.message ?? 'Script-thrown exception'}`;

/** Logs how a unit of code begins and ends; gives the exception that ended it, if one did. */
export const runUnit = async (tx: Tx, unit: string, work: () => unknown): Promise<ApexThrow | null> => {
  tx.log('EXECUTION_STARTED');
  tx.log('CODE_UNIT_STARTED', '[EXTERNAL]', unit);
  let error: ApexThrow | null = null;
  try {
    await work();
  } catch (failure) {
    error = asThrow(tx, failure);
    tx.log('FATAL_ERROR', `${uncaughtText(error)}\n\n${error.value.thrown?.trace ?? ''}`);
  }
  tx.log('CODE_UNIT_FINISHED', unit);
  tx.log('EXECUTION_FINISHED');
  return error;
};
