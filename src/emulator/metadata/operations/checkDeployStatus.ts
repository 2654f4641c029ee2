import { childText } from '../../soap/envelope.ts';
import { deployJob } from '../deploy/deployJob.ts';
import { countsOnly, deployResult } from '../deploy/deployResult.ts';
import { faultReply, type Operation } from '../operation.ts';

export const checkDeployStatus: Operation = {
  name: 'checkDeployStatus',
  handle: ({ state, element }) => {
    const id = childText(element, 'asyncProcessId') ?? '';
    const job = deployJob(state, id);
    if (!job) return faultReply('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    const result = deployResult(state, job, true);
    // Written over in its place: the schema has an order.
    if (childText(element, 'includeDetails') !== 'true') result.details = countsOnly(result);
    return { content: { result } };
  },
};
