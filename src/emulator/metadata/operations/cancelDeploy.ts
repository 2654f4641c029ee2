import { childText } from '../../soap/envelope.ts';
import { cancelJob } from '../deploy/cancelJob.ts';
import { deployJob } from '../deploy/deployJob.ts';
import { faultReply, type Operation } from '../operation.ts';

/** A deploy that has begun is no longer cancelled. */
export const cancelDeploy: Operation = {
  name: 'cancelDeploy',
  handle: ({ state, userId, element }) => {
    // The official schema calls the id `String`; clients send `id`.
    const id = childText(element, 'String') ?? childText(element, 'id') ?? '';
    const job = deployJob(state, id);
    if (!job) return faultReply('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    if (!cancelJob(state, job, userId)) return faultReply('INVALID_ID_FIELD', 'Deployment already completed');
    return { content: { result: { done: true, id: job.id } } };
  },
};
