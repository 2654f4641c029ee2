import { childText } from '../../soap/envelope.ts';
import { deployJob } from '../deploy/deployJob.ts';
import { deployResult } from '../deploy/deployResult.ts';
import { faultReply, type Operation } from '../operation.ts';

export const checkDeployStatus: Operation = {
  name: 'checkDeployStatus',
  handle: ({ state, element }) => {
    const id = childText(element, 'asyncProcessId') ?? '';
    const job = deployJob(state, id);
    if (!job) return faultReply('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    const includeDetails = childText(element, 'includeDetails') === 'true';
    return { content: { result: deployResult(state, job, includeDetails) } };
  },
};
