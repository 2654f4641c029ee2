import { childText } from '../../soap/envelope.ts';
import { startQuickDeploy } from '../deploy/quickDeploy.ts';
import { faultReply, type Operation } from '../operation.ts';

export const deployRecentValidation: Operation = {
  name: 'deployRecentValidation',
  handle: async ({ state, userId, element }) => {
    const started = await startQuickDeploy(state, userId, childText(element, 'validationId') ?? '');
    return 'code' in started ? faultReply(started.code, started.message) : { content: { result: started.id } };
  },
};
