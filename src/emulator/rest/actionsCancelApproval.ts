import type { OrgState } from '../state/orgState.ts';
import { restDateTime } from '../state/dateTime.ts';
import { hasPermission } from '../state/permissions.ts';
import { actionDone, actionFailed, type ActionResult } from './actionsResult.ts';
import type { ActionInput } from './actionsInputs.ts';

const NAME = 'cancelApprovalSubmission';

const OPEN = new Set(['in progress', 'suspended']);

const INPUTS = ['approvalSubmissionId', 'comments'];

/**
 * L70: cancels an approval submission that is under way, for whoever has the Approval Admin permission. The codes and
 * words of its refusals are our own: no public source has them.
 */
export const cancelApproval = (state: OrgState, userId: string, input: ActionInput): ActionResult => {
  const unknown = Object.keys(input).find((name) => !INPUTS.includes(name));
  if (unknown !== undefined) {
    return actionFailed(NAME, 'INVALID_API_INPUT', `The input ${unknown} is not one of ${NAME}.`, [unknown]);
  }
  const id = input['approvalSubmissionId'];
  if (typeof id !== 'string' || id === '') {
    const message = 'Missing required input parameter: approvalSubmissionId';
    return actionFailed(NAME, 'REQUIRED_FIELD_MISSING', message, ['approvalSubmissionId']);
  }
  if (!hasPermission(state, userId, 'ApprovalAdmin')) {
    const message = 'You must have the Approval Admin user permission to cancel an approval submission.';
    return actionFailed(NAME, 'INSUFFICIENT_ACCESS_OR_READONLY', message);
  }
  const rows = state.records.get('ApprovalSubmission') ?? [];
  const found = rows.find((row) => String(row['Id']).slice(0, 15) === id.slice(0, 15));
  if (!found || !/^9iP[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?$/.test(id)) {
    return actionFailed(NAME, 'INVALID_ID_FIELD', `Invalid approval submission id: ${id}`, ['approvalSubmissionId']);
  }
  if (!OPEN.has(String(found['Status']).toLowerCase())) {
    const message = `An approval submission with the status ${String(found['Status'])} can't be canceled.`;
    return actionFailed(NAME, 'INVALID_STATUS', message, ['approvalSubmissionId']);
  }
  const now = restDateTime(state.now());
  const changed = {
    ...found,
    Status: 'Canceled',
    Comments: typeof input['comments'] === 'string' ? input['comments'] : (found['Comments'] ?? null),
    LastModifiedDate: now,
    SystemModstamp: now,
  };
  state.records.set(
    'ApprovalSubmission',
    rows.map((row) => (row === found ? changed : row)),
  );
  return actionDone(NAME, null);
};
