import { saveAll, saveResult } from '../crud/saveAll.ts';
import type { Operation } from '../operation.ts';

export const createMetadata: Operation = {
  name: 'createMetadata',
  handle: (invocation) => saveAll(invocation, 'create', saveResult),
};
