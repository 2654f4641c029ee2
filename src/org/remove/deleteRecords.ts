import type { Connection } from '@salesforce/core';
import { fail } from '../../core/failure.ts';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { composite, errorCodeOf } from '../composite.ts';
import { dataPath } from '../send.ts';

/** Gone already, with its object or without. */
const quiet: ReadonlySet<string> = new Set(['NOT_FOUND', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

/** Subrequests of one composite request. */
const most = 25;

export const makeDeleteRecords =
  (connection: Connection): RemovalPort['deleteRecords'] =>
  async (object, ids) => {
    for (let first = 0; first < ids.length; first += most) {
      const responses = await composite(
        connection,
        'deleteRecords',
        ids.slice(first, first + most).map((id, index) => ({
          method: 'DELETE',
          url: dataPath(connection, `/sobjects/${object}/${id}`),
          referenceId: `record${index}`,
        })),
      );
      for (const response of responses) {
        const code = errorCodeOf(response);
        if (code !== undefined && !quiet.has(code)) {
          fail('RecordKept', { object, code, message: JSON.stringify(response.body).slice(0, 500) });
        }
      }
    }
  };
