import { childText } from '../../soap/envelope.ts';
import { faultReply, type Operation } from '../operation.ts';
import { retrieveJob } from '../retrieve/retrieveJob.ts';

/** Where there is no zip the element is nil: a real org does so, against its own WSDL. */
export const checkRetrieveStatus: Operation = {
  name: 'checkRetrieveStatus',
  handle: ({ state, element }) => {
    const id = childText(element, 'asyncProcessId') ?? '';
    const job = retrieveJob(state, id);
    if (!job) return faultReply('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    const { retrieved, errorMessage } = job;
    if (errorMessage !== undefined) {
      const errorStatusCode = 'UNKNOWN_EXCEPTION';
      return {
        content: {
          result: {
            done: true,
            errorMessage,
            errorStatusCode,
            id: job.id,
            status: 'Failed',
            success: false,
            zipFile: null,
          },
        },
      };
    }
    if (!retrieved)
      return { content: { result: { done: false, id: job.id, status: 'InProgress', success: false, zipFile: null } } };
    const { fileProperties, messages, zipFile } = retrieved;
    const includeZip = childText(element, 'includeZip') !== 'false';
    return {
      content: {
        result: {
          done: true,
          fileProperties,
          id: job.id,
          messages,
          status: 'Succeeded',
          success: true,
          zipFile: includeZip ? zipFile : null,
        },
      },
    };
  },
};
