import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { refuse } from './refusal.ts';

type Problem = { statusCode?: string; message?: string };
type Result = { success: boolean | string; errors?: Problem | readonly Problem[] };

const first = <T>(value: T | readonly T[] | undefined): T | undefined =>
  Array.isArray(value) ? (value as readonly T[])[0] : (value as T | undefined);

/** One deleteMetadata call: an app's satellites go with it (platform-facts §11). */
export const makeDeleteComponent =
  (connection: Connection): OrgPort['deleteComponent'] =>
  async (type, fullName) => {
    try {
      const result = first((await connection.metadata.delete(type, fullName)) as unknown as Result | Result[]);
      const problem = first(result?.errors);
      const isGone = problem?.statusCode === 'INVALID_CROSS_REFERENCE_KEY';
      if (String(result?.success) === 'true' || isGone) return { deleted: true };
      return { deleted: false, message: problem?.message ?? '' };
    } catch (error) {
      return refuse(error, 'deleteComponent', connection.instanceUrl);
    }
  };
