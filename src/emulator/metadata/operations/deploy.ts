import { childText } from '../../soap/envelope.ts';
import { readDeployOptions } from '../deploy/deployOptions.ts';
import { deployRefusal } from '../deploy/deployRefusal.ts';
import { startDeploy } from '../deploy/startDeploy.ts';
import { faultReply, type Operation } from '../operation.ts';

export const deploy: Operation = {
  name: 'deploy',
  handle: async ({ state, userId, element, apiVersion }) => {
    const zip = Buffer.from(childText(element, 'ZipFile') ?? '', 'base64');
    const options = readDeployOptions(element);
    const refusal = deployRefusal(state, options);
    if (refusal) return faultReply(refusal.code, refusal.message);
    const job = await startDeploy(state, userId, zip, options, apiVersion);
    return { content: { result: { done: false, id: job.id, state: 'Queued' } } };
  },
};
