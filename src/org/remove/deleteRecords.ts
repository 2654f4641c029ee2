import type { Connection } from '@salesforce/core';
import { fail } from '../../core/failure.ts';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { refuse } from '../refusal.ts';
import { dataPath, send } from '../send.ts';

type Deleted = { success: boolean; errors: ReadonlyArray<{ statusCode: string; message: string }> };

/** Gone already, with its object or without. */
const quiet: ReadonlySet<string> = new Set(['NOT_FOUND', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

/** Records of one request (sObject Collections, REST API guide). */
const most = 200;

const deleteSome = async (connection: Connection, ids: readonly string[]): Promise<readonly Deleted[]> => {
  const url = dataPath(connection, `/composite/sobjects?ids=${ids.join(',')}&allOrNone=false`);
  try {
    return await send<readonly Deleted[]>(connection, { method: 'DELETE', url });
  } catch (error) {
    return refuse(error, 'deleteRecords', connection.instanceUrl);
  }
};

export const makeDeleteRecords =
  (connection: Connection): RemovalPort['deleteRecords'] =>
  async (object, ids, signal) => {
    for (let first = 0; first < ids.length; first += most) {
      signal.throwIfAborted();
      const deleted = await deleteSome(connection, ids.slice(first, first + most));
      const problem = deleted.flatMap(({ errors }) => errors).find(({ statusCode }) => !quiet.has(statusCode));
      if (problem) fail('RecordKept', { object, code: problem.statusCode, message: problem.message });
    }
  };
