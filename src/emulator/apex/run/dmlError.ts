import type { DmlFailure, DmlOrder } from '../hostData.ts';
import type { Tx } from '../model.ts';
import { apexError, type ApexThrow } from './throwing.ts';

/** A record that failed, by its place in the statement. */
export type FailedRow = { index: number; id: string | null; failure: DmlFailure };

const failureText = ({ statusCode, message, fields }: DmlFailure): string =>
  `${statusCode}, ${message}: [${fields.join(', ')}]`;

/** The exception of a statement whose records failed. */
export const dmlError = (tx: Tx, operation: DmlOrder['operation'], failed: readonly FailedRow[]): ApexThrow => {
  const [first] = failed;
  const verb = operation.charAt(0).toUpperCase() + operation.slice(1);
  const where = `First exception on row ${first?.index ?? 0}${first?.id ? ` with id ${first.id}` : ''}`;
  const error = apexError(
    tx,
    'DmlException',
    `${verb} failed. ${where}; first error: ${first ? failureText(first.failure) : ''}`,
  );
  if (error.value.thrown) error.value.thrown.failed = failed;
  return error;
};
