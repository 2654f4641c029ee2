import { hasPermission } from '../state/permissions.ts';
import { hasTriggers } from '../state/triggers.ts';
import { problem, type Write, type WriteProblem } from './write.ts';

const DONE = { create: 'inserted', edit: 'updated', delete: 'deleted' } as const;

/** Why records of this object cannot be written at all, by this user; undefined when they can. */
export const refusal = (
  { state, userId, object, system, byApex }: Write,
  kind: keyof typeof DONE,
  may: boolean | undefined,
): WriteProblem | undefined => {
  const { writes } = object;
  if (!byApex && hasTriggers(state, object.name))
    return problem(501, 'NOT_EMULATED', `${object.name} has triggers, which run for DML of Apex only.`);
  if (!may) {
    return object.neverCreateable
      ? problem(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support this operation`)
      : problem(501, 'NOT_EMULATED', `${object.name}: this operation is not emulated.`);
  }
  if (writes?.open?.(state) === false || (!system && writes?.may?.(state, userId, kind) === false)) {
    const message = `entity type cannot be ${DONE[kind]}: ${object.label}`;
    return problem(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
  }
  return !system && writes?.permission && !hasPermission(state, userId, writes.permission)
    ? problem(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
    : undefined;
};
