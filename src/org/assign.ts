import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { composite, errorCodeOf, querySubrequest } from './composite.ts';
import { dataPath } from './send.ts';

const quiet = new Set(['DUPLICATE_VALUE']);

/** One composite request: the permission set's id, and an assignment for each user that refers to it. */
export const makeAssign =
  (connection: Connection): OrgPort['assign'] =>
  async (permissionSet, userIds) => {
    const soql = `SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}' AND NamespacePrefix = null LIMIT 1`;
    const responses = await composite(connection, 'assign', [
      querySubrequest(connection, 'set', soql),
      ...userIds.map((AssigneeId, index) => ({
        method: 'POST',
        url: dataPath(connection, '/sobjects/PermissionSetAssignment'),
        referenceId: `user${index}`,
        body: { AssigneeId, PermissionSetId: '@{set.records[0].Id}' },
      })),
    ]);
    for (const response of responses) {
      const code = errorCodeOf(response);
      if (code !== undefined && !quiet.has(code)) {
        fail('AssignmentRefused', { permissionSet, code, message: JSON.stringify(response.body).slice(0, 500) });
      }
    }
  };
