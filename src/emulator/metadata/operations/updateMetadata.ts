import { saveAll, saveResult } from '../crud/saveAll.ts';
import type { Operation } from '../operation.ts';

export const updateMetadata: Operation = {
  name: 'updateMetadata',
  handle: (invocation) => saveAll(invocation, 'update', saveResult),
};
