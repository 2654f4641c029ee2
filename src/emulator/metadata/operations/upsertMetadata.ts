import { errorsOf, saveAll } from '../crud/saveAll.ts';
import type { Operation } from '../operation.ts';

export const upsertMetadata: Operation = {
  name: 'upsertMetadata',
  handle: (invocation) =>
    saveAll(invocation, 'upsert', ({ created, fullName, problems }) => ({
      created,
      errors: errorsOf(problems),
      fullName,
      success: problems.length === 0,
    })),
};
