import type { Plan } from '../../../../src/core/plan/plan.ts';

/** True when the org already has everything, and as it should be; that somebody consented may be for a callout to show. */
export const changesNothing = ({ steps }: Plan): boolean =>
  steps.every((step) =>
    step.kind === 'assign' ? step.userIds.length === 0 : step.kind === 'consent' && step.isUnknown,
  );
