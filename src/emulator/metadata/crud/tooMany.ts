import { faultReply, type Reply } from '../operation.ts';

/** A CRUD call takes ten components (platform-facts §8.2), of custom metadata 200 (Summer '15 release notes). */
export const tooMany = (type: string, count: number): Reply | undefined => {
  const most = type === 'CustomMetadata' ? 200 : 10;
  return count > most
    ? faultReply('LIMIT_EXCEEDED', `record limit reached. cannot submit more than ${most} records into this operation`)
    : undefined;
};
