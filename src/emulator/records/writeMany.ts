import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import { findObject, isAbsentObject, objectsOf } from '../soql/objectTable.ts';
import type { OrgState } from '../state/orgState.ts';
import { copyRecords } from './copyRecords.ts';
import { problem, type WriteProblem } from './write.ts';

/** What became of one record of a call that brings several. */
export type Written = { id: string; created?: boolean } | WriteProblem;

const rolledBack = problem(
  400,
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

/** Writes one record after the other; with `allOrNone` one that fails takes the others back. */
export const writeMany = (
  state: OrgState,
  writes: readonly (() => string | Written)[],
  allOrNone: boolean,
): Written[] => {
  const before = copyRecords(state.records);
  const written = writes.map((write): Written => {
    const one = write();
    return typeof one === 'string' ? { id: one } : one;
  });
  if (!allOrNone || !written.some((one) => 'errorCode' in one)) return written;
  state.records = before;
  return written.map((one) => ('errorCode' in one ? one : rolledBack));
};

/** The object that a caller names, or why there is none. */
export const namedObject = (state: OrgState, userId: string, name: string): ObjectDefinition | WriteProblem =>
  findObject(state, userId, 'data', name) ??
  (isAbsentObject(name)
    ? problem(501, 'NOT_EMULATED', `${name} is an object that this org does not emulate.`)
    : problem(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`));

/** The object whose records have such ids. */
export const objectOfId = (state: OrgState, userId: string, id: string): ObjectDefinition | WriteProblem => {
  const object = objectsOf(state).find(({ keyPrefix }) => keyPrefix !== null && keyPrefix === id.slice(0, 3));
  const seen = object && findObject(state, userId, 'data', object.name);
  return seen ?? problem(400, 'MALFORMED_ID', `malformed id ${id}`);
};
