import type { JobPart, Native, Value } from '../model.ts';
import { platformType } from '../types/platform.ts';
import { copyValue } from '../values/copyValue.ts';
import { callFace } from './callFace.ts';
import { then } from './later.ts';
import type { ApexThrow } from './throwing.ts';

/** What a finalizer is told of the job that it stands behind. */
export type FinalizerState = { jobId: string; requestId: string; error: Value };

/** How the parent job ended. */
export const resultOf = ({ error }: FinalizerState): 'SUCCESS' | 'UNHANDLED_EXCEPTION' =>
  error === null ? 'SUCCESS' : 'UNHANDLED_EXCEPTION';

/** The transaction after a queueable's, however that ended; it may call out. */
export const finalizerPart = (finalizer: Value, error: ApexThrow | null): JobPart => {
  const kept = copyValue(finalizer);
  return {
    name: 'finalizer',
    quiddity: 'TRANSACTION_FINALIZER_QUEUEABLE',
    noCallouts: null,
    run: (tx, { jobId }) => {
      const state: FinalizerState = { jobId, requestId: tx.host.newSecret(22), error: error?.value ?? null };
      const context: Native<FinalizerState> = { is: 'native', type: platformType('FinalizerContext'), state };
      return then(callFace(tx, kept, 'Finalizer', 'execute', [context]), () => []);
    },
  };
};
