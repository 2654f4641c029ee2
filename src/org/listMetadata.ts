import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { refusalOf, refuse } from './refusal.ts';

/** One listMetadata call (L58: at most three types). */
export const makeListMetadata =
  (connection: Connection): OrgPort['listMetadata'] =>
  async (types) => {
    try {
      const listed = await connection.metadata.list(
        types.map((type) => ({ type })),
        connection.version,
      );
      return listed.map(({ type, fullName, createdDate }) => ({
        type,
        fullName,
        createdDate: Date.parse(createdDate) || 0,
      }));
    } catch (error) {
      return refusalOf(error).code === 'INVALID_TYPE' ? [] : refuse(error, 'listMetadata', connection.instanceUrl);
    }
  };
