import type { MetadataName } from '../../core/metadataName.ts';
import type { Removal } from './planStage.ts';

/** A deletion with Apex counts as Apex in production, where tests have to run; ours go with it (L53, platform-facts §14). */
export const testLevelOf = (
  { request, isProduction }: Removal,
  members: readonly MetadataName[],
): string | undefined => {
  const hasApex = members.some(({ type }) => type === 'ApexClass');
  return request.testLevel ?? (isProduction && hasApex ? 'RunLocalTests' : undefined);
};
