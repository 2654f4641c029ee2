import type { Connection } from '@salesforce/core';
import { fail, failureOf } from '../core/failure.ts';
import type { DeployOutcome, DeployProgress } from '../ports/orgPort.ts';
import { deployOutcome, type DeployStatus } from './deployOutcome.ts';
import type { Pace } from './pace.ts';
import type { RequestCounter } from './requestCounter.ts';

/** Asks after a deploy until it is over; fails with DeployUnfinished where that takes longer than the pace lets it. */
export const awaitDeploy = async (
  connection: Connection,
  id: string,
  { counter, pace }: { counter: RequestCounter; pace: Pace },
  onProgress: (progress: DeployProgress) => void,
  signal: AbortSignal,
): Promise<DeployOutcome> => {
  const ask = (): Promise<unknown> => connection.metadata.checkDeployStatus(id, true);
  let last: Pick<DeployStatus, 'status' | 'checkOnly'> = { status: 'Pending' };
  try {
    const status = await pace.poll(signal, async () => {
      const answer = (await counter.polling(ask)) as DeployStatus;
      last = answer;
      onProgress({ done: answer.numberComponentsDeployed ?? 0, total: answer.numberComponentsTotal ?? 0 });
      return answer.done ? answer : undefined;
    });
    return deployOutcome(status);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'JobTimeout') throw error;
    const { status, checkOnly = false } = last;
    return fail('DeployUnfinished', { id, status, checkOnly: String(checkOnly), ...failure.data });
  }
};
