import { faultReply, type Operation } from '../operation.ts';
import { startRetrieve } from '../retrieve/retrieveJob.ts';
import { readRetrieveRequest } from '../retrieve/retrieveRequest.ts';

export const retrieve: Operation = {
  name: 'retrieve',
  handle: async ({ state, element, apiVersion }) => {
    const request = readRetrieveRequest(element, apiVersion);
    if (request.unknown.length > 0) {
      return faultReply('NOT_EMULATED', `retrieve with ${request.unknown.join(', ')} is not emulated`);
    }
    const job = await startRetrieve(state, request);
    return { content: { result: { done: false, id: job.id, state: 'Queued' } } };
  },
};
