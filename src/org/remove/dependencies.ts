import type { Connection } from '@salesforce/core';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { networkErrorOf, refusalOf, refuse } from '../refusal.ts';
import { dataPath, send } from '../send.ts';

type Row = { MetadataComponentName: string; MetadataComponentType: string; RefMetadataComponentId: string };

/** Codes of an org without the object, or of a user who may not ask for it. */
const unavailable: ReadonlySet<string> = new Set(['INVALID_TYPE', 'INVALID_FIELD', 'INSUFFICIENT_ACCESS', 'NOT_FOUND']);

/** One Tooling query; the object gives at most 2,000 rows. */
export const makeDependencies =
  (connection: Connection): RemovalPort['dependencies'] =>
  async (ids) => {
    if (ids.length === 0) return [];
    const soql =
      'SELECT MetadataComponentName, MetadataComponentType, RefMetadataComponentId FROM MetadataComponentDependency ' +
      `WHERE RefMetadataComponentId IN (${ids.map((id) => `'${id}'`).join(', ')})`;
    const url = `${dataPath(connection, '/tooling/query')}?q=${encodeURIComponent(soql)}`;
    try {
      const { records } = await send<{ records: readonly Row[] }>(connection, { method: 'GET', url });
      return records.map((row) => ({
        by: { type: row.MetadataComponentType, fullName: row.MetadataComponentName },
        of: row.RefMetadataComponentId,
      }));
    } catch (error) {
      if (networkErrorOf(error) === undefined && unavailable.has(refusalOf(error).code)) return undefined;
      return refuse(error, 'dependencies', connection.instanceUrl);
    }
  };
