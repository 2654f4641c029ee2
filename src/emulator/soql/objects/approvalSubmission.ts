import { hasPermission } from '../../state/permissions.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

/**
 * A submission of a flow approval process (L70). Approval processes themselves are not emulated: whoever manages
 * approvals may put a submission here, to have something that can be cancelled.
 */
export const approvalSubmission: ObjectDefinition = {
  name: 'ApprovalSubmission',
  label: 'Approval Submission',
  keyPrefix: '9iP',
  apis: ['data'],
  fields: fields(
    'Name',
    'Status:picklist',
    'RelatedRecordId:reference',
    'SubmittedById:reference>SubmittedBy.User',
    'Comments:textarea',
  ),
  rows: recordsOf('ApprovalSubmission'),
  visibleTo: (state, userId) => hasPermission(state, userId, 'ApiEnabled'),
  writes: {
    required: ['RelatedRecordId'],
    create: true,
    update: ['Name', 'Status', 'RelatedRecordId', 'Comments'],
    delete: true,
    permission: 'ApprovalAdmin',
    defaults: (_state, userId) => ({
      Name: null,
      Status: 'In Progress',
      SubmittedById: userId,
      Comments: null,
    }),
  },
};
