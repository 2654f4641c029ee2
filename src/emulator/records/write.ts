import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import type { OrgState, Row } from '../state/orgState.ts';

/** Records of one object being written for a user; `system` heeds no permission of theirs, as Apex in system mode.
 * Apex runs the triggers itself (`byApex`). */
export type Write = { state: OrgState; userId: string; object: ObjectDefinition; system?: boolean; byApex?: true };

/** Why a record was not written; `status` is the HTTP one. */
export type WriteProblem = { status: number; errorCode: string; message: string; fields: string[] };

export const problem = (
  status: number,
  errorCode: string,
  message: string,
  fields: readonly string[] = [],
): WriteProblem => ({ status, errorCode, message, fields: [...fields] });

export const isProblem = (value: Row | WriteProblem): value is WriteProblem =>
  'errorCode' in value && 'fields' in value;

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Ids are the same by their first 15 characters. */
export const sameId = (a: Row[string] | undefined, b: string): boolean =>
  typeof a === 'string' && a.slice(0, 15) === b.slice(0, 15);

export const findRecord = ({ state, userId, object }: Write, id: string): Row | undefined =>
  object.rows(state, userId).find((row) => sameId(row['Id'], id));
